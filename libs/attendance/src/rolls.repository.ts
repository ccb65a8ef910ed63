import { Injectable } from '@nestjs/common';
import { allOf, Database, placeholders, type Where, where } from '#libs/platform';
import { AttendanceMark } from './attendance-mark.entity.js';
import { enrolledPersonColumns, enrolledPersonJoins } from './rates.repository.js';
import { Roll } from './roll.entity.js';
import { headingColumns, headingJoins, type RollHeading, type RollLine, rollHeading, rollLine } from './roll-row.js';

/** What stands of one person in one session. */
export type Standing = Pick<AttendanceMark, 'status' | 'source' | 'entryId' | 'markedAt'>;

@Injectable()
export class RollsRepository {
  constructor(private readonly database: Database) {}

  /** A session of a run in sight, or with somebody in sight among its people. */
  async findHeading(sessionId: string, whole: Where, inSight: Where): Promise<RollHeading | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${headingColumns} FROM ${headingJoins} WHERE s.id = ? AND ((${whole.sql})
        OR EXISTS (SELECT 1 FROM enrolment e WHERE e.run_id = s.run_id AND (${inSight.sql})))`,
      [sessionId, ...whole.parameters, ...inSight.parameters],
    );
    return rows.length > 0 ? rollHeading(rows[0]) : null;
  }

  /** Session id → its heading, of those in sight. */
  async headings(sessionIds: readonly string[], whole: Where): Promise<Map<string, RollHeading>> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${headingColumns} FROM ${headingJoins} WHERE s.id IN (${placeholders(sessionIds)}) AND (${whole.sql})`,
      [...sessionIds, ...whole.parameters],
    );
    return new Map(rows.map(rollHeading).map((heading) => [heading.sessionId, heading]));
  }

  /** Sessions of a run in the order of their times, with how far their rolls are. */
  async headingsOf(runId: string): Promise<RollHeading[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${headingColumns} FROM ${headingJoins} WHERE s.run_id = ? ORDER BY s.starts_at, s.number`,
      [runId],
    );
    return rows.map(rollHeading);
  }

  /** Everyone actively enrolled, and who was marked before giving up their seat; in the order of names. */
  lines(sessionId: string, runId: string, inSight: Where): Promise<RollLine[]> {
    const which = allOf(where("e.run_id = ? AND (e.status = 'active' OR m.id IS NOT NULL)", runId), inSight);
    return this.linesWhere(sessionId, which);
  }

  /** These people, whether they still have their seats or not. */
  linesOf(sessionId: string, enrolmentIds: readonly string[]): Promise<RollLine[]> {
    return this.linesWhere(sessionId, where(`e.id IN (${placeholders(enrolmentIds)})`, ...enrolmentIds));
  }

  private async linesWhere(sessionId: string, which: Where): Promise<RollLine[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${enrolledPersonColumns}, m.id AS mark_id, m.status AS mark_status, m.marked_at, m.source,
        m.entry_id, m.version AS mark_version, co.id AS open_correction_id, cf.id AS open_conflict_id
        FROM enrolment e ${enrolledPersonJoins}
        LEFT JOIN attendance_mark m ON m.enrolment_id = e.id AND m.session_id = ?
        LEFT JOIN attendance_correction co ON co.open_key = m.id
        LEFT JOIN attendance_conflict cf ON cf.open_key = m.id
        WHERE ${which.sql} ORDER BY p.sort_key, e.id`,
      [sessionId, ...which.parameters],
    );
    return rows.map(rollLine);
  }

  async standing(sessionId: string, enrolmentId: string): Promise<Standing | null> {
    const mark = await this.database.read.findOneBy(AttendanceMark, { sessionId, enrolmentId });
    return mark && { status: mark.status, source: mark.source, entryId: mark.entryId, markedAt: mark.markedAt };
  }

  /** How many marks of a session witnesses disagree about. */
  async openConflicts(sessionId: string): Promise<number> {
    const [row] = await this.database.rows<{ open: unknown }>(
      `SELECT COUNT(*) AS open FROM attendance_conflict cf JOIN attendance_mark m ON m.id = cf.attendance_mark_id
        WHERE cf.open_key IS NOT NULL AND m.session_id = ?`,
      [sessionId],
    );
    return Number(row.open);
  }

  /** Whether anything was ever recorded of this session. */
  async hasRoll(sessionId: string): Promise<boolean> {
    return this.database.read.existsBy(Roll, { sessionId });
  }

  /** Planned sessions of a run, and how many of their rolls are closed. */
  async progress(runId: string): Promise<{ planned: number; closed: number }> {
    const [row] = await this.database.rows<{ planned: unknown; closed: unknown }>(
      `SELECT COUNT(*) AS planned, COUNT(ro.closed_at) AS closed FROM session s LEFT JOIN roll ro ON ro.session_id = s.id
        WHERE s.run_id = ? AND s.status = 'planned'`,
      [runId],
    );
    return { planned: Number(row.planned), closed: Number(row.closed) };
  }
}
