import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRaw,
  isUniqueViolation,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import { inSight } from '../catalogue/sight.js';
import type { SharedSight } from '../output.policy.js';
import { OutputUse } from './output-use.entity.js';
import type { UsesQuery } from './use.fields.js';
import type { Country, Purpose } from './use.types.js';

/** A declared use as whoever sees the output reads it: the organisation speaks, not the person. */
export interface DeclaredUse {
  id: string;
  outputId: string;
  purpose: Purpose;
  note: string;
  at: Date;
  organisation: LocalisedText | null;
  country: Country | null;
  accountId: string | null;
}

/** Where an account belongs: its own organisation, or that of its person. */
export interface Belonging {
  organisationId: string | null;
  country: Country | null;
}

export const nowhere: Belonging = { organisationId: null, country: null };

type Raw = Record<string, unknown>;

const from = 'output_use u JOIN output used ON used.id = u.output_id';
const names = 'LEFT JOIN organisation o ON o.id = u.organisation_id';
const columns = 'u.id, u.output_id, u.purpose, u.note, u.at, u.country, u.account_id, o.name AS organisation';

const declaredIn = (originalId: string, sight: SharedSight): Where =>
  allOf(where("u.original_id = ? AND u.kind = 'declared'", originalId), inSight(sight, 'used'));

@Injectable()
export class OutputUsesRepository {
  constructor(private readonly database: Database) {}

  /** False when the same was recorded that day already. */
  async add(use: OutputUse): Promise<boolean> {
    try {
      await this.database.insert(use);
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** In one statement; what another process has recorded meanwhile is left as it is. */
  async addAll(uses: readonly OutputUse[]): Promise<void> {
    try {
      await this.database.insertAll(uses);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      for (const use of uses) await this.add(use);
    }
  }

  async recordedOf(onceKeys: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ once_key: string }>(
      `SELECT once_key FROM output_use WHERE once_key IN (${placeholders(onceKeys)})`,
      [...onceKeys],
    );
    return new Set(rows.map(({ once_key }) => once_key));
  }

  /** Output → its first version. */
  async originalsOf(outputIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ id: string; original_id: string }>(
      `SELECT id, original_id FROM output WHERE id IN (${placeholders(outputIds)})`,
      [...outputIds],
    );
    return new Map(rows.map(({ id, original_id }) => [id, original_id]));
  }

  /** Output → the accounts of its authors. */
  async authorsOf(outputIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const rows = await this.database.rows<{ output_id: string; account_id: string }>(
      `SELECT a.output_id, c.id AS account_id FROM output_author a JOIN enrolment e ON e.id = a.enrolment_id
        JOIN account c ON c.person_id = e.person_id WHERE a.output_id IN (${placeholders(outputIds)})`,
      [...outputIds],
    );
    const authors = Map.groupBy(rows, ({ output_id }) => output_id);
    return new Map([...authors].map(([id, some]) => [id, new Set(some.map(({ account_id }) => account_id))]));
  }

  find(originalId: string, id: string): Promise<OutputUse | null> {
    return this.database.read.findOneBy(OutputUse, { originalId, id, kind: 'declared' });
  }

  async remove({ id }: OutputUse): Promise<void> {
    await this.database.write.delete(OutputUse, { id });
  }

  /** Of all versions of one output that are in sight, the latest first. */
  async declared(originalId: string, sight: SharedSight, query: UsesQuery): Promise<Listing<DeclaredUse>> {
    const source = {
      from,
      id: 'u.id',
      where: declaredIn(originalId, sight),
      sorts: { at: 'u.at' },
      defaultSort: '-at',
      select: columns,
      join: names,
    };
    return mapListing(await listPage<Raw>(this.database, source, query), declaredUse);
  }

  async declaredOne(originalId: string, sight: SharedSight, id: string): Promise<DeclaredUse | null> {
    const { sql, parameters } = allOf(where('u.id = ?', id), declaredIn(originalId, sight));
    const [row] = await this.database.rows<Raw>(`SELECT ${columns} FROM ${from} ${names} WHERE ${sql}`, parameters);
    return row ? declaredUse(row) : null;
  }

  /** By account. */
  async belongings(accountIds: readonly string[]): Promise<Map<string, Belonging>> {
    if (accountIds.length === 0) return new Map();
    const rows = await this.database.rows<{ account_id: string; id: string | null; country: Country | null }>(
      `SELECT a.id AS account_id, o.id, COALESCE(o.country, p.nationality) AS country FROM account a
        LEFT JOIN person p ON p.id = a.person_id
        LEFT JOIN organisation o ON o.id = COALESCE(a.organisation_id, p.organisation_id)
        WHERE a.id IN (${placeholders(accountIds)})`,
      [...accountIds],
    );
    return new Map(rows.map(({ account_id, id, country }) => [account_id, { organisationId: id, country }]));
  }
}

const declaredUse = (row: Raw): DeclaredUse => ({
  id: String(row.id),
  outputId: String(row.output_id),
  purpose: row.purpose as Purpose,
  note: String(row.note),
  at: instantOfRaw(row.at),
  organisation: row.organisation === null ? null : jsonOfRaw<LocalisedText>(row.organisation),
  country: row.country as Country | null,
  accountId: row.account_id as string | null,
});
