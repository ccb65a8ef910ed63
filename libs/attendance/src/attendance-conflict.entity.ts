import { Check, Entity, Index } from 'typeorm';
import { newId } from '#libs/kernel';
import { id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import type { MarkStatus } from './attendance.rules.js';
import { AttendanceEntry } from './attendance-entry.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';

/** Witnesses of one mark that say different things. Nothing is overwritten: what stands keeps standing until somebody resolves it. */
@Entity('attendance_conflict')
@Index('uq_attendance_conflict_open', ['openKey'], { unique: true })
@Check('ck_attendance_conflict_open', '(open_key IS NULL) = (resolved_at IS NOT NULL)')
export class AttendanceConflict {
  @Key() id: string;
  @Stored(id()) @References(() => AttendanceMark) attendanceMarkId: string;
  /** The mark's id while it is open: one open conflict per mark, however many witnesses disagree. */
  @Stored(orNull(text(36))) openKey: string | null;
  @Stored(id()) @References(() => AttendanceEntry) standingEntryId: string;
  @Stored(id()) @References(() => AttendanceEntry) otherEntryId: string;
  @Stored(instant()) openedAt: Date;
  @Stored(orNull(instant())) resolvedAt: Date | null;
  /** Account; null also when the witnesses came to say the same of their own accord. */
  @Stored(orNull(id())) resolvedBy: string | null;
  /** What it was resolved to. */
  @Stored(orNull(text(10))) status: MarkStatus | null;
  @Stored(orNull(longText())) reason: string | null;
  @Stored(whole()) version: number;

  static between(
    attendanceMarkId: string,
    standingEntryId: string,
    otherEntryId: string,
    at: Date,
  ): AttendanceConflict {
    return Object.assign(new AttendanceConflict(), {
      id: newId(),
      attendanceMarkId,
      openKey: attendanceMarkId,
      standingEntryId,
      otherEntryId,
      openedAt: at,
      resolvedAt: null,
      resolvedBy: null,
      status: null,
      reason: null,
      version: 1,
    });
  }

  /** Without a person: its witnesses came to say the same. */
  end(status: MarkStatus, at: Date, by: string | null = null, reason: string | null = null): void {
    Object.assign(this, { openKey: null, status, resolvedAt: at, resolvedBy: by, reason });
  }
}
