import { Body, Delete, Get, Post, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { OutputUsesService, sharedDatabaseAccess, type UseFields, useAccess, useFields } from '#libs/outputs';
import { Allow, Answers, Api, Creates, CurrentActor, Id, NoContent } from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import { useResource, useSchema, usesSchema } from './use.view.js';

/** What published outputs are used for, by those who say so. */
@Api('shared-database')
export class UsesApi {
  constructor(private readonly uses: OutputUsesService) {}

  /** Of all versions of the output, the latest first. */
  @Get('outputs/:id/uses')
  @Allow(sharedDatabaseAccess.public)
  @Answers(usesSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return { items: (await this.uses.list(actor, id)).map(useResource) };
  }

  @Post('outputs/:id/uses')
  @Allow(useAccess.record)
  @SetMetadata(LOCATION, ({ outputId }: { outputId: string }) => `/api/v1/shared-database/outputs/${outputId}/uses`)
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
