import { Injectable } from '@nestjs/common';
import { notFound } from '#libs/kernel';
import { PeopleRepository } from './people.repository.js';
import type { Person } from './person.entity.js';

/** Persons for the rooms above, inside units and where sight has been checked. Never hand one on to a caller whole. */
@Injectable()
export class PersonLookup {
  constructor(private readonly people: PeopleRepository) {}

  find(id: string): Promise<Person | null> {
    return this.people.find(id);
  }

  /** Locked to the end of the unit: until then nobody merges them into somebody else. */
  async hold(id: string): Promise<Person | null> {
    await this.people.hold(id);
    return this.people.find(id);
  }

  async get(id: string): Promise<Person> {
    const person = await this.people.find(id);
    if (!person) throw notFound('person');
    return person;
  }

  /** Those that exist, by id. */
  async byIds(ids: readonly (string | null)[]): Promise<Map<string, Person>> {
    const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
    const found = await this.people.findMany(wanted);
    return new Map(found.map((person) => [person.id, person]));
  }
}
