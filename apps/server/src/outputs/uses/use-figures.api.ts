import { Get, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type UsedOutputsQuery, UseFiguresService, useAccess, usedOutputsQuery } from '#libs/outputs';
import { mapListing } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, listOf } from '../../web/index.js';
import { usedOutputResource, usedOutputSchema, useFiguresResource, useFiguresSchema } from './use-figures.view.js';

/** Whether and how soon what is published is used. */
@Api('shared-database')
export class UseFiguresApi {
  constructor(private readonly figures: UseFiguresService) {}

  @Get('use-figures')
  @Allow(useAccess.figures)
  @Answers(useFiguresSchema)
  async all(@CurrentActor() actor: Actor) {
    return useFiguresResource(await this.figures.figures(actor));
  }

  /** The outputs behind the figures. */
  @Get('used-outputs')
  @Allow(useAccess.figures)
  @Answers(listOf(usedOutputSchema))
  async outputs(@CurrentActor() actor: Actor, @Query({ schema: usedOutputsQuery }) query: UsedOutputsQuery) {
    return mapListing(await this.figures.outputs(actor, query), usedOutputResource);
  }
}
