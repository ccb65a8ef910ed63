import { Check, Entity, Index } from 'typeorm';
import { Enrolment } from '#libs/nominations';
import { Organisation, Person } from '#libs/people';
import {
  id,
  instant,
  json,
  Key,
  longText,
  orNull,
  References,
  Stored,
  type StoredFile,
  text,
  whole,
} from '#libs/platform';
import { CourseRun } from '#libs/training';
import { CertificateBatch } from './certificate-batch.entity.js';
import { CertificateDesignVersion } from './designs/certificate-design-version.entity.js';
import type { CertificatePayload } from './render/index.js';
import { SigningKey } from './signing/signing-key.entity.js';

export const certificateStatuses = ['intended', 'valid', 'revoked', 'replaced'] as const;

export type CertificateStatus = (typeof certificateStatuses)[number];

/**
 * One document. Number and content are fixed when the batch is approved, the bytes when it is issued; neither ever
 * changes afterwards, and the database refuses it.
 */
@Entity('certificate')
@Index('uq_certificate_serial', ['serial'], { unique: true })
@Index('uq_certificate_register', ['registerNumber'], { unique: true })
@Index('uq_certificate_code', ['code'], { unique: true })
@Index('uq_certificate_live', ['liveKey'], { unique: true })
@Index('ix_certificate_sha256', ['sha256'])
@Check('ck_certificate_register', 'register_number > 0')
export class Certificate {
  @Key() id: string;
  @Stored(id()) @References(() => CertificateBatch) batchId: string;
  @Stored(id()) @References(() => Enrolment) enrolmentId: string;
  @Stored(id()) @References(() => Person) personId: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  @Stored(id()) @References(() => Organisation) organisationId: string;
  @Stored(text(30)) serial: string;
  /** Place in the register book, counted from 1 without a gap. */
  @Stored(whole()) registerNumber: number;
  @Stored(text(40)) code: string;
  /** The enrolment while intended or valid: one living certificate each. */
  @Stored(orNull(id())) liveKey: string | null;
  @Stored(json()) payload: CertificatePayload;
  /** What it is drawn with where it takes another's place; null where its batch says it, and in older ones. */
  @Stored(orNull(id())) @References(() => CertificateDesignVersion) designVersionId: string | null;
  @Stored(longText()) searchKey: string;
  @Stored(text(10)) status: CertificateStatus;
  @Stored(instant()) allocatedAt: Date;
  @Stored(orNull(text(80))) storageKey: string | null;
  @Stored(orNull(text(64))) sha256: string | null;
  /** Bytes. */
  @Stored(orNull(whole())) size: number | null;
  @Stored(orNull(instant())) issuedAt: Date | null;
  /** The key that the document was signed with; null where it was none of ours, as in documents older than signatures. */
  @Stored(orNull(id())) @References(() => SigningKey) signingKeyId: string | null;
  @Stored(whole()) version: number;

  /** Revoked, or replaced by another: from now on it no longer holds. */
  withdraw(status: 'revoked' | 'replaced'): void {
    this.status = status;
    this.liveKey = null;
  }

  issue(
    { key, sha256, size }: Pick<StoredFile, 'key' | 'sha256' | 'size'>,
    at: Date,
    signingKeyId: string | null,
  ): void {
    this.status = 'valid';
    this.storageKey = key;
    this.sha256 = sha256;
    this.size = size;
    this.issuedAt = at;
    this.signingKeyId = signingKeyId;
  }
}
