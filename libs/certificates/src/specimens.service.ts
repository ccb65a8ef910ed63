import { Injectable } from '@nestjs/common';
import { type Actor, type Denial, isAllowed, notFound, requireGrant } from '#libs/kernel';
import { BatchGrounds } from './batch-grounds.js';
import { BatchesRepository } from './batches.repository.js';
import { certificateAccess } from './certificate.policy.js';
import { CertificateDocuments } from './certificate-documents.js';
import { Designs } from './designs/index.js';
import type { Eligibility } from './eligibility.service.js';
import { mayPrint } from './printable.js';

/** What certificates will look like, before anybody decides. */
@Injectable()
export class SpecimensService {
  constructor(
    private readonly batches: BatchesRepository,
    private readonly grounds: BatchGrounds,
    private readonly documents: CertificateDocuments,
    private readonly designs: Designs,
  ) {}

  /** The certificate of one name on a list, with numbers of noughts and marked across as a specimen. */
  async ofBatch(actor: Actor, batchId: string, enrolmentId: string): Promise<Buffer> {
    requireGrant(actor, certificateAccess.readBatch);
    const batch = await this.batches.find(batchId);
    if (!batch) throw notFound('certificate_batch');
    if (!(await this.batches.enrolmentIds(batchId)).includes(enrolmentId)) throw notFound('certificate');
    const [candidate] = await this.grounds.gather(batch, [enrolmentId]);
    const { payload } = candidate!;
    const template = await this.designs.templateOf(payload.kind, batch.designVersionId);
    return this.documents.drawSpecimen(payload, template);
  }

  /** Enrolment id → why no certificate could be drawn of it: a birth date or a letter is missing. */
  async hindrances(runId: string, standing: readonly Eligibility[]): Promise<Map<string, Denial>> {
    const candidates = await this.grounds.ofPeople(runId, standing);
    const clean = new Set<string>();
    const denials = candidates.map(
      ({ eligibility, payload }) => [eligibility.enrolment.id, mayPrint(payload, clean)] as const,
    );
    return new Map(denials.flatMap(([id, decision]) => (isAllowed(decision) ? [] : [[id, decision]])));
  }
}
