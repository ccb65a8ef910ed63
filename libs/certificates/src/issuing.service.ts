import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock, ruleActor } from '#libs/kernel';
import { Audit, JobsService, Outbox, projectRoot, Storage, UnitOfWork } from '#libs/platform';
import { BatchesRepository } from './batches.repository.js';
import type { Certificate } from './certificate.entity.js';
import { batchApproved } from './certificate.events.js';
import { CertificatesRepository } from './certificates.repository.js';
import { RenderPool } from './render/index.js';

/** Bytes; a certificate has some 60 kB. */
const largest = 5_000_000;

/**
 * Draws the documents of an approved batch in worker threads and stores each with its hash. What a crash cut off is
 * taken up again: documents that are there stay as they are, and the last one makes the batch `issued`.
 */
@Injectable()
export class IssuingService implements OnModuleInit, OnApplicationShutdown {
  private readonly pool = new RenderPool(join(projectRoot, 'templates', 'certificates', 'standard'));

  constructor(
    private readonly batches: BatchesRepository,
    private readonly certificates: CertificatesRepository,
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

  onApplicationShutdown(): Promise<void> {
    return this.pool.close();
  }

  async issue({ batchId, jobId }: { batchId: string; jobId: string }): Promise<void> {
    const intended = await this.certificates.intendedOf(batchId);
    const done = (await this.certificates.ofBatch(batchId)).length - intended.length;
    let count = done;
    const documents = this.pool.renderAll(intended.map(({ payload }) => payload));
    for (const certificate of intended) {
      const { value } = await documents.next();
      await this.store(certificate, value as Buffer);
      count += 1;
      if (count % 10 === 0) await this.jobs.progress(jobId, count);
    }
    await this.finish(batchId, jobId, count);
  }

  private async store(certificate: Certificate, document: Buffer): Promise<void> {
    const file = await this.storage.put(Readable.from([document]), largest);
    await this.unitOfWork.run(async () => {
      const current = await this.certificates.find(certificate.id);
      if (current?.status !== 'intended') return;
      current.issue(file, this.clock.now());
      await this.certificates.save(current);
      await this.audit.record(ruleActor, {
        action: 'certificate.issued',
        noun: 'certificate',
        subjectId: current.id,
        details: { serial: current.serial, sha256: file.sha256 },
      });
    });
  }

  private async finish(batchId: string, jobId: string, count: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      const batch = await this.batches.find(batchId);
      if (batch?.status !== 'approved' || (await this.certificates.countIntended(batchId)) > 0) return;
      batch.issue(this.clock.now());
      await this.batches.save(batch);
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
