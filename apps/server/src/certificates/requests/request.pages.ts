import { Get, Post } from '@nestjs/common';
import {
  CertificatesService,
  certificateAccess,
  type GrantFields,
  grantFields,
  type ReplacementFields,
  type ReplacementGrant,
  ReplacementPreviews,
  RequestDecisions,
  RequestsService,
  type RevocationFields,
  replacementFields,
  replacementGrant,
  revocationFields,
} from '#libs/certificates';
import { reasonForm } from '#libs/platform';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { specimenFile } from '../certificate-file.js';
import { requestsPage } from './request-page.view.js';

/** What is asked about one certificate, and the answers to it. */
@Pages('certificates')
export class CertificateRequestPages {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly requests: RequestsService,
    private readonly decisions: RequestDecisions,
    private readonly previews: ReplacementPreviews,
  ) {}

  @Get(':id/requests')
  @Allow(certificateAccess.readBatch)
  @Shows('certificates/requests')
  async show(visit: Visit) {
    const certificate = await this.certificates.get(visit.actor, visit.id());
    const requests = await this.requests.read(visit.actor, visit.id());
    return requestsPage(visit, certificate, requests, await this.previews.contents(visit.actor, visit.id()));
  }

  /** What would take its place as it would be. */
  @Get(':id/replacement-specimen.pdf')
  @Allow(certificateAccess.readBatch)
  async specimen(visit: Visit) {
    return visit.file(specimenFile(await this.previews.draw(visit.actor, visit.id())));
  }

  @Post(':id/revocation-request')
  @Allow(certificateAccess.request)
  @Form('show', 'revocation', revocationFields)
  async askToRevoke(visit: Visit, fields: RevocationFields) {
    await this.requests.askToRevoke(visit.actor, visit.id(), fields);
    return this.done(visit, 'asked');
  }

  @Post(':id/replacement-request')
  @Allow(certificateAccess.request)
  @Form('show', 'replacement', replacementFields)
  async askToReplace(visit: Visit, fields: ReplacementFields) {
    await this.requests.askToReplace(visit.actor, visit.id(), fields);
    return this.done(visit, 'asked');
  }

  @Post(':id/request-withdrawal')
  @Allow(certificateAccess.request)
  @Form('show', 'withdraw')
  async withdraw(visit: Visit) {
    await this.requests.withdraw(visit.actor, visit.id());
    return this.done(visit, 'withdrawn');
  }

  @Post(':id/request-refusal')
  @Allow(certificateAccess.decide)
  @Form('show', 'refuse', reasonForm)
  async refuse(visit: Visit, { reason }: { reason: string }) {
    await this.requests.refuse(visit.actor, visit.id(), reason);
    return this.done(visit, 'refused');
  }

  @Post(':id/revocation')
  @Allow(certificateAccess.decide)
  @Form('show', 'grant', grantFields)
  async revoke(visit: Visit, fields: GrantFields) {
    await this.decisions.revoke(visit.actor, visit.id(), fields);
    return this.done(visit, 'revoked');
  }

  @Post(':id/replacement')
  @Allow(certificateAccess.decide)
  @Form('show', 'grant', replacementGrant)
  async replace(visit: Visit, fields: ReplacementGrant) {
    await this.decisions.replace(visit.actor, visit.id(), fields);
    return this.done(visit, 'replaced');
  }

  private done(visit: Visit, notice: string) {
    return visit.to(`/certificates/${visit.id()}/requests`, `requests.notice.${notice}`);
  }
}
