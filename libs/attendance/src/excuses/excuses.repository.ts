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
import type { RunStatus } from '#libs/training';
import type { MarkStatus } from '../attendance.rules.js';
import {
  type EnrolledPerson,
  enrolledPerson,
  enrolledPersonColumns,
  enrolledPersonJoins,
} from '../rates.repository.js';
import { Excuse } from './excuse.entity.js';
import type { ExcuseQuery } from './excuse.fields.js';
import type { AbsenceFacts, ExcuseStatus } from './excuse.rules.js';
import { ExcuseOpening } from './excuse-opening.entity.js';

/** An excuse as lists and pages show it, with all that a decision on it depends on. */
export interface ExcuseRow extends AbsenceFacts {
  id: string;
  sessionId: string;
  sessionNumber: number;
  topic: LocalisedText;
  startsAt: Date;
  isRollClosed: boolean;
  /** The person has the seat still. */
  hasSeat: boolean;
  runId: string;
  runCode: string;
  enrolmentId: string;
  personId: string;
  fullName: string;
  fullNameLatin: string;
  markId: string | null;
  reason: string;
  status: ExcuseStatus;
  document: { name: string; mediaType: string; size: number; sha256: string } | null;
  /** An account. */
  askedBy: string | null;
  askedByName: string;
  askedAt: Date;
  decidedByName: string;
  decidedAt: Date | null;
  decisionReason: string | null;
  version: number;
}

/** Somebody for whom an excuse may be asked in one session. */
export type Excusable = EnrolledPerson & { markStatus: MarkStatus | null; hasOpen: boolean };

const columns = `x.id, e.status AS seat_status, x.session_id, s.number, s.topic, s.starts_at, s.status AS session_status, ro.closed_at,
  r.id AS run_id, r.code AS run_code, r.status AS run_status, x.enrolment_id, p.id AS person_id, p.full_name,
  p.full_name_latin, m.id AS mark_id, m.status AS mark_status, x.reason, x.status, x.file_name, x.media_type, x.size,
  x.sha256, x.asked_by, asked.name AS asked_name, x.asked_at, decided.name AS decided_name, x.decided_at, x.decision_reason,
  x.version`;

const shown = `JOIN session s ON s.id = x.session_id JOIN course_run r ON r.id = s.run_id
  JOIN person p ON p.id = e.person_id LEFT JOIN roll ro ON ro.session_id = s.id
  LEFT JOIN attendance_mark m ON m.session_id = x.session_id AND m.enrolment_id = x.enrolment_id
  LEFT JOIN account asked ON asked.id = x.asked_by LEFT JOIN account decided ON decided.id = x.decided_by`;

const excuses = 'excuse x JOIN enrolment e ON e.id = x.enrolment_id';

@Injectable()
export class ExcusesRepository {
  constructor(private readonly database: Database) {}

  async list(inSight: Where, query: ExcuseQuery): Promise<Listing<ExcuseRow>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: excuses,
        id: 'x.id',
        where: allOf(
          inSight,
          query.runId ? where('e.run_id = ?', query.runId) : null,
          query.sessionId ? where('x.session_id = ?', query.sessionId) : null,
          query.status ? where('x.status = ?', query.status) : null,
        ),
        sorts: { askedAt: 'x.asked_at' },
        defaultSort: '-askedAt',
        select: columns,
        join: shown,
      },
      query,
    );
    return mapListing(listing, excuseRow);
  }

  async findRow(id: string, inSight: Where): Promise<ExcuseRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM ${excuses} ${shown} WHERE x.id = ? AND (${inSight.sql})`,
      [id, ...inSight.parameters],
    );
    return rows.length > 0 ? excuseRow(rows[0]!) : null;
  }

  /** Those with a seat whom the actor sees, in the order of names. */
  async excusable(sessionId: string, runId: string, inSight: Where): Promise<Excusable[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${enrolledPersonColumns}, m.status AS mark_status, x.id AS open_id FROM enrolment e ${enrolledPersonJoins}
        LEFT JOIN attendance_mark m ON m.enrolment_id = e.id AND m.session_id = ?
        LEFT JOIN excuse x ON x.open_key = CONCAT(e.id, ':', ?)
        WHERE e.run_id = ? AND e.status = 'active' AND (${inSight.sql}) ORDER BY p.sort_key, e.id`,
      [sessionId, sessionId, runId, ...inSight.parameters],
    );
    return rows.map((row) => ({
      ...enrolledPerson(row),
      markStatus: row.mark_status as MarkStatus | null,
      hasOpen: row.open_id !== null,
    }));
  }

  /** Whether anybody was ever to be excused from this session. */
  hasAny(sessionId: string): Promise<boolean> {
    return this.database.read.existsBy(Excuse, { sessionId });
  }

  /** Who was given the document, newest first. */
  async openings(excuseId: string): Promise<{ by: string; at: Date }[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT a.name, l.at FROM excuse_opening l LEFT JOIN account a ON a.id = l.account_id
        WHERE l.excuse_id = ? ORDER BY l.id DESC LIMIT 100`,
      [excuseId],
    );
    return rows.map((row) => ({ by: (row.name as string | null) ?? '', at: instantOfRaw(row.at) }));
  }

  find(id: string): Promise<Excuse | null> {
    return this.database.read.findOneBy(Excuse, { id });
  }

  add(row: Excuse | ExcuseOpening): Promise<void> {
    return this.database.insert(row);
  }

  save(excuse: Excuse): Promise<void> {
    return this.database.update(excuse);
  }
}

const excuseRow = (row: Record<string, unknown>): ExcuseRow => ({
  id: row.id as string,
  sessionId: row.session_id as string,
  sessionNumber: Number(row.number),
  topic: jsonOfRaw(row.topic),
  startsAt: instantOfRaw(row.starts_at),
  isCancelled: row.session_status === 'cancelled',
  hasSeat: row.seat_status === 'active',
  isRollClosed: row.closed_at !== null,
  runId: row.run_id as string,
  runCode: row.run_code as string,
  runStatus: row.run_status as RunStatus,
  enrolmentId: row.enrolment_id as string,
  personId: row.person_id as string,
  fullName: row.full_name as string,
  fullNameLatin: row.full_name_latin as string,
  markId: row.mark_id as string | null,
  markStatus: row.mark_status as MarkStatus | null,
  reason: row.reason as string,
  status: row.status as ExcuseStatus,
  document:
    row.file_name === null
      ? null
      : {
          name: row.file_name as string,
          mediaType: row.media_type as string,
          size: Number(row.size),
          sha256: row.sha256 as string,
        },
  askedBy: row.asked_by as string | null,
  askedByName: (row.asked_name as string | null) ?? '',
  askedAt: instantOfRaw(row.asked_at),
  decidedByName: (row.decided_name as string | null) ?? '',
  decidedAt: instantOfRawOrNull(row.decided_at),
  decisionReason: row.decision_reason as string | null,
  version: Number(row.version),
});
