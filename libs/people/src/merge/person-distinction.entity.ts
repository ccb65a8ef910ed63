import { Check, Entity, Index } from 'typeorm';
import { id, instant, Key, longText, orNull, References, Stored } from '#libs/platform';
import { Person } from '../person.entity.js';

/** Reviewed, not the same: these two are never suggested again. A pair has no order, so the smaller id comes first. */
@Entity('person_distinction')
@Index('uq_person_distinction', ['oneId', 'otherId'], { unique: true })
@Check('ck_person_distinction_order', 'one_id < other_id')
export class PersonDistinction {
  @Key() id: string;
  @Stored(id()) @References(() => Person) oneId: string;
  @Stored(id()) @References(() => Person) otherId: string;
  @Stored(longText()) reason: string;
  @Stored(orNull(id())) accountId: string | null;
  @Stored(instant()) at: Date;
}
