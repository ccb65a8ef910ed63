import { Body, Get, Post, Query } from '@nestjs/common';
import {
  type ApprovalFields,
  ApprovalService,
  approvalFields,
  BatchesService,
  type BatchFields,
  BatchLists,
  type BatchQuery,
  batchFields,
  batchQuery,
  CertificateArchives,
  certificateAccess,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
import { SendsFile } from '../web/file-routes.js';
import {
  Accepted,
  Allow,
  Answers,
  Api,
  CurrentActor,
  FileAnswer,
  Id,
  IfMatch,
  listOf,
  MayRefuse,
} from '../web/index.js';
import { batchDetailResource, batchDetailSchema, listedBatchResource, listedBatchSchema } from './batch.view.js';
import { archiveFile } from './certificate-file.js';

/** Decisions to issue certificates. */
@Api('certificate-batches')
export class CertificateBatchesApi {
  constructor(
    private readonly lists: BatchLists,
    private readonly batches: BatchesService,
    private readonly approval: ApprovalService,
    private readonly archives: CertificateArchives,
  ) {}

  @Get()
  @Allow(certificateAccess.readBatch)
  @Answers(listOf(listedBatchSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: batchQuery }) query: BatchQuery) {
    return mapListing(await this.lists.list(actor, query), listedBatchResource);
  }

  @Get(':id')
  @Allow(certificateAccess.readBatch)
  @Answers(batchDetailSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return batchDetailResource(await this.lists.get(actor, id));
  }

  /** The documents that are stored so far. */
  @Get(':id/certificates.zip')
  @Allow(certificateAccess.readBatch)
  @MayRefuse(409)
  @SendsFile('application/zip')
  async zip(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: emptyForm }) _: object) {
    await this.lists.brief(actor, id);
    return new FileAnswer(archiveFile(await this.archives.zip(actor, { batchId: id })));
  }

  /** Mends a returned batch and hands it in again. */
  @Post(':id/preparation')
  @Allow(certificateAccess.prepare)
  @Answers(batchDetailSchema)
  async prepareAgain(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: batchFields }) fields: BatchFields,
  ) {
    await this.batches.prepareAgain(actor, id, version, fields);
    return this.get(actor, id);
  }

  @Post(':id/return')
  @Allow(certificateAccess.approve)
  @Answers(batchDetailSchema)
  async return(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: reasonForm }) body: { reason: string }) {
    await this.batches.return(actor, id, body.reason);
    return this.get(actor, id);
  }

  @Post(':id/cancellation')
  @Allow(certificateAccess.prepare)
  @Answers(batchDetailSchema)
  async cancel(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: reasonForm }) body: { reason: string }) {
    await this.batches.cancel(actor, id, body.reason);
    return this.get(actor, id);
  }

  /**
   * Numbers are taken at once; the documents are drawn by the job. The batch is `issued` with the last of them. With
   * `contents` as they were read, it is 412 when the certificates would say something else by now.
   */
  @Post(':id/approval')
  @Allow(certificateAccess.approve)
  @MayRefuse(412)
  @Accepted(batchDetailSchema)
  async approve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: approvalFields }) fields: ApprovalFields,
  ) {
    await this.approval.approve(actor, id, fields);
    return this.get(actor, id);
  }
}
