import { Entity, Index } from 'typeorm';
import { id, instant, json, Key, orNull, References, Stored } from '#libs/platform';
import { Person } from '../person.entity.js';
import type { OwnWords } from '../person.rules.js';
import type { MergeChoices } from './merge.rules.js';

/** Two records were found to be one human. Kept for good, so that a later reader understands. */
@Entity('person_merge')
@Index('uq_person_merge_duplicate', ['duplicateId'], { unique: true })
export class PersonMerge {
  @Key() id: string;
  @Stored(id()) @References(() => Person) survivorId: string;
  @Stored(id()) @References(() => Person) duplicateId: string;
  /** For each field whose record was right. */
  @Stored(json()) choices: MergeChoices;
  /** What went over, counted by kind: `nominations: 3`. */
  @Stored(json()) moved: Record<string, number>;
  /** Both records as they were; never the identity number. */
  @Stored(json()) wordsBefore: { survivor: OwnWords; duplicate: OwnWords };
  @Stored(orNull(id())) accountId: string | null;
  @Stored(instant()) at: Date;
}
