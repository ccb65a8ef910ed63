import { Entity, Index } from 'typeorm';
import { id, instant, json, Key, orNull, References, Stored } from '#libs/platform';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';
import type { OwnWords } from './person.rules.js';

/** An organisation that knows a person: it employs or has nominated them. */
@Entity('person_organisation')
@Index('uq_person_organisation', ['personId', 'organisationId'], { unique: true })
export class PersonOrganisation {
  @Key() id: string;
  @Stored(id()) @References(() => Person) personId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(instant()) since: Date;
  /**
   * What this organisation itself said of somebody whose record another one keeps: it sees its own words, never the
   * other's record. Null when the record itself is open to it.
   */
  @Stored(orNull(json())) ownWords: OwnWords | null;
}
