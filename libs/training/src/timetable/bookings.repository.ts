import { Injectable } from '@nestjs/common';
import type { LocalDate, LocalisedText } from '#libs/kernel';
import { Database, instantOfRaw, instantParameter, jsonOfRaw, placeholders } from '#libs/platform';
import type { RunStatus } from '../run.rules.js';
import type { BookedRoom, Booking } from './clash.rules.js';

/** A stretch of time and whose sessions in it are looked for. */
export interface Sought {
  from: Date;
  to: Date;
  roomIds: readonly string[];
  personIds: readonly string[];
  runIds: readonly string[];
}

export interface RunSize {
  id: string;
  status: RunStatus;
  capacity: number;
  seatsTaken: number;
}

export interface RoomFacts extends Omit<BookedRoom, 'label'> {
  code: string;
  name: LocalisedText;
}

/** Who and what is booked when. As many statements for one session as for hundreds. */
@Injectable()
export class BookingsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Locks these rooms and persons to the end of the unit, changing nothing: two planners may want the same at once, and
   * whoever comes second must see what the first has booked. Rooms before persons, so that nobody waits in a circle.
   */
  async hold(roomIds: readonly string[], personIds: readonly string[]): Promise<void> {
    for (const [table, ids] of [['room', roomIds] as const, ['person', personIds] as const])
      if (ids.length > 0)
        await this.database.change(`UPDATE ${table} SET version = version WHERE id IN (${placeholders(ids)})`, [
          ...ids,
        ]);
  }

  /** Planned sessions, in runs that are not cancelled, in one of these rooms, taught by one of these or of these runs. */
  async meanwhile({ from, to, roomIds, personIds, runIds }: Sought): Promise<Booking[]> {
    const sought = [
      ['SELECT id FROM session WHERE room_id', roomIds] as const,
      ['SELECT session_id AS id FROM session_instructor WHERE person_id', personIds] as const,
      ['SELECT id FROM session WHERE run_id', runIds] as const,
    ].filter(([, ids]) => ids.length > 0);
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT s.id, s.run_id, r.code AS run, s.number, s.starts_at, s.ends_at, s.room_id
        FROM (${sought.map(([sql, ids]) => `${sql} IN (${placeholders(ids)})`).join(' UNION ')}) found
        JOIN session s ON s.id = found.id JOIN course_run r ON r.id = s.run_id
        WHERE s.status = 'planned' AND r.status <> 'cancelled' AND s.starts_at < ? AND s.ends_at > ?
        ORDER BY s.starts_at, s.id`,
      [...sought.flatMap(([, ids]) => ids), instantParameter(to), instantParameter(from)],
    );
    const taught = await this.teachers(rows.map(({ id }) => id as string));
    return rows.map((raw) => ({
      id: raw.id as string,
      runId: raw.run_id as string,
      run: raw.run as string,
      number: Number(raw.number),
      startsAt: instantOfRaw(raw.starts_at),
      endsAt: instantOfRaw(raw.ends_at),
      roomId: raw.room_id as string | null,
      instructorIds: taught.get(raw.id as string) ?? [],
    }));
  }

  /** With their closures that have a day between these. Those that do not exist are missing. */
  async rooms(ids: readonly string[], from: LocalDate, to: LocalDate): Promise<Map<string, RoomFacts>> {
    if (ids.length === 0) return new Map();
    const rooms = await this.database.rows<{ id: string; code: string; name: string; capacity: number }>(
      `SELECT id, code, name, capacity FROM room WHERE id IN (${placeholders(ids)})`,
      [...ids],
    );
    const closures = await this.database.rows<{
      roomId: string;
      startsOn: LocalDate;
      endsOn: LocalDate;
      reason: string;
    }>(
      `SELECT room_id AS roomId, starts_on AS startsOn, ends_on AS endsOn, reason FROM room_closure
        WHERE room_id IN (${placeholders(ids)}) AND starts_on <= ? AND ends_on >= ? ORDER BY starts_on, id`,
      [...ids, to, from],
    );
    return new Map(
      rooms.map(({ id, code, name, capacity }) => [
        id,
        {
          code,
          name: jsonOfRaw(name),
          capacity: Number(capacity),
          closures: closures.filter(({ roomId }) => roomId === id),
        },
      ]),
    );
  }

  async runs(ids: readonly string[]): Promise<RunSize[]> {
    return this.database.rows<RunSize>(
      `SELECT id, status, capacity, seats_taken AS seatsTaken FROM course_run WHERE id IN (${placeholders(ids)})`,
      [...ids],
    );
  }

  async names(personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; name: string }>(
      `SELECT id, full_name AS name FROM person WHERE id IN (${placeholders(personIds)})`,
      [...personIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async teachers(sessionIds: readonly string[]): Promise<Map<string, string[]>> {
    if (sessionIds.length === 0) return new Map();
    const rows = await this.database.rows<{ sessionId: string; personId: string }>(
      `SELECT session_id AS sessionId, person_id AS personId FROM session_instructor
        WHERE session_id IN (${placeholders(sessionIds)})`,
      [...sessionIds],
    );
    const taught = Map.groupBy(rows, ({ sessionId }) => sessionId);
    return new Map([...taught].map(([sessionId, all]) => [sessionId, all.map(({ personId }) => personId)]));
  }
}
