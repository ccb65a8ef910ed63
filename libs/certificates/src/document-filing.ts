import { Injectable } from '@nestjs/common';
import { Clock, ruleActor } from '#libs/kernel';
import { Audit, JobsService, UnitOfWork } from '#libs/platform';
import type { SignedFile } from './certificate-documents.js';
import { IntendedCertificatesRepository } from './intended-certificates.repository.js';

/** Writes down which documents are on disk. */
@Injectable()
export class DocumentFiling {
  constructor(
    private readonly intended: IntendedCertificatesRepository,
    private readonly jobs: JobsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** By the ids of their certificates, in one unit; those that somebody else wrote down meanwhile stay. `done`: documents of the job so far. */
  async file(
    documents: ReadonlyMap<string, SignedFile>,
    { jobId, done }: { jobId: string; done: number },
  ): Promise<void> {
    await this.unitOfWork.run(async () => {
      const waiting = await this.intended.among([...documents.keys()]);
      const at = this.clock.now();
      for (const certificate of waiting) {
        const file = documents.get(certificate.id)!;
        certificate.issue(file, at, file.signingKeyId);
      }
      await this.intended.saveAll(waiting);
      await this.jobs.progress(jobId, done + documents.size);
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
