import { Body, Get, Post, Query } from '@nestjs/common';
import {
  BatchesService,
  type BatchFields,
  BatchLists,
  type BatchQuery,
  batchFields,
  batchQuery,
  certificateAccess,
  EligibilityService,
  SpecimensService,
} from '#libs/certificates';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import { RunsService } from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, listOf } from '../web/index.js';
import {
  batchDetailResource,
  batchDetailSchema,
  eligibilityResource,
  eligibilitySchema,
  listedBatchResource,
  listedBatchSchema,
} from './batch.view.js';

/** Who of a run may get a certificate, and the decisions about it. */
@Api('runs')
export class RunCertificatesApi {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly specimens: SpecimensService,
    private readonly lists: BatchLists,
    private readonly batches: BatchesService,
    private readonly runs: RunsService,
  ) {}

  @Get(':runId/certificate-eligibility')
  @Allow(certificateAccess.readBatch)
  @Answers(eligibilitySchema)
  async standing(@CurrentActor() actor: Actor, @Id('runId') runId: string) {
    const standing = await this.eligibility.list(actor, runId);
    return eligibilityResource(standing, await this.specimens.hindrances(runId, standing));
  }

  @Get(':runId/certificate-batches')
  @Allow(certificateAccess.readBatch)
  @Answers(listOf(listedBatchSchema))
  async list(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: batchQuery }) query: BatchQuery,
  ) {
    await this.runs.getInSight(actor, runId);
    return mapListing(await this.lists.list(actor, { ...query, runId }), listedBatchResource);
  }

  @Post(':runId/certificate-batches')
  @Allow(certificateAccess.prepare)
  @Creates(batchDetailSchema, '/api/v1/certificate-batches')
  async prepare(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Body({ schema: batchFields }) fields: BatchFields,
  ) {
    const { id } = await this.batches.prepare(actor, runId, fields);
    return batchDetailResource(await this.lists.get(actor, id));
  }
}
