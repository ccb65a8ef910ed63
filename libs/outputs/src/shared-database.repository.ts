import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import { allOf, Database, instantOfRaw, jsonOfRaw, listOfRaw, placeholders, type Where, where } from '#libs/platform';
import { inSight, published } from './catalogue/sight.js';
import type { Criterion, Gate } from './criteria.js';
import type { Licence } from './licences.js';
import type { SharedSight } from './output.policy.js';
import type { AccessLevel, OutputKind, Sector, Zone } from './output.types.js';

/** One published output as the catalogue lists it. */
export interface SharedOutput {
  id: string;
  kind: OutputKind;
  title: LocalisedText;
  summary: LocalisedText;
  sector: Sector;
  province: string | null;
  zone: Zone | null;
  gate: Gate | null;
  criteria: Criterion[];
  licence: Licence;
  accessLevel: AccessLevel;
  versionNumber: number;
  originalId: string;
  publishedAt: Date;
  publishedYear: number;
  runId: string;
  runCode: string;
  courseTitle: LocalisedText;
  programmeId: string;
  programmeTitle: LocalisedText;
  fileCount: number;
  /** Tables with rows. */
  tableCount: number;
  version: number;
}

export type OutputVersion = Pick<SharedOutput, 'id' | 'versionNumber' | 'publishedAt'>;

/** How a published output came to be withdrawn. */
export interface Withdrawal {
  originalId: string;
  at: Date;
  reason: string;
}

const inRun = 'JOIN course_run r ON r.id = o.run_id JOIN course c ON c.id = r.course_id';

const columns = `o.id, o.kind, o.title, o.summary, o.sector, o.province, o.zone, o.gate, o.criteria, o.licence,
  o.access_level, o.version_number, o.original_id, o.published_at, o.published_year, o.run_id, o.version, r.code AS run_code, c.title AS course_title,
  p.id AS programme_id, p.title AS programme_title,
  (SELECT COUNT(*) FROM output_file f WHERE f.output_id = o.id) AS file_count,
  (SELECT COUNT(*) FROM dataset_table dt WHERE dt.output_id = o.id AND dt.rows_key IS NOT NULL) AS table_count`;

@Injectable()
export class SharedDatabaseRepository {
  constructor(private readonly database: Database) {}

  /** Of these ids, those that are published and in sight, in the same order. */
  async rows(sight: SharedSight, ids: readonly string[]): Promise<SharedOutput[]> {
    if (ids.length === 0) return [];
    const rows = await this.where(allOf(published(sight, 'o'), where(`o.id IN (${placeholders(ids)})`, ...ids)));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Any published version, also one with a newer beside it. */
  find(sight: SharedSight, id: string): Promise<SharedOutput | null> {
    return this.one(allOf(published(sight, 'o'), where('o.id = ?', id)));
  }

  /** That an output was withdrawn, for whoever would see it had it not been. */
  async findWithdrawal(sight: SharedSight, id: string): Promise<Withdrawal | null> {
    const { sql, parameters } = allOf(where("o.status = 'withdrawn'"), inSight(sight, 'o'), where('o.id = ?', id));
    const [row] = await this.database.rows<Record<string, unknown>>(
      `SELECT o.original_id, o.withdrawn_at, o.status_reason FROM output o WHERE ${sql}`,
      parameters,
    );
    if (!row) return null;
    return {
      originalId: String(row.original_id),
      at: instantOfRaw(row.withdrawn_at),
      reason: String(row.status_reason),
    };
  }

  /** The published versions of the same output, the newest first. */
  async versions(sight: SharedSight, originalId: string): Promise<OutputVersion[]> {
    const { sql, parameters } = allOf(published(sight, 'o'), where('o.original_id = ?', originalId));
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT o.id, o.version_number, o.published_at FROM output o WHERE ${sql} ORDER BY o.version_number DESC`,
      parameters,
    );
    return rows.map((row) => ({
      id: String(row.id),
      versionNumber: Number(row.version_number),
      publishedAt: instantOfRaw(row.published_at),
    }));
  }

  private async one(which: Where): Promise<SharedOutput | null> {
    const [row] = await this.where(which);
    return row ?? null;
  }

  private async where({ sql, parameters }: Where): Promise<SharedOutput[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM output o ${inRun} JOIN programme p ON p.id = c.programme_id WHERE ${sql}`,
      parameters,
    );
    return rows.map(sharedOutput);
  }
}

const sharedOutput = (row: Record<string, unknown>): SharedOutput => ({
  id: String(row.id),
  kind: row.kind as OutputKind,
  title: jsonOfRaw<LocalisedText>(row.title),
  summary: jsonOfRaw<LocalisedText>(row.summary),
  sector: row.sector as Sector,
  province: row.province as string | null,
  zone: row.zone as Zone | null,
  gate: row.gate as Gate | null,
  criteria: listOfRaw<Criterion>(row.criteria),
  licence: row.licence as Licence,
  accessLevel: row.access_level as AccessLevel,
  versionNumber: Number(row.version_number),
  originalId: String(row.original_id),
  publishedAt: instantOfRaw(row.published_at),
  publishedYear: Number(row.published_year),
  runId: String(row.run_id),
  runCode: String(row.run_code),
  courseTitle: jsonOfRaw<LocalisedText>(row.course_title),
  programmeId: String(row.programme_id),
  programmeTitle: jsonOfRaw<LocalisedText>(row.programme_title),
  fileCount: Number(row.file_count),
  tableCount: Number(row.table_count),
  version: Number(row.version),
});
