import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, newId, notFound, requireGrant, stale } from '#libs/kernel';
import { Audit, type Listing, type ListQuery, UnitOfWork } from '#libs/platform';
import { TimetableNews } from './feeds/timetable-news.js';
import type { CourseRun } from './run.entity.js';
import { mayChange } from './run.rules.js';
import { RunsRepository } from './runs.repository.js';
import { newSession, type Session } from './session.entity.js';
import type { SessionChanges, SessionFields } from './session.fields.js';
import { isShownAnew, mayChangeSession, mayRemoveSession } from './session.rules.js';
import type { SessionRow } from './session-row.js';
import { SessionsRepository } from './sessions.repository.js';
import { aspects, changedAspects } from './timetable/clash.rules.js';
import { bookingOf, SessionBookings, spoken } from './timetable/session-bookings.js';
import { SessionSight } from './timetable/session-sight.js';
import { sessionAccess } from './training.policy.js';
import { SessionRemoval } from './training.ports.js';

/** The timetable of a run. Every change holds the run: its dates and state cannot move meanwhile. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly sight: SessionSight,
    private readonly bookings: SessionBookings,
    private readonly removal: SessionRemoval,
    private readonly news: TimetableNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The timetable of a run in the actor's sight; empty for those whose run it is not. */
  async list(actor: Actor, runId: string, query: ListQuery): Promise<Listing<SessionRow>> {
    const scope = this.sight.of(actor);
    await this.getRun(actor, runId);
    return this.sessions.list(runId, scope, query);
  }

  async getInSight(actor: Actor, id: string): Promise<SessionRow> {
    const row = await this.sessions.findRow(id, this.sight.of(actor));
    if (!row) throw notFound('session');
    return row;
  }

  /** What is still to be held in a room, as far as the actor sees it. */
  ofRoom(actor: Actor, roomId: string): Promise<SessionRow[]> {
    return this.sessions.ofRoom(roomId, this.clock.now(), this.sight.of(actor));
  }

  async schedule(actor: Actor, runId: string, fields: SessionFields): Promise<SessionRow> {
    requireGrant(actor, sessionAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      const run = await this.getRun(actor, runId);
      enforce(mayChange(run));
      const { instructorIds, override, ...content } = fields;
      const number = await this.sessions.nextNumber(runId);
      const session = newSession({ id: newId(), runId, number, ...content });
      const wanted = bookingOf(run, session, instructorIds);
      await this.bookings.requireSound(run, wanted);
      const passed = await this.bookings.requireFree(actor, [wanted], aspects, override);
      await this.sessions.add(session);
      await this.sessions.assign(session.id, instructorIds);
      await this.audit.record(actor, {
        action: 'session.scheduled',
        noun: 'session',
        subjectId: session.id,
        ...spoken(passed, override),
      });
      await this.news.changed(runId);
      return this.getInSight(actor, session.id);
    });
  }

  /** Moves or changes a session and who teaches it. `version` is the one the person was looking at (412). */
  async edit(actor: Actor, id: string, version: number, changes: SessionChanges): Promise<SessionRow> {
    return this.change(actor, id, async (run, session) => {
      if (session.version !== version) throw stale('session');
      enforce(mayChangeSession(run, session));
      // The rate of everyone marked rests on the units.
      if (changes.units !== undefined && changes.units !== session.units) enforce(await this.removal.mayRemove(id));
      const { instructorIds, override, ...content } = changes;
      const taught = (await this.getInSight(actor, id)).instructors.map(({ personId }) => personId);
      const before = { ...session };
      session.schedule({ ...session, ...content });
      const [stood, wanted] = [bookingOf(run, before, taught), bookingOf(run, session, instructorIds ?? taught)];
      await this.bookings.requireSound(run, wanted);
      const changed = changedAspects(stood, wanted);
      const passed = await this.bookings.requireFree(actor, [wanted], changed, override);
      if (isShownAnew(before, session) || changed.includes('instructors')) session.showAnew(this.clock.now());
      await this.sessions.save(session);
      if (instructorIds) await this.sessions.assign(id, instructorIds);
      await this.audit.record(actor, {
        action: 'session.edited',
        noun: 'session',
        subjectId: id,
        ...spoken(passed, override, { fields: Object.keys(changes).filter((field) => field !== 'override') }),
      });
    });
  }

  /** Its units leave the plan of the run. */
  async cancel(actor: Actor, id: string, reason: string): Promise<SessionRow> {
    return this.change(actor, id, async (run, session) => {
      enforce(mayChangeSession(run, session));
      session.cancel(reason, this.clock.now());
      await this.sessions.save(session);
      await this.audit.record(actor, { action: 'session.cancelled', noun: 'session', subjectId: id, reason });
    });
  }

  /** Only before the call, and never one with marks. */
  async remove(actor: Actor, id: string, version: number): Promise<void> {
    requireGrant(actor, sessionAccess.write);
    return this.unitOfWork.run(async () => {
      const { run, session } = await this.hold(actor, id);
      if (session.version !== version) throw stale('session');
      enforce(mayRemoveSession(run));
      enforce(await this.removal.mayRemove(id));
      await this.sessions.remove(id);
      await this.audit.record(actor, {
        action: 'session.removed',
        noun: 'session',
        subjectId: id,
        details: { runId: run.id, number: session.number },
      });
      await this.news.removed(run.id, id);
    });
  }

  private change(
    actor: Actor,
    id: string,
    how: (run: CourseRun, session: Session) => Promise<void>,
  ): Promise<SessionRow> {
    requireGrant(actor, sessionAccess.write);
    return this.unitOfWork.run(async () => {
      const { run, session } = await this.hold(actor, id);
      await how(run, session);
      await this.news.changed(run.id);
      return this.getInSight(actor, id);
    });
  }

  private async hold(actor: Actor, id: string): Promise<{ run: CourseRun; session: Session }> {
    const { runId } = await this.getInSight(actor, id);
    await this.runs.hold(runId);
    const session = await this.sessions.find(id);
    if (!session) throw notFound('session');
    return { run: await this.getRun(actor, runId), session };
  }

  private async getRun(actor: Actor, runId: string): Promise<CourseRun> {
    const run = await this.runs.findInSight(actor, runId);
    if (!run) throw notFound('run');
    return run;
  }
}
