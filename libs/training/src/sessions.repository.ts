import { Injectable } from '@nestjs/common';
import { type LocalisedText, newId } from '#libs/kernel';
import {
  allOf,
  Database,
  instantOfRaw,
  instantParameter,
  jsonOfRaw,
  type Listing,
  type ListQuery,
  listPage,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import { Session } from './session.entity.js';
import type { SessionKind, SessionStatus } from './session.rules.js';
import { SessionInstructor } from './session-instructor.entity.js';

export interface Instructor {
  personId: string;
  name: string;
}

/** A session with its instructors. */
export interface SessionRow {
  id: string;
  runId: string;
  number: number;
  topic: LocalisedText;
  kind: SessionKind;
  units: number;
  startsAt: Date;
  endsAt: Date;
  place: LocalisedText;
  status: SessionStatus;
  cancelReason: string | null;
  instructors: Instructor[];
  version: number;
}

/** Another session that holds the same instructor at the same time. */
export interface Clash {
  instructor: string;
  number: number;
  run: string;
}

const columns = `s.id, s.run_id, s.number, s.topic, s.kind, s.units, s.starts_at, s.ends_at, s.place, s.status,
  s.cancel_reason, s.version`;

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async list(runId: string, scope: Where, query: ListQuery): Promise<Listing<SessionRow>> {
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'session s',
        id: 's.id',
        where: allOf(where('s.run_id = ?', runId), scope),
        sorts: { startsAt: 's.starts_at', number: 's.number' },
        defaultSort: 'startsAt,number',
        select: columns,
      },
      query,
    );
    return { ...listing, items: await this.withInstructors(listing.items) };
  }

  async findRow(id: string, scope: Where): Promise<SessionRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${columns} FROM session s WHERE s.id = ? AND (${scope.sql})`,
      [id, ...scope.parameters],
    );
    return (await this.withInstructors(rows))[0] ?? null;
  }

  find(id: string): Promise<Session | null> {
    return this.database.read.findOneBy(Session, { id });
  }

  /** All of a run, cancelled ones too, in the order of their times. */
  ofRun(runId: string): Promise<Session[]> {
    return this.database.read.find(Session, { where: { runId }, order: { startsAt: 'ASC', number: 'ASC' } });
  }

  countPlanned(runId: string): Promise<number> {
    return this.database.read.countBy(Session, { runId, status: 'planned' });
  }

  async nextNumber(runId: string): Promise<number> {
    const [row] = await this.database.rows<{ last: number | null }>(
      'SELECT MAX(number) AS last FROM session WHERE run_id = ?',
      [runId],
    );
    return Number(row.last ?? 0) + 1;
  }

  async knownPersons(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM person WHERE merged_into_id IS NULL AND id IN (${placeholders(ids)})`,
      [...ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async countTaughtBy(personId: string): Promise<number> {
    return this.database.read.countBy(SessionInstructor, { personId });
  }

  /** Where both teach the same session, the one who stays is there already. */
  async changeInstructor(fromId: string, toId: string): Promise<void> {
    const taught = await this.database.read.findBy(SessionInstructor, { personId: toId });
    const sessionIds = taught.map(({ sessionId }) => sessionId);
    if (sessionIds.length > 0)
      await this.database.change(
        `DELETE FROM session_instructor WHERE person_id = ? AND session_id IN (${placeholders(sessionIds)})`,
        [fromId, ...sessionIds],
      );
    await this.database.change('UPDATE session_instructor SET person_id = ? WHERE person_id = ?', [toId, fromId]);
  }

  /** Locks these persons to the end of the unit, changing nothing: two runs may want the same one at once. */
  async holdPersons(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.database.change(`UPDATE person SET version = version WHERE id IN (${placeholders(ids)})`, [...ids]);
  }

  /** The first other planned session, in a run that is not cancelled, that one of these persons teaches meanwhile. */
  async findClash(session: Session, personIds: readonly string[]): Promise<Clash | null> {
    if (personIds.length === 0) return null;
    const [clash] = await this.database.rows<Clash>(
      `SELECT p.full_name AS instructor, s.number AS number, r.code AS run
        FROM session_instructor si JOIN session s ON s.id = si.session_id
        JOIN course_run r ON r.id = s.run_id JOIN person p ON p.id = si.person_id
        WHERE si.person_id IN (${placeholders(personIds)}) AND s.id <> ? AND s.status = 'planned'
        AND r.status <> 'cancelled' AND s.starts_at < ? AND s.ends_at > ? ORDER BY s.starts_at LIMIT 1`,
      [...personIds, session.id, instantParameter(session.endsAt), instantParameter(session.startsAt)],
    );
    return clash ?? null;
  }

  add(session: Session): Promise<void> {
    return this.database.insert(session);
  }

  save(session: Session): Promise<void> {
    return this.database.update(session);
  }

  async assign(sessionId: string, personIds: readonly string[]): Promise<void> {
    await this.database.change('DELETE FROM session_instructor WHERE session_id = ?', [sessionId]);
    for (const personId of personIds)
      await this.database.insert(Object.assign(new SessionInstructor(), { id: newId(), sessionId, personId }));
  }

  async remove(id: string): Promise<void> {
    await this.database.change('DELETE FROM session_instructor WHERE session_id = ?', [id]);
    await this.database.change('DELETE FROM session WHERE id = ?', [id]);
  }

  private async withInstructors(rows: Record<string, unknown>[]): Promise<SessionRow[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const taught = await this.database.rows<Instructor & { sessionId: string }>(
      `SELECT si.session_id AS sessionId, si.person_id AS personId, p.full_name AS name
        FROM session_instructor si JOIN person p ON p.id = si.person_id
        WHERE si.session_id IN (${placeholders(ids)}) ORDER BY p.sort_key, p.id`,
      ids,
    );
    return rows.map((raw) => ({
      ...sessionOfRaw(raw),
      instructors: taught
        .filter(({ sessionId }) => sessionId === raw.id)
        .map(({ personId, name }) => ({ personId, name })),
    }));
  }
}

const sessionOfRaw = (raw: Record<string, unknown>): Omit<SessionRow, 'instructors'> => ({
  id: raw.id as string,
  runId: raw.run_id as string,
  number: Number(raw.number),
  topic: jsonOfRaw(raw.topic),
  kind: raw.kind as SessionKind,
  units: Number(raw.units),
  startsAt: instantOfRaw(raw.starts_at),
  endsAt: instantOfRaw(raw.ends_at),
  place: jsonOfRaw(raw.place),
  status: raw.status as SessionStatus,
  cancelReason: raw.cancel_reason as string | null,
  version: Number(raw.version),
});
