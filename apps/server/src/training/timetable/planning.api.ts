import { Body, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import { Translator } from '#libs/platform';
import {
  RunCopiesService,
  type RunCopy,
  RunsService,
  runAccess,
  runCopy,
  type SeriesFields,
  type SessionMoves,
  SessionMovesService,
  SessionSeriesService,
  seriesFields,
  sessionAccess,
  sessionMoves,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, MayRefuse } from '../../web/index.js';
import { runResource, runSchema } from '../run.view.js';
import { sessionResource, sessionSchema } from '../session.view.js';
import {
  copyPlanResource,
  copyPlanSchema,
  movesPlanResource,
  movesPlanSchema,
  seriesPlanResource,
  seriesPlanSchema,
} from './planning.view.js';

const sessionsSchema = z.object({ items: z.array(sessionSchema) });

/** What a planner does with many sessions at once: all of it or nothing. Each has a preview that changes nothing. */
@Api('runs')
export class PlanningApi {
  constructor(
    private readonly series: SessionSeriesService,
    private readonly moves: SessionMovesService,
    private readonly copies: RunCopiesService,
    private readonly runs: RunsService,
    private readonly translator: Translator,
  ) {}

  /** The same session again and again, on days of the week; holidays are left out. */
  @Post(':id/session-series')
  @Allow(sessionAccess.write)
  @Answers(seriesPlanSchema.extend(sessionsSchema.shape))
  async schedule(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: seriesFields }) fields: SeriesFields) {
    const { sessions, ...plan } = await this.series.schedule(actor, id, fields);
    return { ...seriesPlanResource(this.translator.for(actor.language), plan), items: sessions.map(sessionResource) };
  }

  @Post(':id/session-series-preview')
  @Allow(sessionAccess.write)
  @Answers(seriesPlanSchema)
  async previewSeries(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: seriesFields }) fields: SeriesFields,
  ) {
    const plan = await this.series.preview(actor, id, fields);
    return seriesPlanResource(this.translator.for(actor.language), plan);
  }

  /** Several sessions by the same days and minutes, from the versions that were read (412). */
  @Post(':id/session-moves')
  @Allow(sessionAccess.write)
  @MayRefuse(412)
  @Answers(sessionsSchema)
  async move(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: sessionMoves }) fields: SessionMoves) {
    return { items: (await this.moves.move(actor, id, fields)).map(sessionResource) };
  }

  @Post(':id/session-moves-preview')
  @Allow(sessionAccess.write)
  @MayRefuse(412)
  @Answers(movesPlanSchema)
  async previewMoves(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: sessionMoves }) fields: SessionMoves,
  ) {
    return movesPlanResource(this.translator.for(actor.language), await this.moves.preview(actor, id, fields));
  }

  /** A run like this one on other days. Rooms and instructors that are not free then are left out, and named. */
  @Post(':id/copy')
  @Allow(runAccess.write)
  @Creates(runSchema.extend({ plan: copyPlanSchema }), '/api/v1/runs')
  async copy(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: runCopy }) fields: RunCopy) {
    const { run, plan } = await this.copies.copy(actor, id, fields);
    const resource = runResource(await this.runs.describe(actor, run.id));
    return { ...resource, plan: copyPlanResource(this.translator.for(actor.language), plan) };
  }

  @Post(':id/copy-preview')
  @Allow(runAccess.write)
  @Answers(copyPlanSchema)
  async previewCopy(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: runCopy }) fields: RunCopy) {
    return copyPlanResource(this.translator.for(actor.language), await this.copies.preview(actor, id, fields));
  }
}
