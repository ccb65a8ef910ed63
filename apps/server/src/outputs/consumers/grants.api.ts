import { Body, Get, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { consumerAccess, type GrantFields, grantFields, OutputGrantsService } from '#libs/outputs';
import { emptyForm } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id } from '../../web/index.js';
import { grantsResource, grantsSchema } from './grant.view.js';

/** Who is shown a restricted output, in all its versions. */
@Api('outputs')
export class GrantsApi {
  constructor(private readonly grants: OutputGrantsService) {}

  /** Those that are over or revoked too, the latest first. */
  @Get(':id/grants')
  @Allow(consumerAccess.grant)
  @Answers(grantsSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return grantsResource(await this.grants.list(actor, id));
  }

  /** Answers the grants as they are then. */
  @Post(':id/grants')
  @Allow(consumerAccess.grant)
  @Answers(grantsSchema)
  async grant(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: grantFields }) fields: GrantFields) {
    await this.grants.grant(actor, id, fields);
    return grantsResource(await this.grants.list(actor, id));
  }

  @Post(':id/grants/:grantId/revocation')
  @Allow(consumerAccess.grant)
  @Answers(grantsSchema)
  async revoke(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('grantId') grantId: string,
    @Body({ schema: emptyForm }) _: object,
  ) {
    await this.grants.revoke(actor, id, grantId);
    return grantsResource(await this.grants.list(actor, id));
  }
}
