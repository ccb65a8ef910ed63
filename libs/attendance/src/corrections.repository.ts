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
import type { CorrectionQuery } from './attendance.fields.js';
import type { MarkStatus } from './attendance.rules.js';
import { AttendanceCorrection } from './attendance-correction.entity.js';
import type { CorrectionStatus } from './correction.rules.js';

/** A mark with all that a correction of it depends on. */
export interface MarkInRun {
  id: string;
  status: MarkStatus;
  sessionId: string;
  sessionNumber: number;
  topic: LocalisedText;
  startsAt: Date;
  isCancelled: boolean;
  isRollClosed: boolean;
  runId: string;
  runCode: string;
  runStatus: RunStatus;
  enrolmentId: string;
  fullName: string;
  fullNameLatin: string;
  hasOpenRequest: boolean;
}

/** A correction as lists and pages show it. */
export interface CorrectionRow {
  id: string;
  markId: string;
  sessionId: string;
  sessionNumber: number;
  topic: LocalisedText;
  runId: string;
  runCode: string;
  runStatus: RunStatus;
  enrolmentId: string;
  fullName: string;
  fullNameLatin: string;
  fromStatus: MarkStatus;
  toStatus: MarkStatus;
  reason: string;
  status: CorrectionStatus;
  requestedByName: string;
  requestedAt: Date;
  decidedByName: string;
  decidedAt: Date | null;
  decisionReason: string | null;
  version: number;
}

const corrections = `attendance_correction co JOIN attendance_mark m ON m.id = co.attendance_mark_id
  JOIN enrolment e ON e.id = m.enrolment_id`;

const shown = `JOIN session s ON s.id = m.session_id JOIN course_run r ON r.id = s.run_id
  JOIN person p ON p.id = e.person_id LEFT JOIN account asked ON asked.id = co.requested_by
  LEFT JOIN account decided ON decided.id = co.decided_by`;

const columns = `co.id, m.id AS mark_id, s.id AS session_id, s.number, s.topic, r.id AS run_id, r.code AS run_code,
  r.status AS run_status, e.id AS enrolment_id, p.full_name, p.full_name_latin, co.from_status, co.to_status, co.reason,
  co.status, asked.name AS asked_name, co.requested_at, decided.name AS decided_name, co.decided_at,
  co.decision_reason, co.version`;

@Injectable()
export class CorrectionsRepository {
  constructor(private readonly database: Database) {}

  async list(inSight: Where, query: CorrectionQuery): Promise<Listing<CorrectionRow>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: corrections,
        id: 'co.id',
        where: allOf(
          inSight,
          query.runId ? where('e.run_id = ?', query.runId) : null,
          query.status ? where('co.status = ?', query.status) : null,
        ),
        sorts: { requestedAt: 'co.requested_at' },
        defaultSort: '-requestedAt',
        select: columns,
        join: shown,
      },
      query,
    );
    return mapListing(listing, correctionRow);
  }

  async findRow(id: string, inSight: Where): Promise<CorrectionRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM ${corrections} ${shown} WHERE co.id = ? AND (${inSight.sql})`,
      [id, ...inSight.parameters],
    );
    return rows.length > 0 ? correctionRow(rows[0]) : null;
  }

  /** Those of one mark, the first first. */
  async ofMark(markId: string): Promise<CorrectionRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM ${corrections} ${shown} WHERE m.id = ? ORDER BY co.id`,
      [markId],
    );
    return rows.map(correctionRow);
  }

  /** Those of one person in a run, the first first. */
  async ofEnrolment(which: Where): Promise<CorrectionRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM ${corrections} ${shown} WHERE ${which.sql} ORDER BY co.id`,
      which.parameters,
    );
    return rows.map(correctionRow);
  }

  async findMark(id: string, inSight: Where): Promise<MarkInRun | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT m.id, m.status AS mark_status, s.id AS session_id, s.number, s.topic, s.starts_at, s.status,
        ro.closed_at, r.id AS run_id, r.code AS run_code, r.status AS run_status, m.enrolment_id,
        p.full_name, p.full_name_latin, co.id AS open_correction_id
        FROM attendance_mark m JOIN enrolment e ON e.id = m.enrolment_id JOIN person p ON p.id = e.person_id
        JOIN session s ON s.id = m.session_id JOIN course_run r ON r.id = s.run_id
        LEFT JOIN roll ro ON ro.session_id = s.id LEFT JOIN attendance_correction co ON co.open_key = m.id
        WHERE m.id = ? AND (${inSight.sql})`,
      [id, ...inSight.parameters],
    );
    return rows.length > 0 ? markInRun(rows[0]) : null;
  }

  find(id: string): Promise<AttendanceCorrection | null> {
    return this.database.read.findOneBy(AttendanceCorrection, { id });
  }

  add(correction: AttendanceCorrection): Promise<void> {
    return this.database.insert(correction);
  }

  save(correction: AttendanceCorrection): Promise<void> {
    return this.database.update(correction);
  }
}

const markInRun = (row: Record<string, unknown>): MarkInRun => ({
  id: row.id as string,
  status: row.mark_status as MarkStatus,
  sessionId: row.session_id as string,
  sessionNumber: Number(row.number),
  topic: jsonOfRaw(row.topic),
  startsAt: instantOfRaw(row.starts_at),
  isCancelled: row.status === 'cancelled',
  isRollClosed: row.closed_at !== null,
  runId: row.run_id as string,
  runCode: row.run_code as string,
  runStatus: row.run_status as RunStatus,
  enrolmentId: row.enrolment_id as string,
  fullName: row.full_name as string,
  fullNameLatin: row.full_name_latin as string,
  hasOpenRequest: row.open_correction_id !== null,
});

const correctionRow = (row: Record<string, unknown>): CorrectionRow => ({
  id: row.id as string,
  markId: row.mark_id as string,
  sessionId: row.session_id as string,
  sessionNumber: Number(row.number),
  topic: jsonOfRaw(row.topic),
  runId: row.run_id as string,
  runCode: row.run_code as string,
  runStatus: row.run_status as RunStatus,
  enrolmentId: row.enrolment_id as string,
  fullName: row.full_name as string,
  fullNameLatin: row.full_name_latin as string,
  fromStatus: row.from_status as MarkStatus,
  toStatus: row.to_status as MarkStatus,
  reason: row.reason as string,
  status: row.status as CorrectionStatus,
  requestedByName: (row.asked_name as string | null) ?? '',
  requestedAt: instantOfRaw(row.requested_at),
  decidedByName: (row.decided_name as string | null) ?? '',
  decidedAt: instantOfRawOrNull(row.decided_at),
  decisionReason: row.decision_reason as string | null,
  version: Number(row.version),
});
