import { Injectable, Logger } from '@nestjs/common';
import { Clock, ruleActor } from '#libs/kernel';
import { Audit, JobsService, Storage, type StoredFile, UnitOfWork } from '#libs/platform';
import type { Certificate } from './certificate.entity.js';
import { IntendedCertificatesRepository } from './intended-certificates.repository.js';
import { SigningKeys } from './signing/index.js';

/** A document that was drawn, with the certificate it is of. */
export interface DrawnDocument {
  certificate: Certificate;
  document: Uint8Array;
}

interface SignedFile extends StoredFile {
  signingKeyId: string | null;
}

/** Stores what was drawn and writes down that it was. */
@Injectable()
export class DocumentFiling {
  private readonly log = new Logger(DocumentFiling.name);

  constructor(
    private readonly intended: IntendedCertificatesRepository,
    private readonly storage: Storage,
    private readonly keys: SigningKeys,
    private readonly jobs: JobsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Files first, each under a key that follows from its certificate, then their rows in one unit. Cut off in between, or
   * drawn by two at once, a certificate keeps the first bytes that were stored for it. `done`: documents of the job so
   * far. Answers what kept some of them from being stored; the others are.
   */
  async file(drawn: readonly DrawnDocument[], job: { jobId: string; done: number }): Promise<unknown[]> {
    const settled = await Promise.allSettled(
      drawn.map(({ certificate: { id }, document }) => this.settle(id, document)),
    );
    const files = new Map(
      settled.flatMap((one, at) =>
        one.status === 'fulfilled' ? [[drawn[at]!.certificate.id, one.value] as const] : [],
      ),
    );
    await this.writeDown(files, job);
    return settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  }

  private async settle(certificateId: string, document: Uint8Array): Promise<SignedFile> {
    // A process signs with one key from its start to its end; what it finds may be older than its key.
    const { id } = this.keys.documentSigner();
    const file = await this.storage.settle(`certificate ${certificateId}`, document);
    if (file.isFirst) return { ...file, signingKeyId: id };
    const signingKeyId = await this.keys.whichSigned(await this.storage.read(file.key));
    if (!signingKeyId) this.log.warn(`${file.key}: what was stored before is signed with no key of ours`);
    return { ...file, signingKeyId };
  }

  private async writeDown(files: ReadonlyMap<string, SignedFile>, { jobId, done }: { jobId: string; done: number }) {
    await this.unitOfWork.run(async () => {
      const waiting = await this.intended.among([...files.keys()]);
      const at = this.clock.now();
      for (const certificate of waiting) {
        const file = files.get(certificate.id)!;
        certificate.issue(file, at, file.signingKeyId);
      }
      await this.intended.saveAll(waiting);
      await this.jobs.progress(jobId, done + files.size);
      await this.audit.recordAll(
        ruleActor,
        waiting.map(({ id, serial, sha256 }) => ({
          action: 'certificate.issued',
          noun: 'certificate',
          subjectId: id,
          details: { serial, sha256 },
        })),
      );
    });
  }
}
