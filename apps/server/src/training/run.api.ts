import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { emptyForm, mapListing, reasonForm } from '#libs/platform';
import {
  CallsService,
  type RunChanges,
  type RunFields,
  RunLife,
  type RunQuery,
  RunsService,
  runAccess,
  runChanges,
  runFields,
  runQuery,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../web/index.js';
import { callResource, callSchema } from './call.view.js';
import { runResource, runSchema } from './run.view.js';

@Api('runs')
export class RunsApi {
  constructor(
    private readonly runs: RunsService,
    private readonly life: RunLife,
    private readonly calls: CallsService,
  ) {}

  @Get()
  @Allow(runAccess.read)
  @Answers(listOf(runSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: runQuery }) query: RunQuery) {
    return mapListing(await this.runs.list(actor, query), runResource);
  }

  @Get(':id')
  @Allow(runAccess.read)
  @Answers(runSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return this.answer(actor, { id });
  }

  /** What the call says to the caller's organisation: until when, how many, whom, with which papers. */
  @Get(':id/call')
  @Allow(runAccess.read)
  @Answers(callSchema)
  async call(@CurrentActor() actor: Actor, @Id() id: string) {
    return callResource(await this.calls.of(actor, id));
  }

  @Post()
  @Allow(runAccess.write)
  @Creates(runSchema, '/api/v1/runs')
  async plan(@CurrentActor() actor: Actor, @Body({ schema: runFields }) fields: RunFields) {
    return this.answer(actor, await this.runs.plan(actor, fields));
  }

  @Patch(':id')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: runChanges }) changes: RunChanges,
  ) {
    return this.answer(actor, await this.runs.edit(actor, id, version, changes));
  }

  @Post(':id/call')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async openCall(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return this.answer(actor, await this.life.openCall(actor, id));
  }

  @Post(':id/call-closing')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async closeCall(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return this.answer(actor, await this.life.closeCall(actor, id));
  }

  @Post(':id/start')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async start(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return this.answer(actor, await this.life.start(actor, id));
  }

  @Post(':id/completion')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async complete(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return this.answer(actor, await this.life.complete(actor, id));
  }

  @Post(':id/closing')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async close(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return this.answer(actor, await this.life.close(actor, id));
  }

  @Post(':id/cancellation')
  @Allow(runAccess.write)
  @Answers(runSchema)
  async cancel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: reasonForm }) { reason }: { reason: string },
  ) {
    return this.answer(actor, await this.life.cancel(actor, id, reason));
  }

  private async answer(actor: Actor, { id }: { id: string }) {
    return runResource(await this.runs.describe(actor, id));
  }
}
