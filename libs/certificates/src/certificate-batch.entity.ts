import { Entity, Index } from 'typeorm';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import {
  calendarDate,
  id,
  instant,
  json,
  Key,
  longText,
  orNull,
  References,
  Stored,
  text,
  whole,
} from '#libs/platform';
import { CourseRun } from '#libs/training';
import type { Signatory } from './batch.fields.js';
import { type BatchStatus, type BatchStep, batchLife } from './batch.rules.js';
import { CertificateDesignVersion } from './designs/certificate-design-version.entity.js';

/** The decision to issue certificates: number, date, signatory and the list of enrolments. */
@Entity('certificate_batch')
@Index('ix_certificate_batch_status', ['status', 'id'])
export class CertificateBatch {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(text(60)) decisionNumber: string;
  @Stored(calendarDate()) decisionDate: LocalDate;
  @Stored(json()) signatory: Signatory;
  @Stored(json()) issuePlace: LocalisedText;
  @Stored(calendarDate()) issuedOn: LocalDate;
  /** Folder below `templates/certificates`. */
  @Stored(text(40)) template: string;
  /** What it is drawn with; null in batches older than designs. */
  @Stored(orNull(id())) @References(() => CertificateDesignVersion) designVersionId: string | null;
  @Stored(text(12)) status: BatchStatus;
  @Stored(orNull(longText())) statusReason: string | null;
  @Stored(id()) preparedBy: string;
  @Stored(orNull(id())) preparedByPerson: string | null;
  @Stored(instant()) preparedAt: Date;
  @Stored(orNull(id())) approvedBy: string | null;
  @Stored(orNull(instant())) approvedAt: Date | null;
  @Stored(orNull(instant())) issuedAt: Date | null;
  /** The job that renders the documents after approval. */
  @Stored(orNull(id())) jobId: string | null;
  @Stored(whole()) version: number;

  take(step: BatchStep, reason: string | null = null): void {
    this.status = batchLife[step].to;
    this.statusReason = reason;
  }

  approve(by: string | null, at: Date, jobId: string): void {
    this.take('approve');
    this.approvedBy = by;
    this.approvedAt = at;
    this.jobId = jobId;
  }

  issue(at: Date): void {
    this.take('issue');
    this.issuedAt = at;
  }
}
