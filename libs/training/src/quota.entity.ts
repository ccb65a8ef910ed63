import { Check, Entity, Index } from 'typeorm';
import { Organisation } from '#libs/people';
import { counter, id, Key, References, Stored, whole } from '#libs/platform';
import { CourseRun } from './run.entity.js';

/** Seats of one organisation, and of those below it without a quota of their own, in one run. */
@Entity('quota')
@Index('uq_quota_organisation', ['runId', 'organisationId'], { unique: true })
@Check('ck_quota_taken', 'taken >= 0 AND taken <= seats')
export class Quota {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(whole()) seats: number;
  /** Confirmed and held seats; only `Seats` changes it. */
  @Stored(counter()) taken: number;
}
