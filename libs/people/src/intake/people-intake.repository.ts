import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { allOf, Database, placeholders, type Where, where } from '#libs/platform';
import { Person } from '../person.entity.js';
import { PersonOrganisation } from '../person-organisation.entity.js';

/** So many are compared with a part of a list at most, the newest first. */
const compared = 2000;

/** What many people at once are looked up and written by. */
@Injectable()
export class PeopleIntakeRepository {
  constructor(private readonly database: Database) {}

  /** Everybody with one of these numbers or one of these names and birth dates, merged records among them. */
  async having(digests: readonly string[], keys: readonly string[]): Promise<Person[]> {
    if (digests.length + keys.length === 0) return [];
    return this.database.read.find(Person, {
      where: [{ identityNumberDigest: In([...digests]) }, { identityKey: In([...keys]) }],
    });
  }

  /** Everybody whose name, in either script, sounds like one of these. `sight` is a condition on `p`. */
  async sounding(sounds: readonly string[], sight: Where): Promise<Person[]> {
    if (sounds.length === 0) return [];
    const alike = allOf(where('p.merged_into_id IS NULL'), sight);
    const by = (column: string) =>
      `SELECT p.id FROM person p WHERE p.${column} IN (${placeholders(sounds)}) AND ${alike.sql}`;
    const rows = await this.database.rows<{ id: string }>(
      `${by('sound_key')} UNION ${by('latin_sound_key')} ORDER BY id DESC LIMIT ${compared}`,
      [...sounds, ...alike.parameters, ...sounds, ...alike.parameters],
    );
    return rows.length === 0 ? [] : this.database.read.findBy(Person, { id: In(rows.map(({ id }) => id)) });
  }

  /** Locked to the end of the unit, so that nobody is merged away meanwhile. */
  async hold(ids: readonly string[]): Promise<void> {
    const sorted = ids.toSorted();
    await this.database.change(`UPDATE person SET version = version WHERE id IN (${placeholders(sorted)})`, sorted);
  }

  /** By the id of a record that leads to somebody else, whom. */
  async mergedInto(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ id: string; now: string }>(
      `SELECT p.id, p.merged_into_id AS now FROM person p
        WHERE p.id IN (${placeholders(ids)}) AND p.merged_into_id IS NOT NULL`,
      [...ids],
    );
    return new Map(rows.map(({ id, now }) => [id, now]));
  }

  links(organisationIds: readonly string[], personIds: readonly string[]): Promise<PersonOrganisation[]> {
    return this.database.read.findBy(PersonOrganisation, {
      organisationId: In([...organisationIds]),
      personId: In([...personIds]),
    });
  }

  add(rows: readonly (Person | PersonOrganisation)[]): Promise<void> {
    return this.database.insertAll(rows);
  }

  /** New words of an organisation about people whom others keep; a record that is open to it by now needs none. */
  async saveWords(links: readonly PersonOrganisation[]): Promise<void> {
    for (let done = 0; done < links.length; done += 500) {
      const some = links.slice(done, done + 500);
      await this.database.change(
        `UPDATE person_organisation SET own_words = CASE id ${some.map(() => 'WHEN ? THEN ?').join(' ')} END
          WHERE id IN (${placeholders(some)}) AND own_words IS NOT NULL`,
        [
          ...some.flatMap(({ id, ownWords }) => [id, ownWords && JSON.stringify(ownWords)]),
          ...some.map(({ id }) => id),
        ],
      );
    }
  }
}
