import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  forbidden,
  invalid,
  type LocalDate,
  localDateOf,
  newId,
  notFound,
  requireGrant,
  type Scope,
  scopeOf,
  searchKey,
  stale,
} from '#libs/kernel';
import { Audit, isUniqueViolation, type Listing, UnitOfWork } from '#libs/platform';
import { Guesses } from './guesses.js';
import { IdentityNumbers } from './identity-numbers.js';
import { NameSearch } from './name-search.js';
import type { Organisation } from './organisation.entity.js';
import { isUnder } from './organisation.rules.js';
import { OrganisationLookup } from './organisation-lookup.js';
import { personAccess } from './people.policy.js';
import { PeopleRepository } from './people.repository.js';
import type { Person } from './person.entity.js';
import type { PersonChanges, PersonFields, PersonQuery } from './person.fields.js';
import type { OwnWords } from './person.rules.js';
import { type PersonCard, PersonDisclosure, wordsOf } from './person-disclosure.js';
import { PersonIdentity } from './person-identity.js';
import { PersonOrganisation } from './person-organisation.entity.js';

@Injectable()
export class PeopleService {
  constructor(
    private readonly people: PeopleRepository,
    private readonly identity: PersonIdentity,
    private readonly disclosure: PersonDisclosure,
    private readonly names: NameSearch,
    private readonly organisations: OrganisationLookup,
    private readonly numbers: IdentityNumbers,
    private readonly guesses: Guesses,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PersonQuery): Promise<Listing<PersonCard>> {
    const scope = scopeOf(actor, personAccess.read);
    const within = scope.allBy.length > 0 ? null : scope.organisationPath;
    const named = await this.names.holding('p.id', wordsSought(query), within);
    const listing = await this.people.list(query, this.disclosure.inSight('p.id', scope), within, named);
    return { ...listing, items: await this.disclosure.cards(actor, listing.items) };
  }

  async get(actor: Actor, id: string): Promise<PersonCard> {
    return this.card(actor, await this.load(scopeOf(actor, personAccess.read), id));
  }

  /** Persons whom the caller has already found in sight (in a nomination, a roster), as this actor may see them. */
  async cardsOf(actor: Actor, ids: readonly string[]): Promise<Map<string, PersonCard>> {
    const cards = await this.disclosure.cards(actor, await this.people.findMany([...new Set(ids)]));
    return new Map(cards.map((card) => [card.id, card]));
  }

  /** Adds a person to those the organisation knows; somebody known by number, or by name and birth date, is the same. */
  async create(actor: Actor, details: PersonFields): Promise<PersonCard> {
    const organisationId = details.organisationId ?? actor.organisationId;
    if (organisationId === null) throw invalid({ pointer: '/organisationId', code: 'field.required' });
    return this.card(actor, await this.identify(actor, organisationId, details));
  }

  /**
   * The one person these details speak of, known to the organisation from now on. Joins the running unit.
   * A record that another organisation keeps is neither shown nor changed: what was said stays with the one who said it.
   */
  async identify(actor: Actor, organisationId: string, details: PersonFields): Promise<Person> {
    const scope = scopeOf(actor, personAccess.create);
    this.refuseImpossible(details);
    return this.unitOfWork.run(async () => {
      await this.guesses.admit(actor);
      const organisation = await this.ownOrganisation(scope, organisationId, '/organisationId');
      const employer = details.organisationId
        ? await this.ownOrganisation(scope, details.organisationId, '/organisationId')
        : organisation;
      const said = { ...details, organisationId: employer.id };
      const { person, isNew } = await this.guesses.watch(actor, () => this.identity.findOrAdd(said));
      if (!isNew) await this.identity.hold(person);
      if (!isNew && !(await this.isInSight(scope, person))) await this.guesses.told(actor);
      await this.link(person, organisation, isNew, said);
      if (employer.id !== organisation.id) await this.link(person, employer, isNew, said);
      const action = isNew ? 'person.created' : 'person.recognised';
      await this.audit.record(actor, { action, noun: 'person', subjectId: person.id, details: { organisationId } });
      return person;
    });
  }

  /**
   * Somebody the actor sees is known to this organisation from now on, which nominates them: in the words the actor has
   * of them, never by the record that another organisation keeps. Joins the running unit.
   */
  async know(actor: Actor, organisationId: string, id: string): Promise<Person> {
    const scope = scopeOf(actor, personAccess.read);
    return this.unitOfWork.run(async () => {
      const person = await this.load(scope, id);
      await this.identity.hold(person);
      const organisation = await this.organisations.find(organisationId);
      if (!organisation) throw notFound('organisation');
      if (await this.people.findLink(person.id, organisationId)) return person;
      const card = await this.card(actor, person);
      const isOfAll = scope.allBy.length > 0;
      // Whoever nominates on behalf of an organisation tells it who, not how they are reached.
      const said = isOfAll
        ? { ...wordsOf(card), birthDate: null, serviceSince: null, phone: '', email: '' }
        : wordsOf(card);
      await this.link(person, organisation, !isOfAll && card.shown === 'record', said);
      const details = { organisationId };
      await this.audit.record(actor, { action: 'person.recognised', noun: 'person', subjectId: person.id, details });
      return person;
    });
  }

  async edit(actor: Actor, id: string, version: number, changes: PersonChanges): Promise<PersonCard> {
    const scope = scopeOf(actor, personAccess.edit);
    this.refuseImpossible(changes);
    return this.unitOfWork.run(async () => {
      const person = await this.load(scopeOf(actor, personAccess.read), id);
      await this.requireEdit(actor, scope, person, changes);
      if (person.version !== version) throw stale('person');
      const employer = changes.organisationId
        ? await this.ownOrganisation(scope, changes.organisationId, '/organisationId')
        : null;
      if (namesAnew(changes)) await this.guesses.admit(actor);
      await this.guesses.watch(actor, () => this.identity.change(person, changes));
      if (employer) await this.link(person, employer, true, person);
      await this.audit.record(actor, {
        action: 'person.edited',
        noun: 'person',
        subjectId: person.id,
        details: { fields: Object.keys(changes) },
      });
      return this.card(actor, person);
    });
  }

  /** The whole identity number; that it was read is recorded. Null when none is known. */
  async identityNumber(actor: Actor, id: string): Promise<string | null> {
    requireGrant(actor, personAccess.readIdentity);
    return this.unitOfWork.run(async () => {
      const person = await this.load(scopeOf(actor, personAccess.read), id);
      if (!(await this.disclosure.isOpen(actor, person))) throw forbidden();
      if (person.identityNumberSealed === null) return null;
      await this.audit.record(actor, { action: 'person.identity_number_read', noun: 'person', subjectId: person.id });
      return this.numbers.open(person.identityNumberSealed, person.id);
    });
  }

  private async card(actor: Actor, person: Person): Promise<PersonCard> {
    const [card] = await this.disclosure.cards(actor, [person]);
    return card;
  }

  private async load(scope: Scope, id: string): Promise<Person> {
    const person = await this.people.find(id);
    if (!person || !(await this.isInSight(scope, person))) throw notFound('person');
    return person;
  }

  private isInSight(scope: Scope, { id }: Person): Promise<boolean> {
    return this.people.isInSight(id, this.disclosure.inSight('p.id', scope));
  }

  private async requireEdit(actor: Actor, scope: Scope, person: Person, changes: PersonChanges): Promise<void> {
    if (scope.allBy.length > 0) return;
    const isOwn = scope.organisationPath !== null && (await this.disclosure.isOpen(actor, person));
    if (isOwn) return;
    if (scope.selfPersonId !== person.id) throw forbidden('person.kept_by_another');
    const beyond = Object.keys(changes).filter((field) => field !== 'phone' && field !== 'email');
    if (beyond.length > 0) throw forbidden('person.contact_only');
  }

  /** An organisation the actor may speak for. Names are no secret, so one out of reach is a wrong field, not a 404. */
  private async ownOrganisation(scope: Scope, id: string, pointer: string): Promise<Organisation> {
    const organisation = await this.organisations.find(id);
    const isReached =
      scope.allBy.length > 0 ||
      (scope.organisationPath !== null && organisation !== null && isUnder(organisation.path, scope.organisationPath));
    if (!organisation || !isReached) throw invalid({ pointer, code: 'organisation.unknown' });
    return organisation;
  }

  private async link(person: Person, organisation: Organisation, isOpen: boolean, said: OwnWords) {
    const ownWords = isOpen || (await this.employs(organisation, person)) ? null : wordsOf(said);
    const known = await this.people.findLink(person.id, organisation.id);
    if (known) {
      if (known.ownWords === null) return;
      await this.people.saveLink(Object.assign(known, { ownWords }));
      return;
    }
    const link = Object.assign(new PersonOrganisation(), {
      id: newId(),
      personId: person.id,
      organisationId: organisation.id,
      since: this.clock.now(),
      ownWords,
    });
    try {
      await this.people.addLink(link);
    } catch (error) {
      // Two of one organisation named the same person at once: the first link stands.
      if (!isUniqueViolation(error)) throw error;
    }
  }

  private async employs(organisation: Organisation, person: Person): Promise<boolean> {
    if (person.organisationId === null) return false;
    return isUnder(await this.organisations.pathOf(person.organisationId), organisation.path);
  }

  private refuseImpossible({ birthDate, serviceSince }: LifeDates): void {
    const today = localDateOf(this.clock.now());
    if (birthDate && (birthDate >= today || birthDate < '1900-01-01'))
      throw invalid({ pointer: '/birthDate', code: 'person.impossible_birth_date' });
    if (serviceSince && (serviceSince > today || serviceSince < (birthDate ?? '1900-01-01')))
      throw invalid({ pointer: '/serviceSince', code: 'person.impossible_service_date' });
  }
}

interface LifeDates {
  birthDate?: LocalDate | null | undefined;
  serviceSince?: LocalDate | null | undefined;
}

/** By these somebody is found to be another. */
const namesAnew = ({ fullName, birthDate, identityNumber }: PersonChanges): boolean =>
  [fullName, birthDate, identityNumber].some((said) => said !== undefined);

/** A phrase as it stands; of a name that may be the same each word by itself: "Somchai Vong" is also "Vong Somchai". */
const wordsSought = ({ q, similarTo }: PersonQuery): string[] =>
  [searchKey(q ?? ''), ...searchKey(similarTo ?? '').split(' ')].filter(Boolean);
