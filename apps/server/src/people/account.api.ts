import { Body, Get, Inject, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  type AccountQuery,
  AccountsService,
  accountAccess,
  accountQuery,
  type DeactivationFields,
  deactivationFields,
  type InvitationFields,
  InvitationsService,
  invitationFields,
  type RoleFields,
  roleFields,
} from '#libs/people';
import { CONFIGURATION, type Configuration, emptyForm, mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf, Unkeyed } from '../web/index.js';
import { accountResource, accountSchema, invitedResource, invitedSchema } from './account.view.js';

@Api('accounts')
export class AccountsApi {
  constructor(
    private readonly accounts: AccountsService,
    private readonly invitations: InvitationsService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Allow(accountAccess.read)
  @Answers(listOf(accountSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: accountQuery }) query: AccountQuery) {
    return mapListing(await this.accounts.list(actor, query), accountResource);
  }

  @Get(':id')
  @Allow(accountAccess.read)
  @Answers(accountSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return accountResource(await this.accounts.get(actor, id));
  }

  /**
   * An invitation: the answer holds the one-time link, which is shown this once. Takes no Idempotency-Key, since a
   * kept answer would keep the link; a second request is refused because the address is taken.
   */
  @Post()
  @Unkeyed()
  @Allow(accountAccess.invite)
  @Creates(invitedSchema, '/api/v1/accounts')
  async invite(@CurrentActor() actor: Actor, @Body({ schema: invitationFields }) fields: InvitationFields) {
    return invitedResource(await this.invitations.invite(actor, fields), this.configuration);
  }

  @Patch(':id')
  @Allow(accountAccess.setRoles)
  @Answers(accountSchema)
  async setRoles(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: roleFields }) { roles }: RoleFields,
  ) {
    return accountResource(await this.accounts.setRoles(actor, id, version, roles));
  }

  /** A new link when the first was lost or ran out, or the way back to a forgotten password. */
  @Post(':id/invitation')
  @Unkeyed()
  @Allow(accountAccess.invite)
  @Answers(invitedSchema)
  async renew(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return invitedResource(await this.invitations.renew(actor, id), this.configuration);
  }

  @Post(':id/deactivation')
  @Allow(accountAccess.deactivate)
  @Answers(accountSchema)
  async deactivate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: deactivationFields }) { reason }: DeactivationFields,
  ) {
    return accountResource(await this.accounts.deactivate(actor, id, reason));
  }

  /** Ends all sign-ins of the account. */
  @Post(':id/sign-out')
  @Allow(accountAccess.endSignIns)
  @Answers(accountSchema)
  async endSignIns(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return accountResource(await this.accounts.endSignIns(actor, id));
  }
}
