import { Check, Entity, Index } from 'typeorm';
import { id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import type { MarkStatus } from './attendance.rules.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import type { CorrectionStatus } from './correction.rules.js';

/** A mark changed after its roll was closed: from what to what, who asked when and why, who decided. */
@Entity('attendance_correction')
@Index('uq_attendance_correction_open', ['openKey'], { unique: true })
@Index('ix_attendance_correction_status', ['status', 'id'])
@Check('ck_attendance_correction_open', "(open_key IS NULL) = (status <> 'requested')")
export class AttendanceCorrection {
  @Key() id: string;
  @Stored(id()) @References(() => AttendanceMark) attendanceMarkId: string;
  /** The mark's id while nobody has decided: one open request per mark. */
  @Stored(orNull(text(36))) openKey: string | null;
  @Stored(text(10)) fromStatus: MarkStatus;
  @Stored(text(10)) toStatus: MarkStatus;
  @Stored(longText()) reason: string;
  @Stored(text(12)) status: CorrectionStatus;
  /** Accounts. */
  @Stored(orNull(id())) requestedBy: string | null;
  @Stored(instant()) requestedAt: Date;
  @Stored(orNull(id())) decidedBy: string | null;
  @Stored(orNull(instant())) decidedAt: Date | null;
  @Stored(orNull(longText())) decisionReason: string | null;
  @Stored(whole()) version: number;

  decide(status: 'approved' | 'refused', by: string | null, at: Date, reason: string | null): void {
    this.status = status;
    this.openKey = null;
    this.decidedBy = by;
    this.decidedAt = at;
    this.decisionReason = reason;
  }
}
