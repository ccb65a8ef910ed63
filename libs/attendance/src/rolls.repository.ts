import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId } from '#libs/kernel';
import { ConcurrentChange, Database, instantParameter, isUniqueViolation, type Where } from '#libs/platform';
import { AttendanceEntry } from './attendance-entry.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { enrolledPersonColumns, enrolledPersonJoins } from './rates.repository.js';
import { Roll } from './roll.entity.js';
import { headingColumns, headingJoins, type RollHeading, type RollLine, rollHeading, rollLine } from './roll-row.js';

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

  /** Sessions of a run in the order of their times, with how far their rolls are. */
  async headingsOf(runId: string): Promise<RollHeading[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${headingColumns} FROM ${headingJoins} WHERE s.run_id = ? ORDER BY s.starts_at, s.number`,
      [runId],
    );
    return rows.map(rollHeading);
  }

  /** Everyone actively enrolled, and who was marked before giving up their seat; in the order of names. */
  async lines(sessionId: string, runId: string, inSight: Where): Promise<RollLine[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${enrolledPersonColumns}, m.id AS mark_id, m.status AS mark_status, m.marked_at, m.source,
        m.version AS mark_version, co.id AS open_correction_id
        FROM enrolment e ${enrolledPersonJoins}
        LEFT JOIN attendance_mark m ON m.enrolment_id = e.id AND m.session_id = ?
        LEFT JOIN attendance_correction co ON co.open_key = m.id
        WHERE e.run_id = ? AND (e.status = 'active' OR m.id IS NOT NULL) AND (${inSight.sql})
        ORDER BY p.sort_key, e.id`,
      [sessionId, runId, ...inSight.parameters],
    );
    return rows.map(rollLine);
  }

  /** Makes sure the session has its roll. Two first marks at once: the second unit runs again and finds it. */
  async begin(sessionId: string): Promise<void> {
    if (await this.database.read.existsBy(Roll, { sessionId })) return;
    const roll = Object.assign(new Roll(), { id: newId(), sessionId, closedAt: null, closedBy: null, version: 1 });
    try {
      await this.database.insert(roll);
    } catch (error) {
      throw isUniqueViolation(error) ? new ConcurrentChange('roll') : error;
    }
  }

  /** Takes the roll to the end of the unit, if it is open: whoever else marks or closes waits. False when it is closed. */
  async take(sessionId: string): Promise<boolean> {
    const taken = await this.database.change(
      'UPDATE roll SET version = version + 1 WHERE session_id = ? AND closed_at IS NULL',
      [sessionId],
    );
    return taken === 1;
  }

  /** False when somebody has closed it before. */
  async close(sessionId: string, at: Date, accountId: string | null): Promise<boolean> {
    const closed = await this.database.change(
      'UPDATE roll SET closed_at = ?, closed_by = ?, version = version + 1 WHERE session_id = ? AND closed_at IS NULL',
      [instantParameter(at), accountId, sessionId],
    );
    return closed === 1;
  }

  async activeEnrolmentIds(runId: string): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string }>(
      "SELECT id FROM enrolment WHERE run_id = ? AND status = 'active' ORDER BY id",
      [runId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Enrolment id → the mark that stands. */
  async marks(sessionId: string): Promise<Map<string, AttendanceMark>> {
    const marks = await this.database.read.findBy(AttendanceMark, { sessionId });
    return new Map(marks.map((mark) => [mark.enrolmentId, mark]));
  }

  async entries(ids: readonly string[]): Promise<Map<string, AttendanceEntry>> {
    if (ids.length === 0) return new Map();
    const entries = await this.database.read.findBy(AttendanceEntry, { id: In([...ids]) });
    return new Map(entries.map((entry) => [entry.id, entry]));
  }

  /** Writes marks and what was said of them in three rounds, however many they are. */
  async write(added: AttendanceMark[], changed: AttendanceMark[], entries: AttendanceEntry[]): Promise<void> {
    if (added.length > 0) await this.database.write.insert(AttendanceMark, added);
    for (const mark of changed) await this.database.update(mark);
    if (entries.length > 0) await this.database.write.insert(AttendanceEntry, entries);
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
