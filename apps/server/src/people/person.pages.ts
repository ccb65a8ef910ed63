import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, hasRole } from '#libs/kernel';
import {
  OrganisationsService,
  PeopleService,
  type PersonFields,
  personAccess,
  personChanges,
  personFields,
  personQuery,
} from '#libs/people';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { editsContactOnly, peoplePage, personFormPage, personPage } from './person-page.view.js';

const editForm = personChanges.extend({ version: z.number().int() });
type EditForm = z.output<typeof editForm>;

@Pages('people')
export class PeoplePages {
  constructor(
    private readonly people: PeopleService,
    private readonly organisations: OrganisationsService,
  ) {}

  @Get()
  @Allow(personAccess.read)
  @Shows('people/index')
  async index(visit: Visit) {
    const query = visit.read(personQuery);
    return peoplePage(visit, query, await this.people.list(visit.actor, query), await this.tree(visit.actor));
  }

  @Get('new')
  @Allow(personAccess.create)
  @Shows('people/form')
  async form(visit: Visit) {
    return personFormPage(visit, await this.tree(visit.actor), null);
  }

  @Post()
  @Allow(personAccess.create)
  @Form('form', 'person', personFields)
  async create(visit: Visit, fields: PersonFields) {
    const { id } = await this.people.create(visit.actor, fields);
    return visit.to(`/people/${id}`, 'people.notice.created');
  }

  @Get(':id')
  @Allow(personAccess.read)
  @Shows('people/show')
  async show(visit: Visit) {
    return personPage(visit, await this.people.get(visit.actor, visit.id()));
  }

  @Get(':id/edit')
  @Allow(personAccess.edit)
  @Shows('people/form')
  async editForm(visit: Visit) {
    return personFormPage(visit, await this.tree(visit.actor), await this.people.get(visit.actor, visit.id()));
  }

  @Post(':id/edit')
  @Allow(personAccess.edit)
  @Form('editForm', 'person', editForm)
  async edit(visit: Visit, { version, identityNumber, languages, ...changes }: EditForm) {
    // The field is never filled in: left empty it means the number stays.
    const number = identityNumber ? { identityNumber } : {};
    // Boxes left empty send nothing: only a form that shows them says that no language is spoken.
    const spoken = editsContactOnly(visit) ? {} : { languages };
    await this.people.edit(visit.actor, visit.id(), version, { ...changes, ...spoken, ...number });
    return visit.to(`/people/${visit.id()}`, 'people.notice.saved');
  }

  /** Shows the number once; that it was read is recorded. */
  @Post(':id/identity-number')
  @Allow(personAccess.readIdentity)
  @Form('show', 'identity-number')
  async identityNumber(visit: Visit) {
    const number = await this.people.identityNumber(visit.actor, visit.id());
    return new OtherPage('people/show', personPage(visit, await this.people.get(visit.actor, visit.id()), number));
  }

  /** A nominator speaks for their own organisation and those below; others for any. */
  private tree(actor: Actor) {
    const isNominator = hasRole(actor, 'nominator') && !hasRole(actor, 'lao_coordinator');
    return this.organisations.tree(actor, isNominator ? (actor.organisationPath ?? '-') : '/');
  }
}
