import { newId } from '#libs/kernel';
import type { AuditEntry } from '#libs/platform';
import type { Organisation } from '../organisation.entity.js';
import { isUnder } from '../organisation.rules.js';
import type { Person } from '../person.entity.js';
import type { PersonFields } from '../person.fields.js';
import type { OwnWords } from '../person.rules.js';
import { wordsOf } from '../person-disclosure.js';
import { PersonOrganisation } from '../person-organisation.entity.js';

/** What is known before a list is taken in: who knows whom, and who employs whom. */
export interface KnownBefore {
  organisation: Organisation;
  /** Ids of those of the list whom somebody knows. */
  known: readonly string[];
  /** What the organisation knows of these people already. */
  links: readonly PersonOrganisation[];
  /** Employers of these people, by id. */
  employers: ReadonlyMap<string, Organisation>;
  at: Date;
}

/** Whom an organisation comes to know by one list. Nothing is written here: the rows to write are gathered. */
export class Acquaintances {
  readonly added: Person[] = [];
  readonly linked: PersonOrganisation[] = [];
  readonly told: AuditEntry[] = [];
  private readonly worded = new Set<PersonOrganisation>();
  private readonly links: Map<string, PersonOrganisation>;

  constructor(private readonly before: KnownBefore) {
    this.links = new Map(before.links.map((link) => [link.personId, link]));
  }

  get known(): readonly string[] {
    return this.before.known;
  }

  /** Of those it knew before, where it says something new. */
  get reworded(): PersonOrganisation[] {
    return [...this.worded];
  }

  /** Somebody nobody knew. */
  add(person: Person): Person {
    this.added.push(person);
    this.link(person, null);
    this.tell('person.created', person);
    return person;
  }

  /** Somebody known, of whom the organisation says something. A record another keeps stays closed to it. */
  meet(person: Person, said: PersonFields): void {
    const known = this.links.get(person.id);
    const ownWords = this.employs(person) ? null : wordsOf(said);
    if (!known) this.link(person, ownWords);
    else if (known.ownWords !== null) {
      known.ownWords = ownWords;
      // One that was linked just now is written with its words already.
      if (!this.linked.includes(known)) this.worded.add(known);
    }
    this.tell('person.recognised', person);
  }

  /** Somebody chosen by name; `said`: what the organisation is told of them, null where their record is open to it. */
  know(person: Person, said: OwnWords | null): void {
    if (this.links.has(person.id)) return;
    this.link(person, this.employs(person) ? null : said);
    this.tell('person.recognised', person);
  }

  private link(person: Person, ownWords: OwnWords | null): void {
    const link = Object.assign(new PersonOrganisation(), {
      id: newId(),
      personId: person.id,
      organisationId: this.before.organisation.id,
      since: this.before.at,
      ownWords,
    });
    this.links.set(person.id, link);
    this.linked.push(link);
  }

  private tell(action: string, { id: subjectId }: Person): void {
    this.told.push({ action, noun: 'person', subjectId, details: { organisationId: this.before.organisation.id } });
  }

  private employs({ organisationId }: Person): boolean {
    const employer = organisationId === null ? undefined : this.before.employers.get(organisationId);
    return employer !== undefined && isUnder(employer.path, this.before.organisation.path);
  }
}
