import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { Clock, localDateOf } from '#libs/kernel';
import {
  type OrganisationFields,
  OrganisationsService,
  organisationAccess,
  organisationChanges,
  organisationFields,
  organisationQuery,
  type SuccessionFields,
  successionFields,
} from '#libs/people';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { organisationFormPage, organisationPage, organisationsPage } from './organisation-page.view.js';

const editForm = organisationChanges.extend({ version: z.number().int() });
type EditForm = z.output<typeof editForm>;

@Pages('organisations')
export class OrganisationPages {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(organisationAccess.read)
  @Shows('organisations/index')
  async index(visit: Visit) {
    const query = visit.read(organisationQuery);
    const isSearch = Object.keys(visit.query).length > 0;
    const found = isSearch
      ? await this.organisations.list(visit.actor, query)
      : { tree: await this.organisations.tree(visit.actor) };
    return organisationsPage(visit, this.today(), query, found);
  }

  @Get('new')
  @Allow(organisationAccess.create)
  @Shows('organisations/form')
  async form(visit: Visit) {
    return organisationFormPage(visit, await this.organisations.tree(visit.actor), null);
  }

  @Post()
  @Allow(organisationAccess.create)
  @Form('form', 'organisation', organisationFields)
  async create(visit: Visit, fields: OrganisationFields) {
    const { id } = await this.organisations.create(visit.actor, fields);
    return visit.to(`/organisations/${id}`, 'organisations.notice.created');
  }

  @Get(':id')
  @Allow(organisationAccess.read)
  @Shows('organisations/show')
  async show(visit: Visit) {
    const organisation = await this.organisations.get(visit.actor, visit.id());
    const tree = await this.organisations.tree(visit.actor);
    const { path, successorId } = organisation;
    return organisationPage(visit, this.today(), organisation, {
      tree,
      ancestry: await this.organisations.ancestry(visit.actor, organisation.id),
      below: tree.filter((line) => line.path.startsWith(path) && line.id !== organisation.id),
      successor: successorId ? await this.organisations.get(visit.actor, successorId) : null,
    });
  }

  @Get(':id/edit')
  @Allow(organisationAccess.edit)
  @Shows('organisations/form')
  async editForm(visit: Visit) {
    const organisation = await this.organisations.get(visit.actor, visit.id());
    return organisationFormPage(visit, await this.organisations.tree(visit.actor), organisation);
  }

  @Post(':id/edit')
  @Allow(organisationAccess.edit)
  @Form('editForm', 'organisation', editForm)
  async edit(visit: Visit, { version, ...changes }: EditForm) {
    await this.organisations.edit(visit.actor, visit.id(), version, changes);
    return visit.to(`/organisations/${visit.id()}`, 'organisations.notice.saved');
  }

  @Post(':id/succession')
  @Allow(organisationAccess.succeed)
  @Form('show', 'succession', successionFields)
  async succeed(visit: Visit, fields: SuccessionFields) {
    await this.organisations.succeed(visit.actor, visit.id(), fields);
    return visit.to(`/organisations/${visit.id()}`, 'organisations.notice.succeeded');
  }

  private today() {
    return localDateOf(this.clock.now());
  }
}
