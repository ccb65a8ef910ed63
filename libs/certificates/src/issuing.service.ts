import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock, ruleActor } from '#libs/kernel';
import { Audit, JobsService, Outbox, UnitOfWork } from '#libs/platform';
import { BatchesRepository } from './batches.repository.js';
import { batchApproved, certificatesIssued } from './certificate.events.js';
import { CertificateDocuments, type SignedFile } from './certificate-documents.js';
import { Designs } from './designs/index.js';
import { DocumentFiling } from './document-filing.js';
import { IntendedCertificatesRepository } from './intended-certificates.repository.js';

/** Documents that are stored together: their rows go into one unit, short enough for others to come between. */
const filedTogether = 25;

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
    private readonly intended: IntendedCertificatesRepository,
    private readonly documents: CertificateDocuments,
    private readonly designs: Designs,
    private readonly filing: DocumentFiling,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(batchApproved, (news) => this.issue(news));
  }

  /** The documents in hand are finished; the others wait for the next start. */
  onModuleDestroy(): void {
    this.isStopping = true;
  }

  /** Throws what kept a document from being drawn or stored, after all others were: the outbox then tries again. */
  async issue({ batchId, jobId }: Approved): Promise<void> {
    const intended = await this.intended.onList(batchId);
    const chosen = (await this.batches.find(batchId))?.designVersionId ?? null;
    const template = await this.designs.templateOf('chung_chi', chosen);
    let { issued: done } = await this.intended.countOnList(batchId);
    const faults: unknown[] = [];
    let inHand = new Map<string, SignedFile>();
    const file = async () => {
      const documents = inHand;
      inHand = new Map();
      try {
        await this.filing.file(documents, { jobId, done });
        done += documents.size;
      } catch (error) {
        faults.push(error);
      }
    };
    let at = 0;
    for await (const filed of this.documents.fileAll(intended, template)) {
      if (this.isStopping) {
        await file();
        throw new Error('Stopped before all documents were drawn');
      }
      const { id } = intended[at++]!;
      if (filed.status === 'rejected') faults.push(filed.reason);
      else inHand.set(id, filed.value);
      if (inHand.size === filedTogether) await file();
    }
    await file();
    if (faults.length > 0) return this.fail(batchId, jobId, faults[0]);
    await this.finish(batchId, jobId, done);
  }

  private async fail(batchId: string, jobId: string, fault: unknown): Promise<never> {
    const { missing } = await this.intended.countOnList(batchId);
    await this.jobs.finish(jobId, 'failed', { code: 'certificate.not_drawn', missing });
    throw fault;
  }

  private async finish(batchId: string, jobId: string, count: number): Promise<void> {
    await this.unitOfWork.run(async () => {
      const batch = await this.batches.find(batchId);
      if (batch?.status !== 'approved' || (await this.intended.countOnList(batchId)).missing > 0) return;
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
