import { Injectable } from '@nestjs/common';
import { Database, type Where } from '#libs/platform';
import type { MarkSource, MarkStatus } from '../attendance.rules.js';
import {
  type EnrolledPerson,
  enrolledPerson,
  enrolledPersonColumns,
  enrolledPersonJoins,
} from '../rates.repository.js';

/** What stands of one person in one session. */
export interface GridMark {
  enrolmentId: string;
  sessionId: string;
  markId: string;
  status: MarkStatus;
  source: MarkSource;
  /** Witnesses disagree and nobody has resolved it. */
  isDisputed: boolean;
}

@Injectable()
export class AttendanceGridRepository {
  constructor(private readonly database: Database) {}

  /** Marks of people `e` in sight, of all sessions of a run. */
  async marks(runId: string, inSight: Where): Promise<GridMark[]> {
    const disputed = await this.disputed(runId);
    const rows = await this.database.rows<Record<string, string>>(
      `SELECT m.enrolment_id, m.session_id, m.id, m.status, m.source FROM session s
        JOIN attendance_mark m ON m.session_id = s.id JOIN enrolment e ON e.id = m.enrolment_id
        WHERE s.run_id = ? AND (${inSight.sql})`,
      [runId, ...inSight.parameters],
    );
    return rows.map((row) => ({
      enrolmentId: row.enrolment_id!,
      sessionId: row.session_id!,
      markId: row.id!,
      status: row.status as MarkStatus,
      source: row.source as MarkSource,
      isDisputed: disputed.has(row.id!),
    }));
  }

  /** A seat in sight, also one that was given up. */
  async seat(
    enrolmentId: string,
    inSight: Where,
  ): Promise<(EnrolledPerson & { runId: string; runCode: string }) | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${enrolledPersonColumns}, e.run_id, r.code AS run_code FROM enrolment e ${enrolledPersonJoins}
        JOIN course_run r ON r.id = e.run_id
        WHERE e.id = ? AND (${inSight.sql})`,
      [enrolmentId, ...inSight.parameters],
    );
    const [row] = rows;
    return row ? { ...enrolledPerson(row), runId: row.run_id as string, runCode: row.run_code as string } : null;
  }

  private async disputed(runId: string): Promise<Set<string>> {
    const rows = await this.database.rows<{ open_key: string }>(
      `SELECT cf.open_key FROM attendance_conflict cf JOIN attendance_mark m ON m.id = cf.attendance_mark_id
        JOIN session s ON s.id = m.session_id WHERE cf.open_key IS NOT NULL AND s.run_id = ?`,
      [runId],
    );
    return new Set(rows.map(({ open_key }) => open_key));
  }
}
