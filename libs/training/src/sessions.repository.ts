import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import {
  allOf,
  Database,
  instantParameter,
  type Listing,
  type ListQuery,
  listPage,
  placeholders,
  type Where,
  where,
} from '#libs/platform';
import { Session } from './session.entity.js';
import { SessionInstructor } from './session-instructor.entity.js';
import { type Instructor, type SessionRow, sessionColumns, sessionJoins, sessionOfRaw } from './session-row.js';

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
        select: sessionColumns,
        join: sessionJoins,
      },
      query,
    );
    return { ...listing, items: await this.withInstructors(listing.items) };
  }

  async findRow(id: string, scope: Where): Promise<SessionRow | null> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${sessionColumns} FROM session s ${sessionJoins} WHERE s.id = ? AND (${scope.sql})`,
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

  async knowsRoom(id: string): Promise<boolean> {
    return (await this.database.rows('SELECT id FROM room WHERE id = ?', [id])).length > 0;
  }

  /** Planned ones of a room that are not over; at most a hundred. */
  ofRoom(roomId: string, from: Date, scope: Where): Promise<SessionRow[]> {
    const stillToCome = where(
      "s.room_id = ? AND s.status = 'planned' AND s.ends_at >= ?",
      roomId,
      instantParameter(from),
    );
    return this.rows(allOf(stillToCome, scope), 100);
  }

  /** Those that fulfil a condition over `session s`, in the order of their times. */
  async rows(condition: Where, most: number): Promise<SessionRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${sessionColumns} FROM session s ${sessionJoins} WHERE ${condition.sql} ORDER BY s.starts_at, s.id LIMIT ?`,
      [...condition.parameters, most],
    );
    return this.withInstructors(rows);
  }

  /** Calendars show that they are not held after all. */
  async callOff(runId: string, at: Date): Promise<void> {
    await this.database.change(
      `UPDATE session SET sequence = sequence + 1, changed_at = ?, version = version + 1
        WHERE run_id = ? AND status = 'planned'`,
      [instantParameter(at), runId],
    );
  }

  add(session: Session): Promise<void> {
    return this.database.insert(session);
  }

  save(session: Session): Promise<void> {
    return this.database.update(session);
  }

  saveAll(sessions: readonly Session[]): Promise<void> {
    return this.database.updateAll(sessions);
  }

  /** With those who teach them. */
  async addAll(rows: readonly { session: Session; instructorIds: readonly string[] }[]): Promise<void> {
    await this.database.insertAll(rows.map(({ session }) => session));
    await this.database.insertAll(rows.flatMap(({ session, instructorIds }) => taughtBy(session.id, instructorIds)));
  }

  async assign(sessionId: string, personIds: readonly string[]): Promise<void> {
    await this.database.change('DELETE FROM session_instructor WHERE session_id = ?', [sessionId]);
    await this.database.insertAll(taughtBy(sessionId, personIds));
  }

  async remove(id: string): Promise<void> {
    await this.database.change('DELETE FROM session_instructor WHERE session_id = ?', [id]);
    // What was handed out for it stays with the run.
    await this.database.change('UPDATE material SET session_id = NULL, version = version + 1 WHERE session_id = ?', [
      id,
    ]);
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

const taughtBy = (sessionId: string, personIds: readonly string[]): SessionInstructor[] =>
  personIds.map((personId) => Object.assign(new SessionInstructor(), { id: newId(), sessionId, personId }));
