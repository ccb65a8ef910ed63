import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, hasRole, isGranted } from '#libs/kernel';
import {
  MergingService,
  OrganisationsService,
  PeopleService,
  type PersonCard,
  type PersonFields,
  personAccess,
  personChanges,
  personFields,
  personQuery,
  ResemblancesService,
} from '#libs/people';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { Lookalikes } from './lookalikes.js';
import { lookalikesBeside, mergeHistoryBeside } from './merging-page.view.js';
import { editsContactOnly, peoplePage, personFormPage, personPage } from './person-page.view.js';

const editForm = personChanges.extend({ version: z.number().int() });
type EditForm = z.output<typeof editForm>;

@Pages('people')
export class PeoplePages {
  constructor(
    private readonly people: PeopleService,
    private readonly organisations: OrganisationsService,
    private readonly resemblances: ResemblancesService,
    private readonly merging: MergingService,
    private readonly lookalikes: Lookalikes,
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
    const way = { create: '/people/reviewed', use: { href: (id: string) => `/people/${id}` }, back: '/people/new' };
    return (await this.lookalikes.ask(visit, fields, way)) ?? this.add(visit, fields);
  }

  /** It was asked whether they are somebody known, and they are not. */
  @Post('reviewed')
  @Allow(personAccess.create)
  @Form('form', 'person', personFields)
  async add(visit: Visit, fields: PersonFields) {
    const { id } = await this.people.create(visit.actor, fields);
    return visit.to(`/people/${id}`, 'people.notice.created');
  }

  @Get(':id')
  @Allow(personAccess.read)
  @Shows('people/show')
  async show(visit: Visit) {
    const card = await this.people.get(visit.actor, visit.id());
    // Merged into somebody: their page is the page of both.
    if (card.id !== visit.id()) return visit.to(`/people/${card.id}`);
    return personPage(visit, card, null, await this.beside(visit, card));
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

  private async beside(visit: Visit, card: PersonCard) {
    const mayMerge = isGranted(visit.actor, personAccess.merge);
    const asks = isGranted(visit.actor, personAccess.resemblances);
    const found = asks ? await this.resemblances.ofPerson(visit.actor, card.id) : [];
    return {
      lookalikes: lookalikesBeside(visit, card, found, mayMerge),
      history: mayMerge ? mergeHistoryBeside(visit, await this.merging.history(visit.actor, card.id)) : null,
    };
  }

  /** A nominator speaks for their own organisation and those below; others for any. */
  private tree(actor: Actor) {
    const isNominator = hasRole(actor, 'nominator') && !hasRole(actor, 'lao_coordinator');
    return this.organisations.tree(actor, isNominator ? (actor.organisationPath ?? '-') : '/');
  }
}
