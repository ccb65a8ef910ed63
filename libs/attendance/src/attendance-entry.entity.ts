import { Entity } from 'typeorm';
import { flag, id, instant, Key, orNull, References, Stored, text } from '#libs/platform';
import type { MarkStatus } from './attendance.rules.js';
import { AttendanceMark, type MarkSource } from './attendance-mark.entity.js';

/** One thing said about one mark, by whatever device. Append-only: the database refuses a change or a removal. */
@Entity('attendance_entry')
export class AttendanceEntry {
  /** The `markId` of the device that said it, else one of ours: saying it again changes nothing. */
  @Key() id: string;
  @Stored(id()) @References(() => AttendanceMark) attendanceMarkId: string;
  @Stored(text(10)) status: MarkStatus;
  @Stored(text(12)) source: MarkSource;
  @Stored(instant()) markedAt: Date;
  @Stored(instant()) recordedAt: Date;
  /** False for what arrived after something said later: it is kept and overwrites nothing. */
  @Stored(flag()) tookEffect: boolean;
  @Stored(orNull(id())) accountId: string | null;
}
