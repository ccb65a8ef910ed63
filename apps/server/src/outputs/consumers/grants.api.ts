import { Body, Get, Post, Query, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  consumerAccess,
  type GrantFields,
  type GrantsQuery,
  grantFields,
  grantsQuery,
  OutputGrantsService,
} from '#libs/outputs';
import { emptyForm, mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, listOf } from '../../web/index.js';
import { LOCATION } from '../../web/location.js';
import { grantResource, grantSchema } from './grant.view.js';

/** Who is shown a restricted output, in all its versions. */
@Api('outputs')
export class GrantsApi {
  constructor(private readonly grants: OutputGrantsService) {}

  /** Those that are over or revoked too, the latest first. */
  @Get(':id/grants')
  @Allow(consumerAccess.grant)
  @Answers(listOf(grantSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: grantsQuery }) query: GrantsQuery) {
    return mapListing((await this.grants.list(actor, id, query)).grants, grantResource);
  }

  @Post(':id/grants')
  @Allow(consumerAccess.grant)
  @SetMetadata(
    LOCATION,
    (made: ReturnType<typeof grantResource>) => `/api/v1/outputs/${made.outputId}/grants/${made.id}`,
  )
  @Creates(grantSchema, '')
  async grant(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: grantFields }) fields: GrantFields) {
    return grantResource(await this.grants.grant(actor, id, fields));
  }

  @Get(':id/grants/:grantId')
  @Allow(consumerAccess.grant)
  @Answers(grantSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string, @Id('grantId') grantId: string) {
    return grantResource(await this.grants.get(actor, id, grantId));
  }

  @Post(':id/grants/:grantId/revocation')
  @Allow(consumerAccess.grant)
  @Answers(grantSchema)
  async revoke(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('grantId') grantId: string,
    @Body({ schema: emptyForm }) _: object,
  ) {
    return grantResource(await this.grants.revoke(actor, id, grantId));
  }
}
