import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type Actor, conflict, notFound } from '#libs/kernel';
import { Audit, type Listing, Storage, UnitOfWork } from '#libs/platform';
import type { CertificateQuery } from './batch.fields.js';
import type { Certificate } from './certificate.entity.js';
import { certificateAccess } from './certificate.policy.js';
import { type CertificateRow, CertificatesRepository, type IssuedFile } from './certificates.repository.js';

/** Issued documents and the register book. */
@Injectable()
export class CertificatesService {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor, query: CertificateQuery): Promise<Listing<CertificateRow>> {
    return this.certificates.list(actor, query);
  }

  async register(actor: Actor, query: CertificateQuery): Promise<Listing<CertificateRow>> {
    return this.certificates.register(actor, query);
  }

  async get(actor: Actor, id: string): Promise<Certificate> {
    const certificate = await this.certificates.findInSight(actor, certificateAccess.list, id);
    if (!certificate) throw notFound('certificate');
    return certificate;
  }

  /** The bytes stored at issue, unchanged ever after. Every download is recorded. */
  async download(actor: Actor, id: string): Promise<{ stream: Readable; size: number; serial: string }> {
    const certificate = await this.certificates.findInSight(actor, certificateAccess.download, id);
    if (!certificate) throw notFound('certificate');
    if (!certificate.storageKey) throw conflict('certificate.not_issued_yet');
    const { stream, size } = await this.storage.open(certificate.storageKey);
    await this.unitOfWork.run(() =>
      this.audit.record(actor, { action: 'certificate.downloaded', noun: 'certificate', subjectId: id }),
    );
    return { stream, size, serial: certificate.serial };
  }

  /** Every issued document with what it must be, for the operator's check. */
  issuedFiles(): AsyncGenerator<IssuedFile> {
    return this.certificates.issuedFiles();
  }
}
