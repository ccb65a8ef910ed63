import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { allOf, anyOf, Database, jsonOfRaw, type Listing, listPage, placeholders, where } from '#libs/platform';
import type { ImportRowsQuery } from './import.fields.js';
import { NominationImport } from './nomination-import.entity.js';
import { NominationImportRow } from './nomination-import-row.entity.js';

/** What an import needs of a row. */
export type ArrivedRow = Pick<NominationImportRow, 'id' | 'number' | 'choice' | 'chosenPersonId' | 'sealed'>;

export interface ListedPerson {
  personId: string;
  organisationId: string;
}

@Injectable()
export class ImportsRepository {
  constructor(private readonly database: Database) {}

  add(arrived: NominationImport): Promise<void> {
    return this.database.insert(arrived);
  }

  save(arrived: NominationImport): Promise<void> {
    return this.database.update(arrived);
  }

  find(id: string): Promise<NominationImport | null> {
    return this.database.read.findOneBy(NominationImport, { id });
  }

  findOf(ownerAccountId: string, by: { id: string } | { jobId: string }): Promise<NominationImport | null> {
    return this.database.read.findOneBy(NominationImport, { ...by, ownerAccountId });
  }

  /** The newest first. */
  latest(ownerAccountId: string, runId: string): Promise<NominationImport[]> {
    return this.database.read.find(NominationImport, {
      where: { ownerAccountId, runId },
      order: { id: 'DESC' },
      take: 5,
    });
  }

  addRows(rows: readonly NominationImportRow[]): Promise<void> {
    return this.database.insertAll(rows);
  }

  /** Rows of a reading that was cut off, some hundreds at a time. True while there are more. */
  async forgetRows(importId: string): Promise<boolean> {
    const rows = await this.database.rows<{ id: string }>(
      'SELECT id FROM nomination_import_row WHERE import_id = ? LIMIT 500',
      [importId],
    );
    if (rows.length > 0) await this.database.write.delete(NominationImportRow, { id: In(rows.map(({ id }) => id)) });
    return rows.length === 500;
  }

  async forget(id: string): Promise<void> {
    await this.database.write.delete(NominationImport, { id });
  }

  olderThan(arrivedBefore: Date): Promise<NominationImport[]> {
    return this.database.read.find(NominationImport, {
      where: { arrivedAt: LessThan(arrivedBefore), state: In(['checked', 'refused', 'imported', 'reading']) },
      take: 20,
    });
  }

  /** In the order of the file, from behind `after`. */
  rows(importId: string, after: number, limit: number): Promise<NominationImportRow[]> {
    return this.database.read
      .createQueryBuilder(NominationImportRow, 'r')
      .where('r.importId = :importId AND r.number > :after', { importId, after })
      .orderBy('r.number')
      .limit(limit)
      .getMany();
  }

  /** As `rows`, without what was found: thousands at a time. */
  async arrivedRows(importId: string, after: number, limit: number): Promise<ArrivedRow[]> {
    const rows = await this.database.rows<ArrivedRow>(
      `SELECT r.id, r.number, r.choice, r.chosen_person_id AS chosenPersonId, r.sealed FROM nomination_import_row r
        WHERE r.import_id = ? AND r.number > ? ORDER BY r.number LIMIT ${limit}`,
      [importId, after],
    );
    return rows.map((row) => ({ ...row, number: Number(row.number), sealed: jsonOfRaw<string>(row.sealed) }));
  }

  /** Errors first, then what is to be decided. */
  async page(importId: string, query: ImportRowsQuery): Promise<Listing<NominationImportRow>> {
    const problems = anyOf(where("r.verdict IN ('error', 'alike')"), where("r.findings <> '[]'"));
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'nomination_import_row r',
        id: 'r.id',
        where: allOf(
          where('r.import_id = ?', importId),
          query.verdict ? where('r.verdict = ?', query.verdict) : null,
          query.show === 'problems' ? problems : null,
        ),
        sorts: {
          problems: "CASE r.verdict WHEN 'error' THEN 1 WHEN 'alike' THEN 2 ELSE 3 END",
          number: 'r.number',
        },
        defaultSort: 'problems,number',
        select: 'r.id',
      },
      query,
    );
    const ids = listing.items.map(({ id }) => id);
    const found = ids.length === 0 ? [] : await this.database.read.findBy(NominationImportRow, { id: In(ids) });
    const byId = new Map(found.map((row) => [row.id, row]));
    return { ...listing, items: ids.flatMap((id) => byId.get(id) ?? []) };
  }

  async numbered(importId: string, numbers: readonly number[]): Promise<Map<number, NominationImportRow>> {
    const found = await this.database.read.findBy(NominationImportRow, { importId, number: In([...numbers]) });
    return new Map(found.map((row) => [row.number, row]));
  }

  async choose(
    ids: readonly string[],
    choice: string | null,
    people: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> {
    const cases = [...people].map(() => 'WHEN ? THEN ?').join(' ');
    const chosen = people.size === 0 ? 'NULL' : `CASE id ${cases} END`;
    await this.database.change(
      `UPDATE nomination_import_row SET choice = ?, chosen_person_id = ${chosen} WHERE id IN (${placeholders(ids)})`,
      [choice, ...[...people].flat(), ...ids],
    );
  }

  async skipFaulty(importId: string): Promise<void> {
    await this.database.change(
      "UPDATE nomination_import_row SET choice = 'skip' WHERE import_id = ? AND verdict = 'error'",
      [importId],
    );
  }

  /** The first rows in which something is wrong and which are not left out. */
  async unsettled(importId: string): Promise<number[]> {
    const rows = await this.database.rows<{ number: number }>(
      `SELECT r.number FROM nomination_import_row r
        WHERE r.import_id = ? AND r.verdict = 'error' AND (r.choice IS NULL OR r.choice <> 'skip') ORDER BY r.number LIMIT 20`,
      [importId],
    );
    return rows.map(({ number }) => Number(number));
  }

  /** Live nominations of these people in a run. */
  async listed(runId: string, personIds: readonly string[]): Promise<ListedPerson[]> {
    if (personIds.length === 0) return [];
    return this.database.rows(
      `SELECT n.person_id AS personId, n.organisation_id AS organisationId FROM nomination n
        WHERE n.live_key IN (${placeholders(personIds)})`,
      personIds.map((personId) => `${runId}:${personId}`),
    );
  }

  /** Drafts of a whole import. */
  addAll(rows: readonly object[]): Promise<void> {
    return this.database.insertAll(rows);
  }
}
