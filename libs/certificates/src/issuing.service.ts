import { Readable } from 'node:stream';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock, ruleActor } from '#libs/kernel';
import { Audit, JobsService, Outbox, Storage, UnitOfWork } from '#libs/platform';
import { BatchesRepository } from './batches.repository.js';
import type { Certificate } from './certificate.entity.js';
import { batchApproved, certificatesIssued } from './certificate.events.js';
import { CertificateDocuments } from './certificate-documents.js';
import { CertificatesRepository } from './certificates.repository.js';

/** Bytes; a certificate has some 60 kB. */
const largest = 5_000_000;

interface Approved {
  batchId: string;
  jobId: string;
}

/**
 * Draws the documents of an approved batch in worker threads and stores each with its hash. What a crash or a fault
 * cut off is taken up again by the outbox: documents that are there stay as they are, and the last one makes the batch
 * `issued`. Meanwhile its job says `failed` with the code of the fault.
 */
@Injectable()
export class IssuingService implements OnModuleInit, OnModuleDestroy {
  private isStopping = false;

  constructor(
    private readonly batches: BatchesRepository,
    private readonly certificates: CertificatesRepository,
    private readonly documents: CertificateDocuments,
    private readonly storage: Storage,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(batchApproved, (news) => this.issue(news));
  }

  /** The document in hand is finished; the others wait for the next start. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Throws what kept a document from being drawn or stored, after all others were: the outbox then tries again. */
  async issue({ batchId, jobId }: Approved): Promise<void> {
    const intended = await this.certificates.intendedOf(batchId);
    let done = await this.certificates.countIssued(batchId);
    const faults: unknown[] = [];
    const drawn = this.documents.drawAll(intended.map(({ payload }) => payload));
    for (const certificate of intended) {
      const { value: result } = (await drawn.next()) as { value: PromiseSettledResult<Buffer> };
      if (this.isStopping) throw new Error('Stopped before all documents were drawn');
      try {
        if (result.status === 'rejected') throw result.reason;
        await this.store(certificate, result.value, { jobId, done: done + 1 });
        done += 1;
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) return this.fail(jobId, faults);
    await this.finish(batchId, jobId, done);
  }

  private async store(
    certificate: Certificate,
    document: Buffer,
    { jobId, done }: { jobId: string; done: number },
  ): Promise<void> {
    const file = await this.storage.put(Readable.from([document]), largest);
    // After a fault the file stays: a commit whose answer got lost may need it.
    await this.unitOfWork.run(async () => {
      const current = await this.certificates.find(certificate.id);
      // Another process was quicker.
      if (current?.status !== 'intended') return this.storage.forget(file.key);
      current.issue(file, this.clock.now());
      await this.certificates.save(current);
      await this.jobs.progress(jobId, done);
      await this.audit.record(ruleActor, {
        action: 'certificate.issued',
        noun: 'certificate',
        subjectId: current.id,
        details: { serial: current.serial, sha256: file.sha256 },
      });
    });
  }

  private async fail(jobId: string, faults: unknown[]): Promise<never> {
    await this.jobs.finish(jobId, 'failed', { code: 'certificate.not_drawn', missing: faults.length });
    throw faults[0];
  }

  private async finish(batchId: string, jobId: string, count: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      const batch = await this.batches.find(batchId);
      if (batch?.status !== 'approved' || (await this.certificates.countIntended(batchId)) > 0) return;
      batch.issue(this.clock.now());
      await this.batches.save(batch);
      await this.outbox.raise(certificatesIssued, { batchId });
      await this.audit.record(ruleActor, {
        action: 'certificate_batch.issued',
        noun: 'certificate_batch',
        subjectId: batchId,
        details: { certificates: count },
      });
      await this.jobs.finish(jobId, 'done', { batchId, certificates: count });
    });
  }
}
