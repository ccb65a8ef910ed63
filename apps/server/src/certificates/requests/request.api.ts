import { Body, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  CertificatesService,
  certificateAccess,
  type GrantFields,
  grantFields,
  type ReplacementFields,
  RequestDecisions,
  type RequestQuery,
  RequestsService,
  type RevocationFields,
  replacementFields,
  requestQuery,
  revocationFields,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, listOf } from '../../web/index.js';
import { certificateDetailResource, certificateDetailSchema } from '../certificate.view.js';
import { requestResource, requestSchema } from './request.view.js';

/** A certificate with all that was ever asked about it, the newest first. */
const askedSchema = certificateDetailSchema.extend({ requests: z.array(requestSchema) });

/** What is asked about issued certificates: made by one person, answered by another. */
@Api('certificates')
export class CertificateRequestsApi {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly requests: RequestsService,
    private readonly decisions: RequestDecisions,
  ) {}

  @Get(':id/requests')
  @Allow(certificateAccess.readBatch)
  @Answers(z.object({ items: z.array(requestSchema) }))
  async of(@CurrentActor() actor: Actor, @Id() id: string) {
    await this.certificates.get(actor, id);
    return { items: (await this.requests.ofCertificate(actor, id)).map(requestResource) };
  }

  @Post(':id/revocation-request')
  @Allow(certificateAccess.request)
  @Answers(askedSchema)
  async askToRevoke(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: revocationFields }) fields: RevocationFields,
  ) {
    await this.requests.askToRevoke(actor, id, fields);
    return this.asked(actor, id);
  }

  @Post(':id/replacement-request')
  @Allow(certificateAccess.request)
  @Answers(askedSchema)
  async askToReplace(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: replacementFields }) fields: ReplacementFields,
  ) {
    await this.requests.askToReplace(actor, id, fields);
    return this.asked(actor, id);
  }

  /** By whoever made the request. */
  @Post(':id/request-withdrawal')
  @Allow(certificateAccess.request)
  @Answers(askedSchema)
  async withdraw(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.requests.withdraw(actor, id);
    return this.asked(actor, id);
  }

  @Post(':id/request-refusal')
  @Allow(certificateAccess.decide)
  @Answers(askedSchema)
  async refuse(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: reasonForm }) body: { reason: string }) {
    await this.requests.refuse(actor, id, body.reason);
    return this.asked(actor, id);
  }

  /** Grants the request for it: from now on verification says `revoked`. With `requestId`, another request than that one is 412. */
  @Post(':id/revocation')
  @Allow(certificateAccess.decide)
  @Answers(askedSchema)
  async revoke(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: grantFields }) fields: GrantFields) {
    await this.decisions.revoke(actor, id, fields);
    return this.asked(actor, id);
  }

  /**
   * Grants the request for it: the document that takes this one's place has its numbers at once and is drawn soon after.
   * With `requestId`, another request than that one is 412.
   */
  @Post(':id/replacement')
  @Allow(certificateAccess.decide)
  @Answers(askedSchema)
  async replace(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: grantFields }) fields: GrantFields) {
    await this.decisions.replace(actor, id, fields);
    return this.asked(actor, id);
  }

  private async asked(actor: Actor, id: string) {
    const requests = await this.requests.ofCertificate(actor, id);
    return {
      ...certificateDetailResource(await this.certificates.get(actor, id)),
      requests: requests.map(requestResource),
    };
  }
}

@Api('certificate-requests')
export class CertificateRequestListApi {
  constructor(private readonly requests: RequestsService) {}

  @Get()
  @Allow(certificateAccess.readBatch)
  @Answers(listOf(requestSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: requestQuery }) query: RequestQuery) {
    return mapListing(await this.requests.list(actor, query), requestResource);
  }
}
