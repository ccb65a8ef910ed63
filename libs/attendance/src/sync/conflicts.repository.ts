import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRaw,
  instantOfRawOrNull,
  jsonOfRaw,
  type Listing,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import type { ConflictQuery } from '../attendance.fields.js';
import type { MarkSource, MarkStatus } from '../attendance.rules.js';

/** What one side of a conflict says. */
export interface Side {
  entryId: string;
  status: MarkStatus;
  source: MarkSource;
  /** By the server's clock. */
  markedAt: Date;
  recordedAt: Date;
  /** Empty for a rule of the house, and for an account that is gone. */
  accountName: string;
  deviceId: string | null;
}

/** Witnesses that disagree about one person in one session. */
export interface ConflictRow {
  id: string;
  markId: string;
  sessionId: string;
  sessionNumber: number;
  topic: LocalisedText;
  runId: string;
  runCode: string;
  enrolmentId: string;
  fullName: string;
  fullNameLatin: string;
  /** What stands until it is resolved. */
  standing: Side;
  other: Side;
  openedAt: Date;
  resolvedAt: Date | null;
  /** Empty when the witnesses came to agree. */
  resolvedByName: string;
  status: MarkStatus | null;
  reason: string | null;
  version: number;
}

const conflicts = `attendance_conflict cf JOIN attendance_mark m ON m.id = cf.attendance_mark_id
  JOIN enrolment e ON e.id = m.enrolment_id`;

const side = (name: string) => `${name}.status AS ${name}_status, ${name}.source AS ${name}_source,
  ${name}.marked_at AS ${name}_marked_at, ${name}.recorded_at AS ${name}_recorded_at,
  ${name}.device_id AS ${name}_device_id, ${name}_account.name AS ${name}_account_name`;

const sideJoin = (name: string) => `JOIN attendance_entry ${name} ON ${name}.id = cf.${name}_entry_id
  LEFT JOIN account ${name}_account ON ${name}_account.id = ${name}.account_id`;

const shown = `JOIN session s ON s.id = m.session_id JOIN course_run r ON r.id = s.run_id
  JOIN person p ON p.id = e.person_id ${sideJoin('standing')} ${sideJoin('other')}
  LEFT JOIN account resolved ON resolved.id = cf.resolved_by`;

const columns = `cf.id, cf.attendance_mark_id, s.id AS session_id, s.number, s.topic, r.id AS run_id, r.code AS run_code,
  e.id AS enrolment_id, p.full_name, p.full_name_latin, cf.standing_entry_id, cf.other_entry_id, ${side('standing')},
  ${side('other')}, cf.opened_at, cf.resolved_at, resolved.name AS resolved_name, cf.status, cf.reason, cf.version`;

@Injectable()
export class ConflictsRepository {
  constructor(private readonly database: Database) {}

  async list(inSight: Where, of: { sessionId?: string; runId?: string }, query: ConflictQuery) {
    const { state } = query;
    const listing: Listing<Record<string, unknown>> = await listPage(
      this.database,
      {
        from: conflicts,
        id: 'cf.id',
        where: allOf(
          inSight,
          of.sessionId ? where('m.session_id = ?', of.sessionId) : null,
          of.runId ? where('e.run_id = ?', of.runId) : null,
          state ? where(`cf.open_key IS ${state === 'open' ? 'NOT NULL' : 'NULL'}`) : null,
        ),
        sorts: { openedAt: 'cf.opened_at' },
        defaultSort: '-openedAt',
        select: columns,
        join: shown,
      },
      query,
    );
    return mapListing(listing, conflictRow);
  }

  async find(id: string, inSight: Where): Promise<ConflictRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM ${conflicts} ${shown} WHERE cf.id = ? AND (${inSight.sql})`,
      [id, ...inSight.parameters],
    );
    return rows.length > 0 ? conflictRow(rows[0]) : null;
  }
}

const sideOf = (row: Record<string, unknown>, name: string): Side => ({
  entryId: row[`${name}_entry_id`] as string,
  status: row[`${name}_status`] as MarkStatus,
  source: row[`${name}_source`] as MarkSource,
  markedAt: instantOfRaw(row[`${name}_marked_at`]),
  recordedAt: instantOfRaw(row[`${name}_recorded_at`]),
  accountName: (row[`${name}_account_name`] as string | null) ?? '',
  deviceId: row[`${name}_device_id`] as string | null,
});

const conflictRow = (row: Record<string, unknown>): ConflictRow => ({
  id: row.id as string,
  markId: row.attendance_mark_id as string,
  sessionId: row.session_id as string,
  sessionNumber: Number(row.number),
  topic: jsonOfRaw(row.topic),
  runId: row.run_id as string,
  runCode: row.run_code as string,
  enrolmentId: row.enrolment_id as string,
  fullName: row.full_name as string,
  fullNameLatin: row.full_name_latin as string,
  standing: sideOf(row, 'standing'),
  other: sideOf(row, 'other'),
  openedAt: instantOfRaw(row.opened_at),
  resolvedAt: instantOfRawOrNull(row.resolved_at),
  resolvedByName: (row.resolved_name as string | null) ?? '',
  status: row.status as MarkStatus | null,
  reason: row.reason as string | null,
  version: Number(row.version),
});
