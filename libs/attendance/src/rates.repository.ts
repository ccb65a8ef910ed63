import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#libs/kernel';
import { Database, flagOfRaw, jsonOfRaw, placeholders, type Where, where } from '#libs/platform';
import type { RunUnits, Tally } from './attendance.rules.js';

/** A seat of a run with the person who sits in it. */
export interface EnrolledPerson {
  enrolmentId: string;
  personId: string;
  fullName: string;
  fullNameLatin: string;
  organisationName: LocalisedText;
  /** False for a seat that was given up. */
  isActive: boolean;
}

export const enrolledPersonColumns = `e.id AS enrolment_id, e.person_id, e.status AS enrolment_status, p.full_name,
  p.full_name_latin, o.name AS organisation_name`;

export const enrolledPersonJoins =
  'JOIN person p ON p.id = e.person_id JOIN organisation o ON o.id = e.organisation_id';

@Injectable()
export class RatesRepository {
  constructor(private readonly database: Database) {}

  /** Run id → what it asks, of those that exist. */
  async units(runIds: readonly string[]): Promise<Map<string, RunUnits>> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT r.id, r.excused_counts, r.attendance_threshold,
        COALESCE(SUM(s.units), 0) AS planned,
        COALESCE(SUM(CASE WHEN ro.closed_at IS NOT NULL THEN s.units ELSE 0 END), 0) AS closed,
        COALESCE(MAX(CASE WHEN ro.closed_at IS NULL THEN s.units ELSE 0 END), 0) AS largest_open
        FROM course_run r LEFT JOIN session s ON s.run_id = r.id AND s.status = 'planned'
        LEFT JOIN roll ro ON ro.session_id = s.id
        WHERE r.id IN (${placeholders(runIds)}) GROUP BY r.id, r.excused_counts, r.attendance_threshold`,
      [...runIds],
    );
    return new Map(
      rows.map((row) => [
        row.id as string,
        {
          plannedUnits: Number(row.planned),
          closedUnits: Number(row.closed),
          largestOpenUnits: Number(row.largest_open),
          excusedCounts: flagOfRaw(row.excused_counts),
          threshold: Number(row.attendance_threshold),
        },
      ]),
    );
  }

  /** Enrolment id → its units by mark `m`, sessions that are not cancelled only. */
  async tallies(runIds: readonly string[], which: Where = where('1 = 1')): Promise<Map<string, Tally[]>> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT m.enrolment_id, m.status, (ro.closed_at IS NOT NULL) AS is_closed, SUM(s.units) AS units
        FROM session s JOIN attendance_mark m ON m.session_id = s.id LEFT JOIN roll ro ON ro.session_id = s.id
        WHERE s.run_id IN (${placeholders(runIds)}) AND s.status = 'planned' AND (${which.sql})
        GROUP BY m.enrolment_id, m.status, (ro.closed_at IS NOT NULL)`,
      [...runIds, ...which.parameters],
    );
    const tallies = new Map<string, Tally[]>();
    for (const row of rows) {
      const enrolmentId = row.enrolment_id as string;
      const own = tallies.get(enrolmentId) ?? [];
      own.push({
        status: row.status as Tally['status'],
        isClosed: flagOfRaw(row.is_closed),
        units: Number(row.units),
      });
      tallies.set(enrolmentId, own);
    }
    return tallies;
  }

  async activeSeats(runIds: readonly string[]): Promise<{ id: string; runId: string }[]> {
    const rows = await this.database.rows<{ id: string; run_id: string }>(
      `SELECT id, run_id FROM enrolment WHERE run_id IN (${placeholders(runIds)}) AND status = 'active' ORDER BY id`,
      [...runIds],
    );
    return rows.map(({ id, run_id }) => ({ id, runId: run_id }));
  }

  /** Runs that are being held, of those in sight, the first to end first. */
  async running(whole: Where): Promise<{ id: string; code: string }[]> {
    return this.database.rows<{ id: string; code: string }>(
      `SELECT r.id, r.code FROM course_run r WHERE r.status = 'running' AND (${whole.sql}) ORDER BY r.ends_on, r.id LIMIT 50`,
      whole.parameters,
    );
  }

  /** Active seats of a run in the actor's sight, in the order of names. */
  async enrolled(runId: string, inSight: Where): Promise<EnrolledPerson[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${enrolledPersonColumns} FROM enrolment e ${enrolledPersonJoins}
        WHERE e.run_id = ? AND e.status = 'active' AND (${inSight.sql}) ORDER BY p.sort_key, e.id`,
      [runId, ...inSight.parameters],
    );
    return rows.map(enrolledPerson);
  }

  /** Whether the actor sees this run's attendance: everything, an assigned run, or people of their own in it. */
  async isRunInSight(runId: string, whole: Where, inSight: Where): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT r.id FROM course_run r WHERE r.id = ? AND ((${whole.sql})
        OR EXISTS (SELECT 1 FROM enrolment e WHERE e.run_id = r.id AND (${inSight.sql})))`,
      [runId, ...whole.parameters, ...inSight.parameters],
    );
    return rows.length > 0;
  }
}

export const enrolledPerson = (row: Record<string, unknown>): EnrolledPerson => ({
  enrolmentId: row.enrolment_id as string,
  personId: row.person_id as string,
  fullName: row.full_name as string,
  fullNameLatin: row.full_name_latin as string,
  organisationName: jsonOfRaw(row.organisation_name),
  isActive: row.enrolment_status === 'active',
});
