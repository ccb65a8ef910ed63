import { Get, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import {
  AccountsService,
  accountAccess,
  accountQuery,
  type InvitationFields,
  InvitationsService,
  invitationFields,
  OrganisationsService,
  PeopleService,
  roleFields,
} from '#libs/people';
import { CONFIGURATION, type Configuration, reasonForm } from '#libs/platform';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { accountPage, accountsPage, invitationFormPage, invitedPage } from './account-page.view.js';

const rolesForm = roleFields.extend({ version: z.number().int() });

/** Administration: accounts here, organisations on their own pages. */
@Pages('admin')
export class AccountPages {
  constructor(
    private readonly accounts: AccountsService,
    private readonly invitations: InvitationsService,
    private readonly organisations: OrganisationsService,
    private readonly people: PeopleService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Allow(accountAccess.read)
  @Shows('accounts/index')
  async index(visit: Visit) {
    const query = visit.read(accountQuery);
    return accountsPage(visit, query, await this.accounts.list(visit.actor, query));
  }

  @Get('accounts/new')
  @Allow(accountAccess.invite)
  @Shows('accounts/form')
  async form(visit: Visit) {
    const personId = visit.form?.values.personId ?? visit.query.personId;
    const person = typeof personId === 'string' && personId ? await this.people.get(visit.actor, personId) : null;
    return invitationFormPage(visit, await this.organisations.tree(visit.actor), person);
  }

  @Post('accounts')
  @Allow(accountAccess.invite)
  @Form('form', 'invitation', invitationFields)
  async invite(visit: Visit, fields: InvitationFields) {
    const invitation = await this.invitations.invite(visit.actor, fields);
    return new OtherPage('accounts/invited', invitedPage(visit, invitation, this.configuration), 201);
  }

  @Get('accounts/:id')
  @Allow(accountAccess.read)
  @Shows('accounts/show')
  async show(visit: Visit) {
    return accountPage(visit, await this.accounts.get(visit.actor, visit.id()));
  }

  @Post('accounts/:id/roles')
  @Allow(accountAccess.setRoles)
  @Form('show', 'roles', rolesForm)
  async setRoles(visit: Visit, { roles, version }: z.output<typeof rolesForm>) {
    await this.accounts.setRoles(visit.actor, visit.id(), version, roles);
    return visit.to(`/admin/accounts/${visit.id()}`, 'accounts.notice.rolesSet');
  }

  @Post('accounts/:id/invitation')
  @Allow(accountAccess.invite)
  @Form('show', 'renew')
  async renew(visit: Visit) {
    const invitation = await this.invitations.renew(visit.actor, visit.id());
    return new OtherPage('accounts/invited', invitedPage(visit, invitation, this.configuration));
  }

  @Post('accounts/:id/deactivation')
  @Allow(accountAccess.deactivate)
  @Form('show', 'deactivate', reasonForm)
  async deactivate(visit: Visit, { reason }: z.output<typeof reasonForm>) {
    await this.accounts.deactivate(visit.actor, visit.id(), reason);
    return visit.to(`/admin/accounts/${visit.id()}`, 'accounts.notice.deactivated');
  }

  @Post('accounts/:id/sign-out')
  @Allow(accountAccess.endSignIns)
  @Form('show', 'sign-out')
  async endSignIns(visit: Visit) {
    await this.accounts.endSignIns(visit.actor, visit.id());
    return visit.to(`/admin/accounts/${visit.id()}`, 'accounts.notice.signedOut');
  }
}
