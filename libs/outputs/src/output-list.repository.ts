import { Injectable } from '@nestjs/common';
import { type LocalisedText, type Scope, searchKey } from '#libs/kernel';
import {
  allOf,
  containing,
  Database,
  instantOfRaw,
  instantOfRawOrNull,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import type { OutputListQuery } from './output.fields.js';
import type { AccessLevel, OutputKind, OutputStatus, Side } from './output.types.js';
import { outputsIn } from './outputs.repository.js';

/** One row of the lists of outputs that are worked on. */
export interface OutputRow {
  id: string;
  runId: string;
  runCode: string;
  kind: OutputKind;
  title: LocalisedText;
  accessLevel: AccessLevel;
  status: OutputStatus;
  versionNumber: number;
  createdAt: Date;
  submittedAt: Date | null;
  acceptedAt: Date | null;
  publishedAt: Date | null;
  version: number;
}

const columns = `o.id, o.run_id, r.code AS run_code, o.kind, o.title, o.access_level, o.status, o.version_number,
  o.created_at, o.submitted_at, o.accepted_at, o.published_at, o.version`;
const run = 'JOIN course_run r ON r.id = o.run_id';

/** What somebody may clear: the look through what was submitted last failed or found something. */
export const uncleared: Where = where(
  `EXISTS (SELECT 1 FROM output_look l WHERE l.output_id = o.id AND l.submitted_at = o.submitted_at
    AND l.cleared_at IS NULL AND (l.status = 'failed'
      OR l.status = 'done' AND EXISTS (SELECT 1 FROM output_finding f WHERE f.look_id = l.id)))`,
);

/** On which a side has not spoken yet, and nothing is to be cleared before it may. */
export const unspokenBy = (side: Side): Where =>
  where(
    `NOT EXISTS (SELECT 1 FROM output_approval ap WHERE ap.output_id = o.id AND ap.side = ?) AND NOT ${uncleared.sql}`,
    side,
  );

@Injectable()
export class OutputListRepository {
  constructor(private readonly database: Database) {}

  /** `runId` narrows to one run. */
  async list(scope: Scope, query: OutputListQuery, runId: string | null): Promise<Listing<OutputRow>> {
    const words = searchKey(query.q ?? '');
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'output o',
        id: 'o.id',
        where: allOf(
          outputsIn(scope),
          runId ? where('o.run_id = ?', runId) : null,
          query.status ? where('o.status = ?', query.status) : null,
          query.kind ? where('o.kind = ?', query.kind) : null,
          words ? where("o.search_key LIKE ? ESCAPE '!'", containing(words)) : null,
        ),
        sorts: { createdAt: 'o.created_at', status: 'o.status', kind: 'o.kind' },
        defaultSort: '-createdAt',
        select: columns,
        join: run,
      },
      query,
    );
    return mapListing(listing, outputRow);
  }

  /** How many outputs of each state a scope sees in a run. */
  async countByStatus(scope: Scope, runId: string): Promise<Map<OutputStatus, number>> {
    const { sql, parameters } = allOf(outputsIn(scope), where('o.run_id = ?', runId));
    const rows = await this.database.rows<{ status: OutputStatus; n: number | string }>(
      `SELECT o.status, COUNT(*) AS n FROM output o WHERE ${sql} GROUP BY o.status`,
      parameters,
    );
    return new Map(rows.map(({ status, n }) => [status, Number(n)]));
  }

  /** The oldest outputs in some states that a scope sees, of which something more is true. */
  async waiting(scope: Scope, statuses: readonly OutputStatus[], also: Where | null = null): Promise<OutputRow[]> {
    const { sql, parameters } = allOf(
      where(`o.status IN (${placeholders(statuses)})`, ...statuses),
      outputsIn(scope),
      also,
    );
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM output o ${run} WHERE ${sql} ORDER BY o.id LIMIT 50`,
      parameters,
    );
    return rows.map(outputRow);
  }
}

const outputRow = (row: Record<string, unknown>): OutputRow => ({
  id: row.id as string,
  runId: row.run_id as string,
  runCode: row.run_code as string,
  kind: row.kind as OutputKind,
  title: jsonOfRaw<LocalisedText>(row.title),
  accessLevel: row.access_level as AccessLevel,
  status: row.status as OutputStatus,
  versionNumber: Number(row.version_number),
  createdAt: instantOfRaw(row.created_at),
  submittedAt: instantOfRawOrNull(row.submitted_at),
  acceptedAt: instantOfRawOrNull(row.accepted_at),
  publishedAt: instantOfRawOrNull(row.published_at),
  version: Number(row.version),
});
