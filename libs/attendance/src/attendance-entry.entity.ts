import { Entity } from 'typeorm';
import { flag, id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import type { MarkSource, MarkStatus } from './attendance.rules.js';
import { AttendanceMark } from './attendance-mark.entity.js';

/** One thing said about one mark, by whatever witness. Append-only: the database refuses a change or a removal. */
@Entity('attendance_entry')
export class AttendanceEntry {
  /** The `markId` of the device that said it, else one of ours: saying it again changes nothing. */
  @Key() id: string;
  @Stored(id()) @References(() => AttendanceMark) attendanceMarkId: string;
  @Stored(text(10)) status: MarkStatus;
  @Stored(text(12)) source: MarkSource;
  /** By the server's clock. */
  @Stored(instant()) markedAt: Date;
  @Stored(instant()) recordedAt: Date;
  /** False for what arrived after something said later: it is kept and overwrites nothing. */
  @Stored(flag()) tookEffect: boolean;
  @Stored(orNull(id())) accountId: string | null;
  /** Null for what was said to the server without a device of its own. */
  @Stored(orNull(text(60))) deviceId: string | null;
  /** The order in which the device said things, whatever its clock showed. */
  @Stored(orNull(whole())) position: number | null;
  /** By the clock of the device, which may be wrong. */
  @Stored(orNull(instant())) saidAt: Date | null;
  /** The entry that whoever said this had before their eyes. It may arrive later than this one. */
  @Stored(orNull(id())) basedOn: string | null;
  /** The how-manieth entry of its mark to be recorded, from 1; null before witnesses were kept apart. */
  @Stored(orNull(whole())) sequence: number | null;
}
