import { Body, Delete, Get, Post, Query, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  type DeclaredUse,
  OutputUsesService,
  sharedDatabaseAccess,
  type UseFields,
  type UsesQuery,
  useAccess,
  useFields,
  usesQuery,
} from '#libs/outputs';
import { mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, listOf, NoContent } from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import { useResource, useSchema } from './use.view.js';

/** What published outputs are used for, by those who say so. */
@Api('shared-database')
export class UsesApi {
  constructor(private readonly uses: OutputUsesService) {}

  /** Of all versions of the output, the latest first. */
  @Get('outputs/:id/uses')
  @Allow(sharedDatabaseAccess.public)
  @Answers(listOf(useSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: usesQuery }) query: UsesQuery) {
    return mapListing(await this.uses.list(actor, id, query), useResource);
  }

  @Get('outputs/:id/uses/:useId')
  @Allow(sharedDatabaseAccess.public)
  @Answers(useSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string, @Id('useId') useId: string) {
    return useResource(await this.uses.get(actor, id, useId));
  }

  @Post('outputs/:id/uses')
  @Allow(useAccess.record)
  @SetMetadata(LOCATION, (made: DeclaredUse) => `/api/v1/shared-database/outputs/${made.outputId}/uses/${made.id}`)
  @Creates(useSchema, '')
  async declare(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: useFields }) fields: UseFields) {
    return useResource(await this.uses.declare(actor, id, fields));
  }

  /** On the day it was declared, by the one who did. */
  @Delete('outputs/:id/uses/:useId')
  @Allow(useAccess.record)
  @NoContent()
  takeBack(@CurrentActor() actor: Actor, @Id() id: string, @Id('useId') useId: string) {
    return this.uses.takeBack(actor, id, useId);
  }
}
