import { Entity, Index } from 'typeorm';
import type { LocalDate } from '#libs/kernel';
import { calendarDate, id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Certificate } from '../certificate.entity.js';
import type { ReasonClass, RequestKind, RequestStatus } from './request.rules.js';

/** What is asked about an issued certificate: to revoke or to replace it. Another person decides. */
@Entity('certificate_request')
@Index('uq_certificate_request_live', ['liveKey'], { unique: true })
@Index('ix_certificate_request_status', ['status', 'dueOn'])
export class CertificateRequest {
  @Key() id: string;
  @Stored(id()) @References(() => Certificate) certificateId: string;
  @Stored(text(12)) kind: RequestKind;
  @Stored(text(20)) reasonClass: ReasonClass;
  @Stored(longText()) reason: string;
  /** What is to be put right. */
  @Stored(orNull(longText())) correction: string | null;
  @Stored(text(10)) status: RequestStatus;
  /** The certificate while open: one request at a time. */
  @Stored(orNull(id())) liveKey: string | null;
  @Stored(id()) requestedBy: string;
  @Stored(orNull(id())) requestedByPerson: string | null;
  @Stored(instant()) requestedAt: Date;
  /** The last day for the answer. */
  @Stored(calendarDate()) dueOn: LocalDate;
  @Stored(orNull(id())) decidedBy: string | null;
  @Stored(orNull(instant())) decidedAt: Date | null;
  @Stored(orNull(longText())) decisionReason: string | null;
  @Stored(orNull(id())) @References(() => Certificate) replacementId: string | null;
  @Stored(whole()) version: number;

  close(status: Exclude<RequestStatus, 'open'>, by: string | null, at: Date, reason: string | null = null): void {
    this.status = status;
    this.liveKey = null;
    this.decidedBy = by;
    this.decidedAt = at;
    this.decisionReason = reason;
  }
}
