import { Body, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '#libs/kernel';
import {
  type DistinctionFields,
  type DuplicatesQuery,
  distinctionFields,
  duplicatesQuery,
  type MergeFields,
  MergingService,
  mergeFields,
  personAccess,
  type ResemblanceFields,
  ResemblancesService,
  resemblanceFields,
} from '#libs/people';
import { idField, mapListing } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, listOf, MayRefuse } from '../web/index.js';
import {
  duplicatePairResource,
  duplicatePairSchema,
  lookalikesResource,
  lookalikesSchema,
  mergeHistoryResource,
  mergeHistorySchema,
  mergePreviewResource,
  mergePreviewSchema,
} from './merging.view.js';
import { personResource, personSchema } from './person.view.js';

export const previewQuery = z.strictObject({ duplicateId: idField() });

/** One person once: who looks like whom, and what was decided about it. */
@Api('people')
export class MergingApi {
  constructor(
    private readonly resemblances: ResemblancesService,
    private readonly merging: MergingService,
  ) {}

  /** Pairs that may be one human; those told apart are left out. */
  @Get('duplicates')
  @Allow(personAccess.merge)
  @Answers(listOf(duplicatePairSchema))
  async duplicates(@CurrentActor() actor: Actor, @Query({ schema: duplicatesQuery }) query: DuplicatesQuery) {
    return mapListing(await this.resemblances.duplicates(actor, query), duplicatePairResource);
  }

  /** Among those the caller sees, whoever looks like the one whose details are given. Changes nothing. */
  @Post('resemblances')
  @Allow(personAccess.resemblances)
  @Answers(lookalikesSchema)
  async ofDetails(@CurrentActor() actor: Actor, @Body({ schema: resemblanceFields }) fields: ResemblanceFields) {
    return lookalikesResource(await this.resemblances.ofDetails(actor, fields));
  }

  @Get(':id/similar')
  @Allow(personAccess.resemblances)
  @Answers(lookalikesSchema)
  async similar(@CurrentActor() actor: Actor, @Id() id: string) {
    return lookalikesResource(await this.resemblances.ofPerson(actor, id));
  }

  /** Both records side by side, and what a merge would do. */
  @Get(':id/merge-preview')
  @Allow(personAccess.merge)
  @Answers(mergePreviewSchema)
  async preview(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: previewQuery }) { duplicateId }: z.output<typeof previewQuery>,
  ) {
    return mergePreviewResource(await this.merging.preview(actor, id, duplicateId));
  }

  /** The duplicate's id answers as this person from now on. */
  @Post(':id/merge')
  @Allow(personAccess.merge)
  @MayRefuse(412)
  @Answers(personSchema)
  async merge(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: mergeFields }) fields: MergeFields) {
    return personResource(await this.merging.merge(actor, id, fields));
  }

  /** Reviewed, not the same: the two are not suggested again. */
  @Post(':id/distinction')
  @Allow(personAccess.merge)
  @Answers(personSchema)
  async distinguish(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: distinctionFields }) fields: DistinctionFields,
  ) {
    return personResource(await this.merging.distinguish(actor, id, fields));
  }

  /** Merges into this person and those it was told apart from, the latest first. */
  @Get(':id/merges')
  @Allow(personAccess.merge)
  @Answers(mergeHistorySchema)
  async history(@CurrentActor() actor: Actor, @Id() id: string) {
    return mergeHistoryResource(await this.merging.history(actor, id));
  }
}
