import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant, type Scope, scopeOf } from '#libs/kernel';
import { allOf, type Listing, type Where, where } from '#libs/platform';
import { personAccess } from '../people.policy.js';
import { PeopleRepository } from '../people.repository.js';
import { PeopleService } from '../people.service.js';
import type { Person } from '../person.entity.js';
import { type PersonCard, PersonDisclosure, wordsOf } from '../person-disclosure.js';
import type { DuplicatesQuery, ResemblanceFields } from './merge.fields.js';
import { compared, type Reason, resemblance, type Traits } from './resemblance.rules.js';
import { ResemblancesRepository } from './resemblances.repository.js';

/** Somebody who may be the one looked at, and why. */
export interface Lookalike {
  card: PersonCard;
  reasons: Reason[];
  score: number;
}

export interface DuplicatePair {
  one: PersonCard;
  other: PersonCard;
  reasons: Reason[];
}

const shown = 20;

/**
 * "This looks like…". Everything is compared as the one who asks is shown it, so that no answer says more than their
 * own list of people does: whoever another organisation knows is not found, however well somebody guesses.
 */
@Injectable()
export class ResemblancesService {
  constructor(
    private readonly people: PeopleService,
    private readonly rows: PeopleRepository,
    private readonly resemblances: ResemblancesRepository,
    private readonly disclosure: PersonDisclosure,
  ) {}

  /** Whoever looks like this person, the likeliest first. */
  async ofPerson(actor: Actor, id: string): Promise<Lookalike[]> {
    requireGrant(actor, personAccess.resemblances);
    const card = await this.people.get(actor, id);
    const person = await this.rows.find(card.id);
    const digest = card.shown === 'record' ? (person?.identityNumberDigest ?? null) : null;
    return this.alike(actor, { ...wordsOf(card), numberDigest: digest }, card.id);
  }

  /** Whoever looks like the one whose details are being typed. */
  ofDetails(actor: Actor, details: ResemblanceFields): Promise<Lookalike[]> {
    requireGrant(actor, personAccess.resemblances);
    return this.alike(actor, { ...details, numberDigest: null }, null);
  }

  /** Pairs that may be one human, in all organisations, except those that were reviewed and told apart. */
  async duplicates(actor: Actor, query: DuplicatesQuery): Promise<Listing<DuplicatePair>> {
    requireGrant(actor, personAccess.merge);
    const listing = await this.resemblances.pairs(query);
    const ids = [...new Set(listing.items.flatMap(({ oneId, otherId }) => [oneId, otherId]))];
    const people = await this.rows.findMany(ids);
    const cards = byId(await this.disclosure.cards(actor, people));
    const traits = new Map(people.map((person) => [person.id, traitsOf(person)]));
    const items = listing.items.flatMap(({ oneId, otherId }) => {
      const [one, other] = [cards.get(oneId), cards.get(otherId)];
      if (!one || !other) return [];
      return [{ one, other, reasons: compared(traits.get(oneId)!, traits.get(otherId)!).reasons }];
    });
    return { ...listing, items };
  }

  private async alike(actor: Actor, traits: Traits, exceptId: string | null): Promise<Lookalike[]> {
    const scope = scopeOf(actor, personAccess.resemblances);
    const told = await this.told(scope, exceptId);
    const sight = allOf(this.disclosure.inSight('p.id', scope), notAmong([...told]));
    const recorded = await this.resemblances.candidates(traits, sight, exceptId);
    const people = await this.rows.findMany([...recorded, ...told]);
    const digests = new Map(people.map(({ id, identityNumberDigest }) => [id, identityNumberDigest]));
    const cards = await this.disclosure.cards(actor, people);
    return cards
      .flatMap((card) => {
        const numberDigest = card.shown === 'record' ? (digests.get(card.id) ?? null) : null;
        const found = resemblance(traits, { ...wordsOf(card), numberDigest });
        return found ? [{ card, ...found }] : [];
      })
      .sort((a, b) => b.score - a.score || (a.card.id < b.card.id ? 1 : -1))
      .slice(0, shown);
  }

  /** Of whom an organisation has its own words only: these are compared, never what the record says. */
  private async told({ allBy, organisationPath }: Scope, exceptId: string | null): Promise<Set<string>> {
    if (allBy.length > 0 || organisationPath === null) return new Set();
    const told = await this.rows.toldUnder(organisationPath);
    return new Set(told.flatMap(({ personId }) => (personId === exceptId ? [] : [personId])));
  }
}

const traitsOf = (person: Person): Traits => ({ ...wordsOf(person), numberDigest: person.identityNumberDigest });

const byId = (cards: readonly PersonCard[]) => new Map(cards.map((card) => [card.id, card]));

const notAmong = (ids: readonly string[]): Where | null =>
  ids.length === 0 ? null : where(`p.id NOT IN (${ids.map(() => '?').join(', ')})`, ...ids);
