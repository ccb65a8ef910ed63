import { Injectable } from '@nestjs/common';
import { conflict, invalid, newId } from '#libs/kernel';
import { ConcurrentChange, isUniqueViolation } from '#libs/platform';
import { IdentityNumbers } from './identity-numbers.js';
import { PeopleRepository } from './people.repository.js';
import { Person } from './person.entity.js';
import { areToldApart, identityKeyOf, type OwnWords, personKeys, searchKeyOf } from './person.rules.js';

/** What is said of a person, with the identity number in clear. Instructors may be without a birth date. */
export type PersonDetails = OwnWords & { identityNumber: string | null };

export interface Identified {
  person: Person;
  /** False when the person was known before. */
  isNew: boolean;
}

export interface Found {
  same: Person | null;
  /** Of one name and birth date, but told apart by the identity number. */
  namesake: Person | null;
}

/** Finds the one person that details speak of, or makes them. Runs inside a unit. */
@Injectable()
export class PersonIdentity {
  constructor(
    private readonly people: PeopleRepository,
    private readonly numbers: IdentityNumbers,
  ) {}

  /** Safe in a race: the unique keys let one of two rivals in, and the other finds the first's person. */
  async findOrAdd(details: PersonDetails): Promise<Identified> {
    const digest = details.identityNumber ? this.numbers.digest(details.identityNumber) : null;
    const { same, namesake } = await this.find(details, digest);
    if (same) return { person: same, isNew: false };
    const person = this.newPerson(details, namesake ? digest : null);
    try {
      await this.people.add(person);
      return { person, isNew: true };
    } catch (error) {
      const rival = isUniqueViolation(error) ? (await this.find(details, digest)).same : null;
      if (!rival) throw isUniqueViolation(error) ? new ConcurrentChange('person') : error;
      return { person: rival, isNew: false };
    }
  }

  /** Locks somebody known to the end of the unit; when they have just been merged away the unit runs again. */
  async hold({ id }: Person): Promise<void> {
    await this.people.hold(id);
    if ((await this.people.find(id))?.id !== id) throw new ConcurrentChange('person');
  }

  /** Writes changed details into a loaded person, with all keys made anew. Throws 409 when they are somebody else's. */
  async change(person: Person, details: Partial<PersonDetails>): Promise<void> {
    const { identityNumber, ...words } = details;
    Object.assign(person, words);
    if (identityNumber !== undefined) this.setNumber(person, identityNumber);
    const keys = personKeys(person);
    await this.takeBack(person, keys.identityKey);
    const namesake = keys.identityKey === null ? null : await this.people.findByKey(keys.identityKey);
    const isApart = namesake !== null && namesake.id !== person.id && (await this.areApart(namesake, person));
    Object.assign(person, isApart ? personKeys(person, person.identityNumberDigest) : keys);
    try {
      await this.people.save(person);
    } catch (error) {
      throw isUniqueViolation(error) ? conflict('person.already_known') : error;
    }
  }

  private async find(details: PersonDetails, digest: string | null): Promise<Found> {
    const byNumber = digest === null ? null : await this.people.findByNumber(digest);
    if (byNumber) return foundByNumber(byNumber, await this.standing(byNumber), details);
    const key = identityKeyOf(details);
    const byKey = key === null ? null : await this.people.findByKey(key);
    return foundByKey(byKey && (await this.standing(byKey)), digest);
  }

  /** `apart`: the digest that tells a person from their namesake. */
  newPerson({ identityNumber, ...words }: PersonDetails, apart: string | null): Person {
    const person = Object.assign(new Person(), {
      ...words,
      ...personKeys(words, apart),
      id: newId(),
      mergedIntoId: null,
      version: 1,
    });
    this.setNumber(person, identityNumber);
    return person;
  }

  private setNumber(person: Person, number: string | null): void {
    person.identityNumberSealed = number ? this.numbers.seal(number, person.id) : null;
    person.identityNumberDigest = number ? this.numbers.digest(number) : null;
  }

  /** A key by which a record merged into this person was known is this person's own. */
  private async takeBack(person: Person, key: string | null): Promise<void> {
    const { identityNumberDigest: digest } = person;
    const byKey = key === null ? null : await this.people.findByKey(key);
    if (byKey?.mergedIntoId === person.id) await this.people.save(Object.assign(byKey, { identityKey: null }));
    const byNumber = digest === null ? null : await this.people.findByNumber(digest);
    const none = { identityNumberDigest: null, identityNumberSealed: null };
    if (byNumber?.mergedIntoId === person.id) await this.people.save(Object.assign(byNumber, none));
  }

  private async areApart(one: Person, other: Person): Promise<boolean> {
    const stands = await this.standing(one);
    return areToldApart(stands.identityNumberDigest, other.identityNumberDigest);
  }

  /** Of a record that was merged away the person it led to. */
  private async standing(person: Person): Promise<Person> {
    return person.mergedIntoId === null ? person : (await this.people.find(person.mergedIntoId))!;
  }
}

/** `byNumber` is who has the number, `stands` the person they are now. A slip of the pen must not make one another. */
export function foundByNumber(byNumber: Person, stands: Person, details: PersonDetails): Found {
  if (!isSameByWords(byNumber, details) && !isSameByWords(stands, details))
    throw invalid({ pointer: '/identityNumber', code: 'person.number_of_another' });
  return { same: stands, namesake: null };
}

/** `stands`: who has the name and the birth date. */
export const foundByKey = (stands: Person | null, digest: string | null): Found =>
  stands && areToldApart(stands.identityNumberDigest, digest)
    ? { same: null, namesake: stands }
    : { same: stands, namesake: null };

/** The same birth date, or the same name whatever its spelling. */
const isSameByWords = (person: Person, details: PersonDetails): boolean =>
  person.birthDate === details.birthDate || person.searchKey.split(' | ')[0] === searchKeyOf(details).split(' | ')[0];
