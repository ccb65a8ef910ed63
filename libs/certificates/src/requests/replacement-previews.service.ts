import { Inject, Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  DomainError,
  isAllowed,
  isGranted,
  localDateOf,
  notFound,
  requireGrant,
} from '#libs/kernel';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import type { Certificate } from '../certificate.entity.js';
import { certificateAccess } from '../certificate.policy.js';
import { CertificateDocuments } from '../certificate-documents.js';
import { CertificatesRepository } from '../certificates.repository.js';
import { contentsOf } from '../contents.js';
import { Designs } from '../designs/index.js';
import { numbered, numbersToCome } from '../payload.js';
import type { CertificateRequest } from './certificate-request.entity.js';
import { ReplacementGrounds } from './replacement-grounds.js';
import { mayDecide } from './request.rules.js';
import { RequestsRepository } from './requests.repository.js';

/** What would take a certificate's place if the open request were granted now. */
@Injectable()
export class ReplacementPreviews {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly certificates: CertificatesRepository,
    private readonly successors: ReplacementGrounds,
    private readonly documents: CertificateDocuments,
    private readonly designs: Designs,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Dated today, with numbers of noughts, and marked across as a specimen. */
  async draw(actor: Actor, certificateId: string): Promise<Buffer> {
    requireGrant(actor, certificateAccess.readBatch);
    const asked = await this.asked(certificateId);
    if (!asked) throw notFound('certificate_request');
    await this.designs.ready();
    const { payload: said, designVersionId } = await this.successors.gather(asked.request, asked.certificate);
    const payload = numbered(said, { ...numbersToCome, publicUrl: this.configuration.publicUrl });
    const issue = { ...said.issue, date: localDateOf(this.clock.now()) };
    const template = await this.designs.templateOf(said.kind, designVersionId);
    return this.documents.drawSpecimen({ ...payload, issue, replacesSerial: asked.certificate.serial }, template);
  }

  /** A hash of it, for whoever may grant it as it stands; else null. */
  async contents(actor: Actor, certificateId: string): Promise<string | null> {
    const asked = isGranted(actor, certificateAccess.decide) ? await this.asked(certificateId) : null;
    if (!asked || !isAllowed(mayDecide(asked.request, actor))) return null;
    await this.designs.ready();
    try {
      const { payload, designVersionId } = await this.successors.gather(asked.request, asked.certificate);
      return contentsOf(designVersionId, [payload]);
    } catch (error) {
      // It cannot be printed: it is refused whatever was read.
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private async asked(id: string): Promise<{ request: CertificateRequest; certificate: Certificate } | null> {
    const certificate = await this.certificates.find(id);
    const request = await this.requests.openOf(id);
    return certificate && request?.kind === 'replacement' ? { request, certificate } : null;
  }
}
