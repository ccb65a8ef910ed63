import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { allOf, Database, jsonOfRaw, type Listing, listPage, placeholders, type Where, where } from '#libs/platform';
import { Person } from './person.entity.js';
import type { PersonQuery } from './person.fields.js';
import type { OwnWords } from './person.rules.js';
import { PersonOrganisation } from './person-organisation.entity.js';

@Injectable()
export class PeopleRepository {
  constructor(private readonly database: Database) {}

  /** Whoever was merged into somebody else is answered as that one. */
  async find(id: string): Promise<Person | null> {
    return this.living(await this.database.read.findOneBy(Person, { id }));
  }

  /** Locks the person to the end of the unit, as a merge does: then look whether it still stands. */
  async hold(id: string): Promise<void> {
    await this.database.change('UPDATE person SET version = version WHERE id = ?', [id]);
  }

  async findMany(ids: readonly string[]): Promise<Person[]> {
    return ids.length === 0 ? [] : this.database.read.findBy(Person, { id: In([...ids]) });
  }

  /** Also a record that was merged away: it keeps the number and the spelling by which it was known. */
  findByNumber(identityNumberDigest: string): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { identityNumberDigest });
  }

  findByKey(identityKey: string): Promise<Person | null> {
    return this.database.read.findOneBy(Person, { identityKey });
  }

  async isInSight(id: string, sight: Where): Promise<boolean> {
    return (await this.amongWhere([id], sight)).size === 1;
  }

  /** Those of `ids` for whom the condition on `p` holds. */
  async amongWhere(ids: readonly string[], condition: Where): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.rows<{ id: string }>(
      `SELECT p.id AS id FROM person p WHERE p.id IN (${placeholders(ids)}) AND (${condition.sql})`,
      [...ids, ...condition.parameters],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** `named`: the condition of the names searched for, on `p.id`. */
  async list(query: PersonQuery, sight: Where, within: string | null, named: Where | null): Promise<Listing<Person>> {
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'person p',
        id: 'p.id',
        where: allOf(where('p.merged_into_id IS NULL'), sight, named, ...filters(query, within)),
        // In the record a person may have another name than an organisation knows them by.
        sight,
        sorts: { name: 'p.sort_key' },
        defaultSort: 'name',
        select: 'p.id',
      },
      query,
    );
    const people = new Map(
      (await this.findMany(listing.items.map(({ id }) => id))).map((person) => [person.id, person]),
    );
    return { ...listing, items: listing.items.flatMap(({ id }) => people.get(id) ?? []) };
  }

  /** What organisations at `path` and below said of these people; null words: the record is open to them. */
  async linksUnder(
    path: string,
    personIds: readonly string[],
  ): Promise<{ personId: string; ownWords: OwnWords | null }[]> {
    if (personIds.length === 0) return [];
    const rows = await this.database.rows<{ person_id: string; own_words: string | null }>(
      `SELECT knows.person_id, knows.own_words FROM person_organisation knows
        JOIN organisation o ON o.id = knows.organisation_id
        WHERE knows.person_id IN (${placeholders(personIds)}) AND o.path LIKE ? ORDER BY knows.since, knows.id`,
      [...personIds, `${path}%`],
    );
    return rows.map((row) => ({
      personId: row.person_id,
      ownWords: row.own_words === null ? null : JSON.parse(row.own_words),
    }));
  }

  /** Of whom organisations at `path` and below have nothing but words of their own, the first that were said. */
  async toldUnder(path: string): Promise<{ personId: string; ownWords: OwnWords }[]> {
    const rows = await this.database.rows<{ person_id: string; own_words: unknown }>(
      `SELECT knows.person_id, knows.own_words FROM person_organisation knows
        JOIN organisation o ON o.id = knows.organisation_id
        WHERE o.path LIKE ? AND knows.own_words IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person_organisation keeps
          JOIN organisation ko ON ko.id = keeps.organisation_id
          WHERE keeps.person_id = knows.person_id AND ko.path LIKE ? AND keeps.own_words IS NULL)
        ORDER BY knows.since DESC, knows.id DESC`,
      [`${path}%`, `${path}%`],
    );
    // What was said first is shown: it overwrites here what was said later.
    const told = new Map(rows.map((row) => [row.person_id, jsonOfRaw<OwnWords>(row.own_words)]));
    return [...told].map(([personId, ownWords]) => ({ personId, ownWords }));
  }

  findLink(personId: string, organisationId: string): Promise<PersonOrganisation | null> {
    return this.database.read.findOneBy(PersonOrganisation, { personId, organisationId });
  }

  addLink(link: PersonOrganisation): Promise<void> {
    return this.database.insert(link);
  }

  async saveLink({ id, ownWords }: PersonOrganisation): Promise<void> {
    await this.database.write.update(PersonOrganisation, { id }, { ownWords: ownWords as never });
  }

  add(person: Person): Promise<void> {
    return this.database.insert(person);
  }

  /** A merge leads to somebody who stands: never through two records. */
  private async living(person: Person | null): Promise<Person | null> {
    if (person === null || person.mergedIntoId === null) return person;
    return this.database.read.findOneBy(Person, { id: person.mergedIntoId });
  }

  save(person: Person): Promise<void> {
    return this.database.update(person);
  }
}

/** `within`: the path of the only organisation whose knowledge counts, when the caller sees persons through it. */
function filters(query: PersonQuery, within: string | null): (Where | null)[] {
  const details = [
    query.sex ? where('p.sex = ?', query.sex) : null,
    query.traineeKind ? where('p.trainee_kind = ?', query.traineeKind) : null,
  ].filter((detail) => detail !== null);
  return [
    query.organisationId ? knownTo(where('o.path LIKE ?', `%/${query.organisationId}/%`), within) : null,
    ...details,
    // What another organisation's record says must not be found out by filtering either.
    details.length > 0 && within !== null ? knownTo(where('knows.own_words IS NULL'), within) : null,
  ];
}

const knownTo = (condition: Where, within: string | null): Where => {
  const { sql, parameters } = allOf(condition, within === null ? null : where('o.path LIKE ?', `${within}%`));
  return where(
    `EXISTS (SELECT 1 FROM person_organisation knows JOIN organisation o ON o.id = knows.organisation_id
      WHERE knows.person_id = p.id AND ${sql})`,
    ...parameters,
  );
};
