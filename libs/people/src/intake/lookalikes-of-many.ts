import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, type LocalDate, scopeOf } from '#libs/kernel';
import { IdentityNumbers } from '../identity-numbers.js';
import { type Reason, resemblance, type Traits } from '../merge/resemblance.rules.js';
import { soundOf } from '../merge/sound.rules.js';
import { personAccess } from '../people.policy.js';
import type { Person } from '../person.entity.js';
import type { PersonFields } from '../person.fields.js';
import { searchKeyOf } from '../person.rules.js';
import { wordsOf } from '../person-disclosure.js';
import { openRecord } from '../sight.js';
import { NearPeople } from './near-people.js';
import { PeopleIntakeRepository } from './people-intake.repository.js';

export interface Alike {
  personId: string;
  fullName: string;
  birthDate: LocalDate | null;
  reasons: Reason[];
}

interface Compared {
  person: Person;
  words: Traits;
}

/** Compared or put into drawers before others get their turn. */
const inTurn = 20;
/** So many are named for one, the likeliest. */
const named = 3;

/** "This looks like…" for a whole list, in one statement however long it is. */
@Injectable()
export class LookalikesOfMany {
  constructor(
    private readonly intake: PeopleIntakeRepository,
    private readonly numbers: IdentityNumbers,
  ) {}

  /**
   * Who looks like each of these, in the order given, among those whose record is open to the actor. People whose
   * record another organisation keeps are never named here.
   */
  async of(actor: Actor, all: readonly PersonFields[]): Promise<Alike[][]> {
    const sounds = all.map((details) => [soundOf(details.fullName), soundOf(details.fullNameLatin)].filter(Boolean));
    const near = await this.sounding(actor, [...new Set(sounds.flat())]);
    const answers: Alike[][] = [];
    for (const [at, details] of all.entries()) {
      if (at % inTurn === 0) await turn();
      answers.push(this.among(near, details, sounds[at]!));
    }
    return answers;
  }

  private async sounding(actor: Actor, sounds: readonly string[]): Promise<NearPeople<Compared>> {
    const sight = openRecord('p.id', scopeOf(actor, personAccess.resemblances));
    const near = new NearPeople<Compared>();
    for (const [at, person] of (await this.intake.sounding(sounds, sight)).entries()) {
      if (at % inTurn === 0) await turn();
      const { soundKey, latinSoundKey, searchKey, birthDate, phone, email } = person;
      near.add(
        { person, words: { ...wordsOf(person), numberDigest: person.identityNumberDigest } },
        {
          sounds: [soundKey, latinSoundKey].filter((sound): sound is string => Boolean(sound)),
          name: firstOf(searchKey),
          birthDate,
          phone,
          email,
        },
      );
    }
    return near;
  }

  private among(near: NearPeople<Compared>, details: PersonFields, sounds: readonly string[]): Alike[] {
    const { identityNumber } = details;
    const traits = { ...details, numberDigest: identityNumber ? this.numbers.digest(identityNumber) : null };
    return near
      .of({ ...details, name: firstOf(searchKeyOf(details)), sounds })
      .flatMap(({ person, words }) => {
        const match = resemblance(traits, words);
        return match ? [{ person, ...match }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, named)
      .map(({ person: { id: personId, fullName, birthDate }, reasons }) => ({
        personId,
        fullName,
        birthDate,
        reasons,
      }));
  }
}

/** Of a person's search key, the name in its own script. */
const firstOf = (searchKey: string): string => searchKey.split(' | ')[0] ?? '';
