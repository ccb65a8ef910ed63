import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import { Database, instantOfRaw, instantParameter, jsonOfRaw, where } from '#libs/platform';
import { assignedRun } from '#libs/training';

/** A session that has begun, or is about to, and whose roll nobody has closed. */
export interface RollToClose {
  sessionId: string;
  number: number;
  topic: LocalisedText;
  runCode: string;
  startsAt: Date;
}

/** A run with sessions that are over and whose roll nobody has closed. */
export interface RunWithOpenRolls {
  runId: string;
  runCode: string;
  count: number;
  since: Date;
}

/** A session of which witnesses disagree about some people. */
export interface DisputedRoll {
  sessionId: string;
  number: number;
  runCode: string;
  count: number;
  since: Date;
}

const open = `FROM session s JOIN course_run r ON r.id = s.run_id LEFT JOIN roll ro ON ro.session_id = s.id
  WHERE r.status = 'running' AND s.status = 'planned' AND ro.closed_at IS NULL`;

/** What of attendance waits on people. */
@Injectable()
export class AttendanceWaitingRepository {
  constructor(private readonly database: Database) {}

  async rollsOfInstructor(personId: string, begunBy: Date): Promise<RollToClose[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT s.id, s.number, s.topic, r.code, s.starts_at ${open} AND s.starts_at <= ?
        AND EXISTS (SELECT 1 FROM session_instructor si WHERE si.session_id = s.id AND si.person_id = ?)
        ORDER BY s.starts_at LIMIT 50`,
      [instantParameter(begunBy), personId],
    );
    return rows.map((row) => ({
      sessionId: row.id as string,
      number: Number(row.number),
      topic: jsonOfRaw(row.topic),
      runCode: row.code as string,
      startsAt: instantOfRaw(row.starts_at),
    }));
  }

  async runsWithOpenRolls(now: Date): Promise<RunWithOpenRolls[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT r.id, r.code, COUNT(*) AS open_rolls, MIN(s.ends_at) AS since ${open} AND s.ends_at <= ? GROUP BY r.id, r.code
        ORDER BY MIN(s.ends_at) LIMIT 50`,
      [instantParameter(now)],
    );
    return rows.map((row) => ({
      runId: row.id as string,
      runCode: row.code as string,
      count: Number(row.open_rolls),
      since: instantOfRaw(row.since),
    }));
  }

  /** Of everybody's sessions, or those of one instructor. */
  async disputedRolls(instructorId: string | null): Promise<DisputedRoll[]> {
    const own = instructorId ? assignedRun('r.id', instructorId) : where('1 = 1');
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT s.id, s.number, r.code, COUNT(*) AS disputed, MIN(cf.opened_at) AS since
        FROM attendance_conflict cf JOIN attendance_mark m ON m.id = cf.attendance_mark_id
        JOIN session s ON s.id = m.session_id JOIN course_run r ON r.id = s.run_id
        WHERE cf.open_key IS NOT NULL AND s.status = 'planned' AND r.status = 'running' AND (${own.sql})
        GROUP BY s.id, s.number, r.code ORDER BY MIN(cf.opened_at) LIMIT 50`,
      own.parameters,
    );
    return rows.map((row) => ({
      sessionId: row.id as string,
      number: Number(row.number),
      runCode: row.code as string,
      count: Number(row.disputed),
      since: instantOfRaw(row.since),
    }));
  }
}
