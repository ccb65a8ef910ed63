import { Entity, Index } from 'typeorm';
import { Enrolment } from '#libs/nominations';
import { fixed, id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import { Session } from '#libs/training';
import type { MarkSource, MarkStatus } from './attendance.rules.js';

/** How one enrolment attended one session: the entry that stands. All entries are kept in `attendance_entry`. */
@Entity('attendance_mark')
@Index('uq_attendance_mark', ['enrolmentId', 'sessionId'], { unique: true })
export class AttendanceMark {
  @Key() id: string;
  @Stored(fixed(id())) @References(() => Enrolment) enrolmentId: string;
  @Stored(fixed(id())) @References(() => Session) sessionId: string;
  @Stored(text(10)) status: MarkStatus;
  /** When the person who marked says it was. */
  @Stored(instant()) markedAt: Date;
  /** The entry that stands. */
  @Stored(id()) entryId: string;
  @Stored(text(12)) source: MarkSource;
  /** Account; null when a rule of the house marked. */
  @Stored(orNull(id())) markedBy: string | null;
  @Stored(whole()) version: number;
}
