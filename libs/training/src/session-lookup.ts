import { Injectable } from '@nestjs/common';
import { notFound } from '#libs/kernel';
import type { Session } from './session.entity.js';
import { plannedUnits } from './session.rules.js';
import { SessionsRepository } from './sessions.repository.js';

/** Sessions for the rooms above, unscoped. */
@Injectable()
export class SessionLookup {
  constructor(private readonly sessions: SessionsRepository) {}

  async get(id: string): Promise<Session> {
    const session = await this.sessions.find(id);
    if (!session) throw notFound('session');
    return session;
  }

  /** All of a run in the order of their times, cancelled ones too. */
  ofRun(runId: string): Promise<Session[]> {
    return this.sessions.ofRun(runId);
  }

  /** Units of all sessions that are not cancelled: what attendance is measured against. */
  async plannedUnits(runId: string): Promise<number> {
    return plannedUnits(await this.sessions.ofRun(runId));
  }
}
