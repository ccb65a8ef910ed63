import { Body, Get, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  OutputAuthors,
  OutputCatalogue,
  type OutputFields,
  type OutputListQuery,
  OutputsService,
  OutputWaiversService,
  outputAccess,
  outputFields,
  outputListQuery,
  RequiredOutputs,
  type WaiverFields,
  waiverFields,
} from '#libs/outputs';
import { mapListing } from '#libs/platform';
import { type DueDateFields, DueDatesService, dueDateFields, runAccess } from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, listOf } from '../web/index.js';
import {
  authorResource,
  authorsSchema,
  listedOutputResource,
  listedOutputSchema,
  outputResource,
  outputSchema,
  requiredKindResource,
  requiredKindsSchema,
} from './output.view.js';
import { requiredOutputsSchema } from './required-outputs.view.js';

/** The outputs of one run. */
@Api('runs')
export class RunOutputsApi {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly outputs: OutputsService,
    private readonly authors: OutputAuthors,
    private readonly waivers: OutputWaiversService,
    private readonly required: RequiredOutputs,
    private readonly dueDates: DueDatesService,
  ) {}

  @Get(':runId/outputs')
  @Allow(outputAccess.read)
  @Answers(listOf(listedOutputSchema))
  async list(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: outputListQuery }) query: OutputListQuery,
  ) {
    return mapListing(await this.catalogue.listOfRun(actor, runId, query), listedOutputResource);
  }

  @Post(':runId/outputs')
  @Allow(outputAccess.draft)
  @Creates(outputSchema, '/api/v1/outputs')
  async draft(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Body({ schema: outputFields }) fields: OutputFields,
  ) {
    const { id } = await this.outputs.draft(actor, runId, fields);
    return outputResource(await this.catalogue.get(actor, id));
  }

  /** Who may be named as author: names alone. */
  @Get(':runId/output-authors')
  @Allow(outputAccess.draft)
  @Answers(authorsSchema)
  async possibleAuthors(@CurrentActor() actor: Actor, @Id('runId') runId: string) {
    return { items: (await this.authors.possible(actor, runId)).map(authorResource) };
  }

  /** What the run requires and how far it is; a trainee sees their own outputs alone. */
  @Get(':runId/required-outputs')
  @Allow(outputAccess.read)
  @Answers(requiredOutputsSchema)
  async progress(@CurrentActor() actor: Actor, @Id('runId') runId: string) {
    return { items: await this.required.progress(actor, runId) };
  }

  /** Another last day for one required kind. */
  @Post(':runId/due-dates')
  @Allow(runAccess.write)
  @Answers(requiredOutputsSchema)
  async moveDueDate(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Body({ schema: dueDateFields }) fields: DueDateFields,
  ) {
    await this.dueDates.move(actor, runId, fields);
    return { items: await this.required.progress(actor, runId) };
  }

  /** Every required kind with whether it is published or waived. */
  @Get(':runId/output-waivers')
  @Allow(outputAccess.readWaivers)
  @Answers(requiredKindsSchema)
  async requiredKinds(@CurrentActor() actor: Actor, @Id('runId') runId: string) {
    return { items: (await this.waivers.list(actor, runId)).map(requiredKindResource) };
  }

  /** One side's word; both are needed. */
  @Post(':runId/output-waivers')
  @Allow(outputAccess.waive)
  @Answers(requiredKindsSchema)
  async waive(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Body({ schema: waiverFields }) fields: WaiverFields,
  ) {
    return { items: (await this.waivers.waive(actor, runId, fields)).map(requiredKindResource) };
  }
}
