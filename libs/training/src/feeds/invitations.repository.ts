import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ConcurrentChange, Database, instantParameter, isUniqueViolation, placeholders } from '#libs/platform';
import { SessionInvitation } from './session-invitation.entity.js';

@Injectable()
export class InvitationsRepository {
  constructor(private readonly database: Database) {}

  /** Who teaches in a run, and who was told of a session of it or of one that was taken away. */
  async toldOrTeaching(runId: string, removedSessionId: string | null): Promise<string[]> {
    const rows = await this.database.rows<{ personId: string }>(
      `SELECT si.person_id AS personId FROM session_instructor si JOIN session s ON s.id = si.session_id WHERE s.run_id = ?
        UNION SELECT i.person_id FROM session_invitation i JOIN session s ON s.id = i.session_id WHERE s.run_id = ?
        UNION SELECT i.person_id FROM session_invitation i WHERE i.session_id = ?`,
      [runId, runId, removedSessionId ?? ''],
    );
    return rows.map(({ personId }) => personId);
  }

  /** What these people teach that is not over. */
  async taughtBy(personIds: readonly string[], now: Date): Promise<{ personId: string; sessionId: string }[]> {
    if (personIds.length === 0) return [];
    return this.database.rows(
      `SELECT si.person_id AS personId, si.session_id AS sessionId FROM session_instructor si
        JOIN session s ON s.id = si.session_id WHERE si.person_id IN (${placeholders(personIds)}) AND s.ends_at > ?`,
      [...personIds, instantParameter(now)],
    );
  }

  /** What these people were last told of sessions that are not over, or not there any more. */
  async toldTo(personIds: readonly string[], now: Date): Promise<SessionInvitation[]> {
    if (personIds.length === 0) return [];
    const rows = await this.database.rows<{ id: string }>(
      `SELECT i.id FROM session_invitation i LEFT JOIN session s ON s.id = i.session_id
        WHERE i.person_id IN (${placeholders(personIds)}) AND (s.id IS NULL OR s.ends_at > ?)`,
      [...personIds, instantParameter(now)],
    );
    return this.database.read.findBy(SessionInvitation, { id: In(rows.map(({ id }) => id)) });
  }

  /** One human: what both were told of they were told as the one who stays. */
  async move(fromId: string, toId: string): Promise<void> {
    const both = await this.database.read.findBy(SessionInvitation, { personId: toId });
    const sessionIds = both.map(({ sessionId }) => sessionId);
    if (sessionIds.length > 0)
      await this.database.change(
        `DELETE FROM session_invitation WHERE person_id = ? AND session_id IN (${placeholders(sessionIds)})`,
        [fromId, ...sessionIds],
      );
    await this.database.change('UPDATE session_invitation SET person_id = ? WHERE person_id = ?', [toId, fromId]);
  }

  /** Whoever tells the same people in the same moment comes second, looks again and finds them told. */
  async keep(fresh: readonly SessionInvitation[], known: readonly SessionInvitation[]): Promise<void> {
    try {
      await this.database.insertAll(fresh);
    } catch (error) {
      throw isUniqueViolation(error) ? new ConcurrentChange('session_invitation') : error;
    }
    await this.database.updateAll(known);
  }
}
