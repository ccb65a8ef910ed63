import { Injectable } from '@nestjs/common';
import {
  allOf,
  anyOf,
  Database,
  type Listing,
  type ListSource,
  listPage,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import type { DuplicatesQuery } from './merge.fields.js';
import type { Traits } from './resemblance.rules.js';
import { swapped } from './resemblance.rules.js';
import { soundOf } from './sound.rules.js';

/** So many are compared with one person at most, the newest first. */
const compared = 500;

/** Eight digits of two birth dates: those that differ, counted by the database. */
const digitsApart = [1, 2, 3, 4, 6, 7, 9, 10]
  .map((at) => `(SUBSTR(a.birth_date, ${at}, 1) <> SUBSTR(b.birth_date, ${at}, 1))`)
  .join(' + ');

const isSwapped = `SUBSTR(a.birth_date, 1, 4) = SUBSTR(b.birth_date, 1, 4)
  AND SUBSTR(a.birth_date, 6, 2) = SUBSTR(b.birth_date, 9, 2) AND SUBSTR(a.birth_date, 9, 2) = SUBSTR(b.birth_date, 6, 2)`;

const reached = "(a.email <> '' AND a.email = b.email) OR (a.phone <> '' AND a.phone = b.phone)";

const unborn = '(a.birth_date IS NULL OR b.birth_date IS NULL) AND a.organisation_id = b.organisation_id';

/** A name that sounds the same is enough with any of these. */
const bySound = `a.birth_date = b.birth_date OR (${digitsApart}) = 1 OR (${isSwapped}) OR ${reached} OR (${unborn})`;

const pairsBy = (joined: string, condition: string) => `SELECT
    CASE WHEN a.id < b.id THEN a.id ELSE b.id END AS one_id, CASE WHEN a.id < b.id THEN b.id ELSE a.id END AS other_id
  FROM person a JOIN person b ON ${joined}
  WHERE a.merged_into_id IS NULL AND b.merged_into_id IS NULL AND (${condition})`;

/**
 * Pairs that may be one human, found by keys and never by comparing everybody with everybody: UNION makes one row of a
 * pair that several keys bring together.
 */
const pairs = [
  pairsBy("a.sound_key = b.sound_key AND a.sound_key <> '' AND a.id < b.id", bySound),
  pairsBy("a.latin_sound_key = b.latin_sound_key AND a.latin_sound_key <> '' AND a.id < b.id", bySound),
  pairsBy("a.sound_key = b.latin_sound_key AND a.sound_key <> '' AND a.id <> b.id", bySound),
  pairsBy('a.birth_date = b.birth_date AND a.id < b.id', reached),
].join(' UNION ');

const list: ListSource = {
  from: `(SELECT found.one_id, found.other_id, CONCAT(found.one_id, found.other_id) AS id FROM (${pairs}) found) d`,
  id: 'd.id',
  where: where(
    'NOT EXISTS (SELECT 1 FROM person_distinction told WHERE told.one_id = d.one_id AND told.other_id = d.other_id)',
  ),
  // Ids begin with the time: the pair whose younger half is newest comes first.
  sorts: { newest: 'd.other_id' },
  defaultSort: '-newest',
  select: 'd.one_id AS oneId, d.other_id AS otherId',
};

export interface Pair {
  oneId: string;
  otherId: string;
}

@Injectable()
export class ResemblancesRepository {
  constructor(private readonly database: Database) {}

  pairs(query: DuplicatesQuery): Promise<Listing<Pair>> {
    return listPage<Pair>(this.database, list, query);
  }

  /** Ids of those who may resemble `traits`: by sound of the name or by birth date. `sight` is a condition on `p.id`. */
  async candidates(traits: Traits, sight: Where, exceptId: string | null): Promise<string[]> {
    const sounds = [...new Set([traits.fullName, traits.fullNameLatin].map(soundOf).filter(Boolean))];
    const dates =
      traits.birthDate === null ? [] : [traits.birthDate, swapped(traits.birthDate)].filter((one) => one !== null);
    const alike = anyOf(
      ...['sound_key', 'latin_sound_key'].map((column) => among(`p.${column}`, sounds)),
      among('p.birth_date', dates),
    );
    const condition = allOf(
      alike,
      where('p.merged_into_id IS NULL'),
      sight,
      exceptId === null ? null : where('p.id <> ?', exceptId),
      exceptId === null ? null : where(untold, exceptId, exceptId),
    );
    const rows = await this.database.rows<{ id: string }>(
      `SELECT p.id FROM person p WHERE ${condition.sql} ORDER BY p.id DESC LIMIT ${compared}`,
      condition.parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** Those of whom the keys for looking alike are still unknown: rows that are older than the keys. */
  async withoutKeys(limit: number): Promise<{ id: string; fullName: string; fullNameLatin: string }[]> {
    return this.database.rows(
      `SELECT id, full_name AS fullName, full_name_latin AS fullNameLatin FROM person
        WHERE sound_key IS NULL ORDER BY id LIMIT ${limit}`,
    );
  }

  /** Not where the name was changed, and its keys with it, since it was read. */
  async setKeys(id: string, fullName: string, soundKey: string, latinSoundKey: string): Promise<void> {
    await this.database.change(
      'UPDATE person SET sound_key = ?, latin_sound_key = ? WHERE id = ? AND full_name = ? AND sound_key IS NULL',
      [soundKey, latinSoundKey, id, fullName],
    );
  }
}

const untold = `NOT EXISTS (SELECT 1 FROM person_distinction told
  WHERE (told.one_id = p.id AND told.other_id = ?) OR (told.other_id = p.id AND told.one_id = ?))`;

const among = (column: string, values: readonly string[]): Where | null =>
  values.length === 0 ? null : where(`${column} IN (${placeholders(values)})`, ...values);
