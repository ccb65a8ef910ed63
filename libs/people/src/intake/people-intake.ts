import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, invalid, requireGrant, scopeOf } from '#libs/kernel';
import { allOf, isUniqueViolation, Outdated, where } from '#libs/platform';
import { Guesses } from '../guesses.js';
import { IdentityNumbers } from '../identity-numbers.js';
import type { Organisation } from '../organisation.entity.js';
import { OrganisationLookup } from '../organisation-lookup.js';
import { personAccess } from '../people.policy.js';
import { PeopleRepository } from '../people.repository.js';
import type { Person } from '../person.entity.js';
import type { PersonFields } from '../person.fields.js';
import { identityKeyOf, type OwnWords } from '../person.rules.js';
import { wordsOf } from '../person-disclosure.js';
import { type Found, foundByKey, foundByNumber, PersonIdentity } from '../person-identity.js';
import { knownPerson, openRecord } from '../sight.js';
import { Acquaintances } from './acquaintances.js';
import { PeopleIntakeRepository } from './people-intake.repository.js';

/** Somebody who comes with a list: by what is said of them, or by the id of somebody the actor sees. */
export type Arrival = { details: PersonFields } | { personId: string };

/** Whom details speak of. `apart`: the number that tells somebody new from their namesake. */
export interface Recognised {
  person: Person | null;
  apart: string | null;
  /** Why they can be nobody: the number is another's. */
  refused: string | null;
}

export interface Acquainted {
  /** In the order of the arrivals. */
  personIds: string[];
  acquaintances: Acquaintances;
}

/**
 * Many people at once, by the rules of `PeopleService.identify` and `know`, in a few statements however many they are.
 * What takes long is made ready outside any unit; the unit that takes them in only writes.
 */
@Injectable()
export class PeopleIntake {
  constructor(
    private readonly intake: PeopleIntakeRepository,
    private readonly people: PeopleRepository,
    private readonly identity: PersonIdentity,
    private readonly organisations: OrganisationLookup,
    private readonly numbers: IdentityNumbers,
    private readonly guesses: Guesses,
    private readonly clock: Clock,
  ) {}

  /** Bound to `id`: what was sealed for one row opens for no other. */
  seal(text: string, id: string): string {
    return this.numbers.seal(text, id);
  }

  open(sealed: string, id: string): string {
    return this.numbers.open(sealed, id);
  }

  /** By what two rows of one list are the same person, unless their numbers tell them apart. */
  keysOf(details: PersonFields): { key: string | null; digest: string | null } {
    const digest = details.identityNumber ? this.numbers.digest(details.identityNumber) : null;
    return { key: identityKeyOf(details), digest };
  }

  /**
   * In the order given. People of one name and birth date who come together are told apart by their numbers: `claimed`
   * has the keys of those who came in an earlier part of the same list, and gets these.
   */
  async recognise(all: readonly PersonFields[], claimed = new Set<string>()): Promise<Recognised[]> {
    const keys: ReturnType<PeopleIntake['keysOf']>[] = [];
    for (const [at, details] of all.entries()) {
      if (at % inTurn === 0) await turn();
      keys.push(this.keysOf(details));
    }
    const found = await this.intake.having(
      present(keys.map(({ digest }) => digest)),
      present(keys.map(({ key }) => key)),
    );
    const merged = present(found.map(({ mergedIntoId }) => mergedIntoId));
    const standing = new Map((merged.length > 0 ? await this.people.findMany(merged) : []).map((one) => [one.id, one]));
    const standsFor = (one: Person) => standing.get(one.mergedIntoId ?? '') ?? one;
    const byNumber = new Map(found.map((one) => [one.identityNumberDigest, one]));
    const byKey = new Map(found.map((one) => [one.identityKey, one]));
    return all.map((details, at) => {
      const { key, digest } = keys[at]!;
      const numbered = digest === null ? undefined : byNumber.get(digest);
      const named = key === null ? undefined : byKey.get(key);
      try {
        const { same, namesake }: Found = numbered
          ? foundByNumber(numbered, standsFor(numbered), details)
          : foundByKey(named ? standsFor(named) : null, digest);
        const isApart = same === null && (namesake !== null || (key !== null && claimed.has(key)));
        if (same === null && key !== null) claimed.add(key);
        return { person: same, apart: isApart ? digest : null, refused: null };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return { person: null, apart: null, refused: error.fields[0]?.code ?? error.code };
      }
    });
  }

  /** Of those who were merged into somebody else, whom they are now. */
  mergedInto(ids: readonly string[]): Promise<Map<string, string>> {
    return ids.length === 0 ? Promise.resolve(new Map()) : this.intake.mergedInto([...new Set(ids)]);
  }

  /** Those of `ids` whose record is open to the actor, and was not merged away. */
  inSight(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    const open = openRecord('p.id', scopeOf(actor, personAccess.resemblances));
    return this.people.amongWhere([...new Set(ids)], allOf(where('p.merged_into_id IS NULL'), open));
  }

  /**
   * What is to be written so that the organisation that nominates them knows everybody; nothing is written here. That
   * the actor speaks for it and sees whom they name by id has been checked. `recognised` is of those with details, in
   * order.
   */
  async acquaint(
    actor: Actor,
    organisation: Organisation,
    arrivals: readonly Arrival[],
    recognised: readonly Recognised[],
  ): Promise<Acquainted> {
    requireGrant(actor, personAccess.create);
    const known = new Map<string, Person>();
    for (const { person } of recognised) if (person) known.set(person.id, person);
    const named = arrivals.flatMap((arrival) => ('personId' in arrival ? [arrival.personId] : []));
    for (const person of await this.people.findMany([...new Set(named)])) known.set(person.id, person);
    const acquaintances = await this.before(organisation, [...known.values()]);
    const isOfAll = scopeOf(actor, personAccess.read).allBy.length > 0;
    const personIds: string[] = [];
    let at = 0;
    for (const arrival of arrivals) {
      if (personIds.length % inTurn === 0) await turn();
      if ('personId' in arrival) {
        const person = known.get(arrival.personId);
        if (!person) throw invalid({ pointer: '/choices', code: 'field.not_a_choice' });
        acquaintances.know(person, isOfAll ? toldOnBehalf(person) : null);
        personIds.push(person.id);
        continue;
      }
      const { person, apart } = recognised[at++]!;
      const said = { ...arrival.details, organisationId: organisation.id };
      if (person) acquaintances.meet(person, said);
      const met = person ?? acquaintances.add(this.identity.newPerson(said, apart));
      personIds.push(met.id);
    }
    return { personIds, acquaintances };
  }

  /**
   * Writes them in the running unit, with everybody known held to its end; what is told of them the caller writes.
   * Throws `Outdated` when somebody named one of them meanwhile, or merged one away, and 429 when the actor learns of too
   * many that others know them.
   */
  async take(actor: Actor, acquaintances: Acquaintances): Promise<void> {
    const { known, added, linked, reworded } = acquaintances;
    if (known.length > 0) {
      await this.intake.hold(known);
      if ((await this.intake.mergedInto(known)).size > 0) throw new Outdated('person');
    }
    await this.guesses.told(actor, 'listed', await this.countUnseen(actor, acquaintances));
    try {
      await this.intake.add(added);
      await this.intake.add(linked);
    } catch (error) {
      throw isUniqueViolation(error) ? new Outdated('person') : error;
    }
    await this.intake.saveWords(reworded);
  }

  /** Whom others know and the actor did not. */
  private async countUnseen(actor: Actor, { linked }: Acquaintances): Promise<number> {
    const ids = linked.flatMap(({ personId, ownWords }) => (ownWords === null ? [] : [personId]));
    const seen = knownPerson('p.id', scopeOf(actor, personAccess.create));
    return seen === null ? 0 : ids.length - (await this.people.amongWhere(ids, seen)).size;
  }

  private async before(organisation: Organisation, known: readonly Person[]): Promise<Acquaintances> {
    const ids = known.map(({ id }) => id);
    const links = ids.length === 0 ? [] : await this.intake.links([organisation.id], ids);
    const employers = await this.organisations.byIds(known.map(({ organisationId }) => organisationId));
    return new Acquaintances({ organisation, known: ids, links, employers, at: this.clock.now() });
  }
}

/** Looked up before others get their turn. */
const inTurn = 20;

/** Whoever nominates on behalf of an organisation tells it who, not how they are reached. */
const toldOnBehalf = (person: Person): OwnWords => ({
  ...wordsOf(person),
  birthDate: null,
  serviceSince: null,
  phone: '',
  email: '',
});

const present = <Value>(values: readonly (Value | null)[]): Value[] =>
  values.filter((value): value is Value => value !== null && value !== '');
