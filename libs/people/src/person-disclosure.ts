import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, type Grant, grantsOf, type LocalisedText, type Scope } from '#libs/kernel';
import { anyOf, type Where, where } from '#libs/platform';
import { IdentityNumbers } from './identity-numbers.js';
import { OrganisationLookup } from './organisation-lookup.js';
import { personAccess } from './people.policy.js';
import { PeopleRepository } from './people.repository.js';
import type { Person } from './person.entity.js';
import { maskedNumber, type OwnWords } from './person.rules.js';
import { PersonSight } from './person-sight.js';
import { knownPerson } from './sight.js';

/** What one actor is shown of one person. */
export interface PersonCard extends OwnWords {
  id: string;
  version: number;
  employer: LocalisedText | null;
  /** `••••1234`; null when there is none or it is not this actor's to see. */
  identityNumber: string | null;
  /**
   * `record`: everything; `own_words`: what the actor's own organisation said of somebody whose record another keeps;
   * `masked`: no birth date, identity number or contact.
   */
  shown: 'record' | 'own_words' | 'masked';
}

const isHouse = (actor: Actor): boolean => actor.kind === 'rule' || actor.kind === 'operator';

/** Decides which persons an actor sees, and how much of each. */
@Injectable()
export class PersonDisclosure {
  constructor(
    private readonly people: PeopleRepository,
    private readonly organisations: OrganisationLookup,
    private readonly numbers: IdentityNumbers,
    private readonly sight: PersonSight,
  ) {}

  /** Condition on `column`, a person's id, for a scope of `personAccess.read`. */
  inSight(column: string, scope: Scope): Where {
    const everybody = scope.allBy.some((role) => role !== 'vn_coordinator');
    return anyOf(
      everybody ? where('1 = 1') : null,
      scope.allBy.includes('vn_coordinator') ? this.sight.selectedOn(column) : null,
      knownPerson(column, scope),
      scope.selfPersonId === null ? null : where(`${column} = ?`, scope.selfPersonId),
      this.sight.assignedTo(column, scope.assignedPersonId),
    );
  }

  /** The persons as this actor may see them; that they are in sight has been checked by the caller. */
  async cards(actor: Actor, people: readonly Person[]): Promise<PersonCard[]> {
    const open = await this.openTo(actor, people);
    const words = await this.ownWordsOf(
      actor,
      people.filter(({ id }) => !open.has(id)),
    );
    const seesNumbers = isHouse(actor) || grantsOf(actor, personAccess.readIdentity).length > 0;
    const shown = people.map((person) => {
      const own = words.get(person.id);
      if (open.has(person.id) || own === null) return this.record(person);
      return own ? this.inOwnWords(person, own) : this.masked(person, seesNumbers);
    });
    const employers = await this.organisations.byIds(shown.map(({ organisationId }) => organisationId));
    return shown.map((card) => ({ ...card, employer: employers.get(card.organisationId ?? '')?.name ?? null }));
  }

  /** Whether the whole record is open to the actor: identity number, birth date and contact. */
  async isOpen(actor: Actor, person: Person): Promise<boolean> {
    if ((await this.openTo(actor, [person])).has(person.id)) return true;
    return (await this.ownWordsOf(actor, [person])).get(person.id) === null;
  }

  /** Open by a role that sees the whole record, or because it is their own. */
  private async openTo(actor: Actor, people: readonly Person[]): Promise<Set<string>> {
    const ids = people.map(({ id }) => id);
    const roles = rolesWith(actor, personAccess.readIdentity, 'A');
    if (isHouse(actor) || roles.some((role) => role !== 'vn_coordinator')) return new Set(ids);
    const self = rolesWith(actor, personAccess.readIdentity, 'S').length > 0 ? actor.personId : null;
    const selected = roles.length > 0 ? this.sight.selectedOn('p.id') : null;
    const open = selected ? await this.people.amongWhere(ids, selected) : new Set<string>();
    return self !== null && ids.includes(self) ? open.add(self) : open;
  }

  /** Null words: their own organisation keeps the record. */
  private async ownWordsOf(actor: Actor, people: readonly Person[]): Promise<Map<string, OwnWords | null>> {
    const words = new Map<string, OwnWords | null>();
    if (actor.organisationPath === null || rolesWith(actor, personAccess.readIdentity, 'O').length === 0) return words;
    const links = await this.people.linksUnder(
      actor.organisationPath,
      people.map(({ id }) => id),
    );
    for (const { personId, ownWords } of links) if (words.get(personId) !== null) words.set(personId, ownWords);
    return words;
  }

  private record(person: Person): PersonCard {
    return { ...wordsOf(person), ...keptOf(person), identityNumber: this.lastFour(person), shown: 'record' };
  }

  private inOwnWords(person: Person, words: OwnWords): PersonCard {
    return { ...wordsOf(words), ...keptOf(person), identityNumber: null, shown: 'own_words' };
  }

  private masked(person: Person, seesNumbers: boolean): PersonCard {
    return {
      ...wordsOf(person),
      ...keptOf(person),
      birthDate: null,
      serviceSince: null,
      phone: '',
      email: '',
      identityNumber: seesNumbers ? this.lastFour(person) : null,
      shown: 'masked',
    };
  }

  private lastFour({ id, identityNumberSealed }: Person): string | null {
    return identityNumberSealed === null ? null : maskedNumber(this.numbers.open(identityNumberSealed, id));
  }
}

const rolesWith = (actor: Actor, row: AccessRow, wanted: Grant) =>
  grantsOf(actor, row).flatMap(({ role, grant }) => (grant === wanted ? [role] : []));

const keptOf = ({ id, version }: Person) => ({ id, version, employer: null });

/** What a record says, in the form in which an organisation would have said it. */
export const wordsOf = (person: OwnWords): OwnWords => ({
  fullName: person.fullName,
  fullNameLatin: person.fullNameLatin,
  nationality: person.nationality,
  sex: person.sex,
  birthDate: person.birthDate,
  position: person.position,
  traineeKind: person.traineeKind,
  // Words that were said before these were asked have none of them.
  serviceSince: person.serviceSince ?? null,
  languages: person.languages ?? [],
  sector: person.sector ?? null,
  organisationId: person.organisationId,
  phone: person.phone,
  email: person.email,
});
