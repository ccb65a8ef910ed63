import { Injectable } from '@nestjs/common';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import { Database, instantParameter, jsonOfRaw, placeholders, type Where } from '#libs/platform';
import type { RoomKind } from '../places/room.rules.js';
import type { RunStatus } from '../run.rules.js';
import { longestSession } from '../session.rules.js';
import { type BareSession, bareSessionOfRaw, type Instructor } from '../session-row.js';

/** A session as a calendar shows it, cancelled too when its run is; of its run, room and instructors the ids. */
export interface CalendarSession extends BareSession {
  instructorIds: string[];
}

export interface CalendarRun {
  id: string;
  code: string;
  courseTitle: LocalisedText;
  status: RunStatus;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

export interface CalendarRoom {
  id: string;
  code: string;
  kind: RoomKind;
  name: LocalisedText;
}

type Raw = Record<string, unknown>;

/** Each thing once, in as many statements for one session as for thousands. */
@Injectable()
export class CalendarRepository {
  constructor(private readonly database: Database) {}

  /** In the order of their times. `what` is over sessions `s`. */
  async sessions(from: Date, to: Date, what: Where): Promise<BareSession[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT s.id, s.run_id, s.number, s.topic, s.kind, s.units, s.starts_at, s.ends_at, s.place, s.room_id,
        CASE WHEN r.status = 'cancelled' THEN 'cancelled' ELSE s.status END AS status, s.version
        FROM session s JOIN course_run r ON r.id = s.run_id WHERE ${between} AND (${what.sql})
        ORDER BY s.starts_at, s.id`,
      [...times(from, to), ...what.parameters],
    );
    return rows.map(bareSessionOfRaw);
  }

  /** Who teaches which of the same sessions, by name. */
  async teachers(from: Date, to: Date, what: Where): Promise<(Instructor & { sessionId: string })[]> {
    return this.database.rows(
      `SELECT si.session_id AS sessionId, p.id AS personId, p.full_name AS name
        FROM session s JOIN session_instructor si ON si.session_id = s.id JOIN person p ON p.id = si.person_id
        WHERE ${between} AND (${what.sql}) ORDER BY p.sort_key, p.id`,
      [...times(from, to), ...what.parameters],
    );
  }

  /** By code. */
  async runs(ids: readonly string[]): Promise<CalendarRun[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<CalendarRun & { courseTitle: unknown }>(
      `SELECT r.id, r.code, c.title AS courseTitle, r.status, r.starts_on AS startsOn, r.ends_on AS endsOn
        FROM course_run r JOIN course c ON c.id = r.course_id WHERE r.id IN (${placeholders(ids)}) ORDER BY r.code`,
      [...ids],
    );
    return rows.map((row) => ({ ...row, courseTitle: jsonOfRaw<LocalisedText>(row.courseTitle) }));
  }

  /** By code. */
  async rooms(ids: readonly string[]): Promise<CalendarRoom[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<CalendarRoom & { name: unknown }>(
      `SELECT id, code, kind, name FROM room WHERE id IN (${placeholders(ids)}) ORDER BY code`,
      [...ids],
    );
    return rows.map((row) => ({ ...row, name: jsonOfRaw<LocalisedText>(row.name) }));
  }

  async organisationPath(id: string): Promise<string | null> {
    const rows = await this.database.rows<{ path: string }>('SELECT path FROM organisation WHERE id = ?', [id]);
    return rows[0]?.path ?? null;
  }
}

const between = 's.starts_at < ? AND s.starts_at >= ? AND s.ends_at > ?';

/** What began before the longest session could have is over: without it every session there ever was would be read. */
const times = (from: Date, to: Date): string[] =>
  [to, new Date(from.getTime() - longestSession), from].map(instantParameter);
