import { Injectable } from '@nestjs/common';
import { Database, flagOfRaw, instantParameter, placeholders, type Where } from '#libs/platform';
import type { MarkStatus } from '../attendance.rules.js';
import {
  type EnrolledPerson,
  enrolledPerson,
  enrolledPersonColumns,
  enrolledPersonJoins,
} from '../rates.repository.js';
import { headingColumns, headingJoins, type RollHeading, rollHeading } from '../roll-row.js';

/** A session whose roll somebody may have to call. */
export interface SessionToCall extends RollHeading {
  /** Whoever asks teaches it. */
  isOwn: boolean;
}

/** What stands of one person in one session. */
export interface MarkToCall {
  sessionId: string;
  enrolmentId: string;
  status: MarkStatus;
  /** What was said that stands. */
  entryId: string;
  /** The open conflict about it. */
  conflictId: string | null;
}

/** No device takes more along. */
const mostSessions = 200;

@Injectable()
export class RollCallRepository {
  constructor(private readonly database: Database) {}

  /** Sessions of runs that are held or about to be, in the order of their times. */
  async sessions(personId: string | null, from: Date, until: Date, whole: Where): Promise<SessionToCall[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${headingColumns}, EXISTS (SELECT 1 FROM session_instructor si
          WHERE si.session_id = s.id AND si.person_id = ?) AS is_own
        FROM ${headingJoins}
        WHERE s.starts_at >= ? AND s.starts_at < ? AND s.status = 'planned'
          AND r.status IN ('call_closed', 'running') AND (${whole.sql})
        ORDER BY s.starts_at, s.id LIMIT ${mostSessions}`,
      [personId, instantParameter(from), instantParameter(until), ...whole.parameters],
    );
    return rows.map((row) => ({ ...rollHeading(row), isOwn: flagOfRaw(row.is_own) }));
  }

  /** Run id → everyone actively enrolled, in the order of names. */
  async people(runIds: readonly string[]): Promise<Map<string, EnrolledPerson[]>> {
    if (runIds.length === 0) return new Map();
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT e.run_id, ${enrolledPersonColumns} FROM enrolment e ${enrolledPersonJoins}
        WHERE e.run_id IN (${placeholders(runIds)}) AND e.status = 'active' ORDER BY p.sort_key, e.id`,
      [...runIds],
    );
    const byRun = Map.groupBy(rows, (row) => row.run_id as string);
    return new Map([...byRun].map(([runId, own]) => [runId, own.map(enrolledPerson)]));
  }

  async marks(sessionIds: readonly string[]): Promise<MarkToCall[]> {
    if (sessionIds.length === 0) return [];
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT m.session_id, m.enrolment_id, m.status, m.entry_id, cf.id AS conflict_id
        FROM attendance_mark m JOIN enrolment e ON e.id = m.enrolment_id
        LEFT JOIN attendance_conflict cf ON cf.open_key = m.id
        WHERE m.session_id IN (${placeholders(sessionIds)}) AND e.status = 'active'`,
      [...sessionIds],
    );
    return rows.map((row) => ({
      sessionId: row.session_id as string,
      enrolmentId: row.enrolment_id as string,
      status: row.status as MarkStatus,
      entryId: row.entry_id as string,
      conflictId: row.conflict_id as string | null,
    }));
  }
}
