import { Entity, Index } from 'typeorm';
import { Organisation, Person } from '#libs/people';
import { id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import { CourseRun } from '#libs/training';
import { Nomination } from './nomination.entity.js';

export type EnrolmentStatus = 'active' | 'ended';

/** A confirmed seat: begun by the confirmation, ended by a withdrawal, a substitution or the cancellation of the run. */
@Entity('enrolment')
@Index('uq_enrolment_nomination', ['nominationId'], { unique: true })
@Index('ix_enrolment_run', ['runId', 'status', 'id'])
export class Enrolment {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(id()) @References(() => Person) personId: string;
  @Stored(id()) @References(() => Nomination) nominationId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(text(20)) status: EnrolmentStatus;
  @Stored(instant()) confirmedAt: Date;
  @Stored(orNull(instant())) endedAt: Date | null;
  @Stored(whole()) version: number;

  end(at: Date): void {
    this.status = 'ended';
    this.endedAt = at;
  }
}
