import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, DomainError, invalid, type LocalDate, newId, requireGrant, scopeOf } from '#libs/kernel';
import { type AuditEntry, ConcurrentChange, isUniqueViolation, where } from '#libs/platform';
import { IdentityNumbers } from '../identity-numbers.js';
import { type Reason, resemblance, type Traits } from '../merge/resemblance.rules.js';
import { soundOf } from '../merge/sound.rules.js';
import type { Organisation } from '../organisation.entity.js';
import { isUnder } from '../organisation.rules.js';
import { OrganisationLookup } from '../organisation-lookup.js';
import { personAccess } from '../people.policy.js';
import { PeopleRepository } from '../people.repository.js';
import type { Person } from '../person.entity.js';
import type { PersonFields } from '../person.fields.js';
import { personKeys } from '../person.rules.js';
import { wordsOf } from '../person-disclosure.js';
import { type Found, foundByKey, foundByNumber, PersonIdentity } from '../person-identity.js';
import { PersonOrganisation } from '../person-organisation.entity.js';
import { NearPeople } from './near-people.js';
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

export interface Alike {
  personId: string;
  fullName: string;
  birthDate: LocalDate | null;
  reasons: Reason[];
}

export interface Taken {
  /** In the order of the arrivals. */
  personIds: string[];
  /** For the audit trail, which the caller writes together with its own. */
  told: AuditEntry[];
}

/** Many people at once, by the rules of `PeopleService.identify` and `know`, in a few statements however many they are. */
@Injectable()
export class PeopleIntake {
  constructor(
    private readonly intake: PeopleIntakeRepository,
    private readonly people: PeopleRepository,
    private readonly identity: PersonIdentity,
    private readonly organisations: OrganisationLookup,
    private readonly numbers: IdentityNumbers,
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
    return { key: personKeys(details).identityKey, digest };
  }

  /** In the order given. People of one name and birth date who come together are told apart by their numbers. */
  async recognise(all: readonly PersonFields[]): Promise<Recognised[]> {
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
    const claimed = new Set<string>();
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

  /**
   * Whom of these people the actor sees, and who of those in sight looks like them, in the order given. People whose
   * record another organisation keeps are never named here.
   */
  async alike(actor: Actor, all: readonly PersonFields[]): Promise<Alike[][]> {
    const sounds = all.map((details) => present([soundOf(details.fullName), soundOf(details.fullNameLatin)]));
    const wanted = [...new Set(sounds.flat().filter(Boolean))];
    const found = await this.intake.sounding(wanted, this.openTo(actor));
    const near = new NearPeople<Compared>();
    for (const [at, person] of found.entries()) {
      if (at % inTurn === 0) await turn();
      const { soundKey, latinSoundKey, searchKey, birthDate, phone, email } = person;
      const traits = { name: firstOf(searchKey), birthDate, phone, email };
      const words = { ...wordsOf(person), numberDigest: person.identityNumberDigest };
      near.add({ person, words }, { sounds: present([soundKey, latinSoundKey]), ...traits });
    }
    const answers: Alike[][] = [];
    for (const [at, details] of all.entries()) {
      if (at % inTurn === 0) await turn();
      const name = firstOf(personKeys(details).searchKey);
      const traits = { ...details, numberDigest: this.keysOf(details).digest };
      const found = near
        .of({ ...details, name, sounds: sounds[at]! })
        .flatMap(({ person, words }) => {
          const match = resemblance(traits, words);
          return match ? [{ person, ...match }] : [];
        })
        .sort((a, b) => b.score - a.score)
        .slice(0, 3);
      answers.push(
        found.map(({ person: { id, fullName, birthDate }, reasons }) => ({
          personId: id,
          fullName,
          birthDate,
          reasons,
        })),
      );
    }
    return answers;
  }

  /** Those of `ids` whose record is open to the actor. */
  inSight(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    return this.people.amongWhere([...new Set(ids)], this.openTo(actor));
  }

  /**
   * Makes everybody known to the organisation that nominates them. In the running unit; that the actor speaks for the
   * organisation and sees whom they name by id has been checked. `recognised` is of those with details, in order.
   */
  async take(
    actor: Actor,
    organisation: Organisation,
    arrivals: readonly Arrival[],
    recognised: readonly Recognised[],
  ): Promise<Taken> {
    requireGrant(actor, personAccess.create);
    const known = new Map<string, Person>();
    for (const { person } of recognised) if (person) known.set(person.id, person);
    const named = arrivals.flatMap((arrival) => ('personId' in arrival ? [arrival.personId] : []));
    for (const person of await this.people.findMany([...new Set(named)])) known.set(person.id, person);
    await this.holdAll([...known.keys()]);
    const links = await this.linksOf(organisation, [...known.values()]);
    const employers = await this.organisations.byIds([...known.values()].map(({ organisationId }) => organisationId));
    const writing: Writing = { actor, organisation, links, employers, added: [], linked: [], worded: [], told: [] };
    let at = 0;
    const personIds = arrivals.map((arrival) => {
      if ('personId' in arrival) return this.know(writing, known.get(arrival.personId));
      const { person, apart } = recognised[at++]!;
      const said = { ...arrival.details, organisationId: organisation.id };
      if (person) return this.meet(writing, person, said);
      const added = this.identity.newPerson(said, apart);
      writing.added.push(added);
      this.link(writing, added, null);
      this.tell(writing, 'person.created', added);
      return added.id;
    });
    await this.write(writing);
    return { personIds, told: writing.told };
  }

  private async holdAll(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.intake.hold(ids);
    const standing = await this.people.findMany(ids);
    if (standing.some(({ mergedIntoId }) => mergedIntoId !== null)) throw new ConcurrentChange('person');
  }

  private async linksOf({ id }: Organisation, people: readonly Person[]) {
    const found =
      people.length === 0
        ? []
        : await this.intake.links(
            [id],
            people.map((one) => one.id),
          );
    return new Map(found.map((link) => [link.personId, link]));
  }

  /** Somebody known, of whom the organisation says something. A record another keeps stays closed to it. */
  private meet(writing: Writing, person: Person, said: PersonFields): string {
    const known = writing.links.get(person.id);
    const ownWords = this.employs(writing, person) ? null : wordsOf(said);
    if (!known) this.link(writing, person, ownWords);
    else if (known.ownWords !== null) writing.worded.push(Object.assign(known, { ownWords }));
    this.tell(writing, 'person.recognised', person);
    return person.id;
  }

  /** Somebody the actor chose by name, in the words of the record that is open to them. */
  private know(writing: Writing, person: Person | undefined): string {
    if (!person) throw invalid({ pointer: '/choices', code: 'field.not_a_choice' });
    if (writing.links.has(person.id)) return person.id;
    const isOfAll = scopeOf(writing.actor, personAccess.read).allBy.length > 0;
    // Whoever nominates on behalf of an organisation tells it who, not how they are reached.
    const said = { ...wordsOf(person), birthDate: null, serviceSince: null, phone: '', email: '' };
    this.link(writing, person, isOfAll && !this.employs(writing, person) ? said : null);
    this.tell(writing, 'person.recognised', person);
    return person.id;
  }

  private link(
    { organisation, links, linked }: Writing,
    person: Person,
    ownWords: PersonOrganisation['ownWords'],
  ): void {
    const link = Object.assign(new PersonOrganisation(), {
      id: newId(),
      personId: person.id,
      organisationId: organisation.id,
      since: this.clock.now(),
      ownWords,
    });
    links.set(person.id, link);
    linked.push(link);
  }

  private tell({ told, organisation }: Writing, action: string, { id: subjectId }: Person): void {
    told.push({ action, noun: 'person', subjectId, details: { organisationId: organisation.id } });
  }

  private employs({ organisation, employers }: Writing, { organisationId }: Person): boolean {
    const employer = organisationId === null ? undefined : employers.get(organisationId);
    return employer !== undefined && isUnder(employer.path, organisation.path);
  }

  private async write({ added, linked, worded }: Writing): Promise<void> {
    try {
      for (const part of parts(added)) await this.intake.add(part);
      for (const part of parts(linked, 2 * atOnce)) await this.intake.add(part);
    } catch (error) {
      // Somebody named the same person in this moment: the unit runs again and recognises them.
      throw isUniqueViolation(error) ? new ConcurrentChange('person') : error;
    }
    // One that was linked just now is written with its words already.
    for (const part of parts(worded.filter((link) => !linked.includes(link)))) await this.intake.saveWords(part);
  }

  private openTo(actor: Actor) {
    const { allBy, organisationPath } = scopeOf(actor, personAccess.resemblances);
    if (allBy.length > 0) return where('1 = 1');
    if (organisationPath === null) return where('1 = 0');
    return where(
      `EXISTS (SELECT 1 FROM person_organisation knows JOIN organisation o ON o.id = knows.organisation_id
        WHERE knows.person_id = p.id AND knows.own_words IS NULL AND o.path LIKE ?)`,
      `${organisationPath}%`,
    );
  }
}

/** Compared or put into drawers before others get their turn. */
const inTurn = 20;

/** Of a person's search key, the name in its own script. */
const firstOf = (searchKey: string): string => searchKey.split(' | ')[0] ?? '';

interface Compared {
  person: Person;
  words: Traits;
}

interface Writing {
  actor: Actor;
  organisation: Organisation;
  links: Map<string, PersonOrganisation>;
  employers: ReadonlyMap<string, Organisation>;
  added: Person[];
  linked: PersonOrganisation[];
  worded: PersonOrganisation[];
  told: AuditEntry[];
}

/** Rows of one statement. */
const atOnce = 500;

const parts = <Row>(rows: readonly Row[], size = atOnce): Row[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));

const present = <Value>(values: readonly (Value | null)[]): Value[] =>
  values.filter((value): value is Value => value !== null && value !== '');
