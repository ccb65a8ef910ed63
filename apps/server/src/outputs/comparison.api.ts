import { Get, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import { OutputComparisons, outputAccess } from '#libs/outputs';
import { idField } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id } from '../web/index.js';
import { comparisonResource, comparisonSchema } from './comparison.view.js';

/** `with`: the id of another version of the same output. */
export const comparisonQuery = z.strictObject({ with: idField() });
type ComparisonQuery = z.output<typeof comparisonQuery>;

@Api('outputs/:id/comparison')
export class ComparisonApi {
  constructor(private readonly comparisons: OutputComparisons) {}

  @Get()
  @Allow(outputAccess.read)
  @Answers(comparisonSchema)
  async compare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: comparisonQuery }) query: ComparisonQuery,
  ) {
    return comparisonResource(await this.comparisons.compare(actor, id, query.with));
  }
}
