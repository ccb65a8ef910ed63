import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { notFound } from '#libs/kernel';
import type { StoredFile } from '#libs/platform';
import { Storage } from '#libs/platform';
import { type AskedCertificate, CertificatesRepository } from './certificates.repository.js';
import { readEmbeddedCode } from './render/index.js';
import { readVerificationCode } from './verification-code.js';

/** What anyone may learn of a certificate whose code they hold. */
export interface Verified {
  status: 'valid' | 'revoked' | 'replaced';
  certificate: AskedCertificate;
}

/** What a dropped file turned out to be. `altered` carries one of our codes but not our bytes. */
export type FileVerdict =
  | Verified
  | { status: 'altered'; certificate: AskedCertificate }
  | { status: 'unknown'; certificate: null };

/** Anyone may ask whether a certificate is ours and still holds. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly storage: Storage,
  ) {}

  /** By the code as typed. One that was never given out, or whose document is not issued yet, is not found. */
  async byCode(typed: string): Promise<Verified> {
    const code = readVerificationCode(typed);
    const certificate = code ? await this.certificates.findByCode(code) : null;
    if (!certificate || certificate.status === 'intended') throw notFound('certificate');
    return { status: certificate.status, certificate };
  }

  /** By the file: its hash decides; its inner code only tells an altered copy from a stranger's file. */
  async byFile(file: StoredFile): Promise<FileVerdict> {
    const same = await this.certificates.findByHash(file.sha256);
    if (same && same.status !== 'intended') return { status: same.status, certificate: same };
    const embedded = await readEmbeddedCode(await readFile(this.storage.pathOf(file.key)));
    const code = embedded ? readVerificationCode(embedded) : null;
    const claimed = code ? await this.certificates.findByCode(code) : null;
    if (!claimed || claimed.status === 'intended') return { status: 'unknown', certificate: null };
    return { status: 'altered', certificate: claimed };
  }
}
