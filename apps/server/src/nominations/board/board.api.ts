import { Body, Get, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type BulkFields, BulkSelection, bulkFields, nominationAccess, SelectionBoardService } from '#libs/nominations';
import { Allow, Answers, Api, CurrentActor, Id } from '../../web/index.js';
import { boardResource, boardSchema, decidedResource, decidedSchema } from './board.view.js';

/** Where Laos chooses: everybody of a run at once, and several decided on in one step. */
@Api('runs')
export class SelectionBoardApi {
  constructor(
    private readonly boards: SelectionBoardService,
    private readonly bulk: BulkSelection,
  ) {}

  /** By organisation, in its order. For the Lao coordinator, who alone chooses. */
  @Get(':runId/selection-board')
  @Allow(nominationAccess.select)
  @Answers(boardSchema)
  async board(@CurrentActor() actor: Actor, @Id('runId') runId: string) {
    return boardResource(await this.boards.of(actor, runId));
  }

  /**
   * Selects, reserves, refuses or returns at most 100 nominations of one run: all of them or none, the better rank
   * first. A refusal names each that stands in the way as `/nominationIds/3`.
   */
  @Post(':runId/selections')
  @Allow(nominationAccess.select)
  @Answers(decidedSchema)
  async decide(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Body({ schema: bulkFields }) fields: BulkFields,
  ) {
    return decidedResource(await this.bulk.decide(actor, runId, fields));
  }
}
