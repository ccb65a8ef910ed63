import { Body, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  CertificatesService,
  certificateAccess,
  type GrantFields,
  grantFields,
  type ReplacementFields,
  type ReplacementGrant,
  ReplacementPreviews,
  RequestDecisions,
  type RequestQuery,
  RequestsService,
  type RevocationFields,
  replacementFields,
  replacementGrant,
  requestQuery,
  revocationFields,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
import { SendsFile } from '../../web/file-routes.js';
import { Allow, Answers, Api, CurrentActor, FileAnswer, Id, listOf, MayRefuse } from '../../web/index.js';
import { certificateDetailResource, certificateDetailSchema } from '../certificate.view.js';
import { specimenFile } from '../certificate-file.js';
import { requestResource, requestSchema } from './request.view.js';

/** A certificate with all that was ever asked about it, the newest first. */
const askedSchema = certificateDetailSchema.extend({ requests: z.array(requestSchema) });

const requestsSchema = z.object({
  items: z.array(requestSchema),
  /** Of what would take its place, for whoever may grant the open request; sent along with the grant. */
  contents: z.string().nullable(),
});

/** What is asked about issued certificates: made by one person, answered by another. */
@Api('certificates')
export class CertificateRequestsApi {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly requests: RequestsService,
    private readonly decisions: RequestDecisions,
    private readonly previews: ReplacementPreviews,
  ) {}

  @Get(':id/requests')
  @Allow(certificateAccess.readBatch)
  @Answers(requestsSchema)
  async of(@CurrentActor() actor: Actor, @Id() id: string) {
    await this.certificates.get(actor, id);
    const items = (await this.requests.read(actor, id)).map(requestResource);
    return { items, contents: await this.previews.contents(actor, id) };
  }

  /** What would take its place if the open request were granted today, with noughts for numbers; 404 when none is open. */
  @Get(':id/replacement-specimen.pdf')
  @Allow(certificateAccess.readBatch)
  @MayRefuse(409)
  @SendsFile('application/pdf')
  async specimen(@CurrentActor() actor: Actor, @Id() id: string) {
    return new FileAnswer(specimenFile(await this.previews.draw(actor, id)));
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
  @MayRefuse(412)
  @Answers(askedSchema)
  async revoke(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: grantFields }) fields: GrantFields) {
    await this.decisions.revoke(actor, id, fields);
    return this.asked(actor, id);
  }

  /**
   * Grants the request for it: the document that takes this one's place has its numbers at once and is drawn soon after.
   * With `requestId`, another request than that one is 412; with `contents`, it is 412 when it would say something else
   * by now than was read.
   */
  @Post(':id/replacement')
  @Allow(certificateAccess.decide)
  @MayRefuse(412)
  @Answers(askedSchema)
  async replace(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: replacementGrant }) fields: ReplacementGrant,
  ) {
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
