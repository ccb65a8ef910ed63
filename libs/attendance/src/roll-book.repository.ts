import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { newId } from '#libs/kernel';
import {
  ConcurrentChange,
  Database,
  instantOfRaw,
  instantParameter,
  isUniqueViolation,
  placeholders,
} from '#libs/platform';
import type { MarkSource, MarkStatus } from './attendance.rules.js';
import { AttendanceConflict } from './attendance-conflict.entity.js';
import { AttendanceMark } from './attendance-mark.entity.js';
import { Roll } from './roll.entity.js';
import type { KeptEntry, Writing } from './roll-sheet.js';

/** Rolls as they are written: in a handful of statements, however many marks and sessions. */
@Injectable()
export class RollBookRepository {
  constructor(private readonly database: Database) {}

  /** Makes sure the sessions have their rolls. Two first marks at once: the second unit runs again and finds it. */
  async begin(sessionIds: readonly string[]): Promise<void> {
    const begun = await this.database.rows<{ session_id: string }>(
      `SELECT session_id FROM roll WHERE session_id IN (${placeholders(sessionIds)})`,
      [...sessionIds],
    );
    const found = new Set(begun.map(({ session_id }) => session_id));
    const missing = sessionIds.filter((id) => !found.has(id));
    await this.add(
      'roll',
      missing.map((sessionId) =>
        Object.assign(new Roll(), { id: newId(), sessionId, closedAt: null, closedBy: null, version: 1 }),
      ),
    );
  }

  /** Takes the open ones of these rolls to the end of the unit: whoever else marks or closes them waits. */
  async take(sessionIds: readonly string[]): Promise<Set<string>> {
    const which = `session_id IN (${placeholders(sessionIds)}) AND closed_at IS NULL`;
    const taken = await this.database.change(`UPDATE roll SET version = version + 1 WHERE ${which}`, [...sessionIds]);
    if (taken === sessionIds.length) return new Set(sessionIds);
    const open = await this.database.rows<{ session_id: string }>(`SELECT session_id FROM roll WHERE ${which}`, [
      ...sessionIds,
    ]);
    return new Set(open.map(({ session_id }) => session_id));
  }

  /** False when somebody has closed it before. */
  async close(sessionId: string, at: Date, accountId: string | null): Promise<boolean> {
    const closed = await this.database.change(
      'UPDATE roll SET closed_at = ?, closed_by = ?, version = version + 1 WHERE session_id = ? AND closed_at IS NULL',
      [instantParameter(at), accountId, sessionId],
    );
    return closed === 1;
  }

  /** Run id → who is actively enrolled; of these alone, or everybody. */
  async seats(runIds: readonly string[], enrolmentIds: readonly string[] | null): Promise<Map<string, Set<string>>> {
    const which = enrolmentIds ? `id IN (${placeholders(enrolmentIds)})` : `run_id IN (${placeholders(runIds)})`;
    const rows = await this.database.rows<{ id: string; run_id: string }>(
      `SELECT id, run_id FROM enrolment WHERE ${which} AND status = 'active' ORDER BY id`,
      [...(enrolmentIds ?? runIds)],
    );
    const byRun = Map.groupBy(rows, ({ run_id }) => run_id);
    return new Map([...byRun].map(([runId, seats]) => [runId, new Set(seats.map(({ id }) => id))]));
  }

  /** Marks of these sessions, of these people alone or everybody's; and the open conflicts about them. */
  async marks(
    sessionIds: readonly string[],
    enrolmentIds: readonly string[] | null,
  ): Promise<{ marks: AttendanceMark[]; conflictIds: string[] }> {
    const people = enrolmentIds ? ` AND m.enrolment_id IN (${placeholders(enrolmentIds)})` : '';
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT m.*, cf.id AS open_conflict_id FROM attendance_mark m
        LEFT JOIN attendance_conflict cf ON cf.open_key = m.id
        WHERE m.session_id IN (${placeholders(sessionIds)})${people}`,
      [...sessionIds, ...(enrolmentIds ?? [])],
    );
    const conflictIds = rows.flatMap(({ open_conflict_id: id }) => (id === null ? [] : [id as string]));
    return { marks: rows.map(markOfRaw), conflictIds };
  }

  entriesOf(markIds: readonly string[]): Promise<KeptEntry[]> {
    return this.entries('attendance_mark_id', markIds);
  }

  entriesById(ids: readonly string[]): Promise<KeptEntry[]> {
    return this.entries('id', ids);
  }

  async conflicts(ids: readonly string[]): Promise<AttendanceConflict[]> {
    return ids.length > 0 ? this.database.read.findBy(AttendanceConflict, { id: In(ids) }) : [];
  }

  async write({ added, changed, entries, opened, moved }: Writing): Promise<void> {
    await this.database.insertAll(added);
    await this.database.updateAll(changed);
    await this.add('attendance_entry', entries);
    await this.database.insertAll(opened);
    await this.database.updateAll(moved);
  }

  /** Rows somebody else may be adding at this moment: then the unit runs again and finds them. */
  private async add(noun: string, rows: readonly object[]): Promise<void> {
    try {
      await this.database.insertAll(rows);
    } catch (error) {
      throw isUniqueViolation(error) ? new ConcurrentChange(noun) : error;
    }
  }

  private async entries(column: string, ids: readonly string[]): Promise<KeptEntry[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT id, attendance_mark_id, status, source, marked_at, account_id, device_id, position, based_on, sequence
        FROM attendance_entry WHERE ${column} IN (${placeholders(ids)})`,
      [...ids],
    );
    return rows.map(entryOfRaw);
  }
}

const markOfRaw = (row: Record<string, unknown>): AttendanceMark =>
  Object.assign(new AttendanceMark(), {
    id: row.id,
    enrolmentId: row.enrolment_id,
    sessionId: row.session_id,
    status: row.status,
    markedAt: instantOfRaw(row.marked_at),
    entryId: row.entry_id,
    source: row.source,
    markedBy: row.marked_by,
    version: Number(row.version),
  });

const entryOfRaw = (row: Record<string, unknown>): KeptEntry => ({
  id: row.id as string,
  attendanceMarkId: row.attendance_mark_id as string,
  status: row.status as MarkStatus,
  source: row.source as MarkSource,
  markedAt: instantOfRaw(row.marked_at),
  accountId: row.account_id as string | null,
  deviceId: row.device_id as string | null,
  position: row.position as number | null,
  basedOn: row.based_on as string | null,
  sequence: row.sequence as number | null,
});
