import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService, Outbox, UnitOfWork } from '#libs/platform';
import { BatchesRepository } from '../batches.repository.js';
import { certificateReplaced, certificatesIssued } from '../certificate.events.js';
import { CertificateDocuments } from '../certificate-documents.js';
import { CertificatesRepository } from '../certificates.repository.js';
import { Designs } from '../designs/index.js';
import { DocumentFiling } from '../document-filing.js';

interface Replaced {
  certificateId: string;
  jobId: string;
}

/** Draws the document that takes another's place; the outbox takes it up again after a crash or a fault. */
@Injectable()
export class ReplacementDrawing implements OnModuleInit {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly batches: BatchesRepository,
    private readonly documents: CertificateDocuments,
    private readonly designs: Designs,
    private readonly filing: DocumentFiling,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(certificateReplaced, (news) => this.draw(news));
  }

  async draw({ certificateId, jobId }: Replaced): Promise<void> {
    const certificate = (await this.certificates.find(certificateId))!;
    const { batchId, payload } = certificate;
    if (certificate.status === 'intended') {
      // Those whose number is older than the choice of their design are drawn as their batch.
      const designVersionId = certificate.designVersionId ?? (await this.batches.find(batchId))!.designVersionId;
      const template = await this.designs.templateOf(payload.kind, designVersionId);
      for await (const filed of this.documents.fileAll([certificate], template)) {
        if (filed.status === 'rejected') await this.fail(jobId, filed.reason);
        else await this.filing.file(new Map([[certificateId, filed.value]]), { jobId, done: 0 });
      }
    }
    await this.unitOfWork.run(async () => {
      await this.outbox.raise(certificatesIssued, { batchId, certificateId });
      await this.jobs.finish(jobId, 'done', { certificateId });
    });
  }

  private async fail(jobId: string, fault: unknown): Promise<never> {
    await this.jobs.finish(jobId, 'failed', { code: 'certificate.not_drawn', missing: 1 });
    throw fault;
  }
}
