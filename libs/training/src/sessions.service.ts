import { Injectable } from '@nestjs/common';
import { type Actor, conflict, enforce, invalid, newId, notFound, requireGrant, scopeOf, stale } from '#libs/kernel';
import { Audit, allOf, anyOf, type Listing, type ListQuery, UnitOfWork, type Where, where } from '#libs/platform';
import { assignedRun } from './assigned-run.js';
import type { CourseRun } from './run.entity.js';
import { mayChange } from './run.rules.js';
import { RunsRepository } from './runs.repository.js';
import { Session } from './session.entity.js';
import type { SessionChanges, SessionFields } from './session.fields.js';
import { mayChangeSession, mayRemoveSession, timeFaults } from './session.rules.js';
import { type SessionRow, SessionsRepository } from './sessions.repository.js';
import { sessionAccess } from './training.policy.js';
import { RunMembers, SessionRemoval } from './training.ports.js';

/** The timetable of a run. Every change holds the run: its dates and state cannot move meanwhile. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly runs: RunsRepository,
    private readonly members: RunMembers,
    private readonly removal: SessionRemoval,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** The timetable of a run in the actor's sight; empty for those whose run it is not. */
  async list(actor: Actor, runId: string, query: ListQuery): Promise<Listing<SessionRow>> {
    const scope = this.inSight(actor);
    await this.getRun(actor, runId);
    return this.sessions.list(runId, scope, query);
  }

  async getInSight(actor: Actor, id: string): Promise<SessionRow> {
    const row = await this.sessions.findRow(id, this.inSight(actor));
    if (!row) throw notFound('session');
    return row;
  }

  async schedule(actor: Actor, runId: string, fields: SessionFields): Promise<SessionRow> {
    requireGrant(actor, sessionAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      const run = await this.getRun(actor, runId);
      enforce(mayChange(run));
      const session = Object.assign(new Session(), {
        id: newId(),
        runId,
        number: await this.sessions.nextNumber(runId),
        status: 'planned',
        roomId: null,
        cancelReason: null,
        sequence: 0,
        changedAt: null,
        version: 1,
      });
      const { instructorIds, ...content } = fields;
      session.schedule(content);
      await this.requireSound(run, session, instructorIds);
      await this.sessions.add(session);
      await this.sessions.assign(session.id, instructorIds);
      await this.audit.record(actor, { action: 'session.scheduled', noun: 'session', subjectId: session.id });
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
      const { instructorIds, ...content } = changes;
      session.schedule({ ...session, ...content });
      const before = (await this.getInSight(actor, id)).instructors.map(({ personId }) => personId);
      await this.requireSound(run, session, instructorIds ?? before);
      await this.sessions.save(session);
      if (instructorIds) await this.sessions.assign(id, instructorIds);
      await this.audit.record(actor, {
        action: 'session.edited',
        noun: 'session',
        subjectId: id,
        details: { fields: Object.keys(changes) },
      });
    });
  }

  /** Its units leave the plan of the run. */
  async cancel(actor: Actor, id: string, reason: string): Promise<SessionRow> {
    return this.change(actor, id, async (run, session) => {
      enforce(mayChangeSession(run, session));
      session.cancel(reason);
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

  private async requireSound(run: CourseRun, session: Session, instructorIds: readonly string[]): Promise<void> {
    const faults = timeFaults(run, session).map(({ field, code }) => ({ pointer: `/${field}`, code }));
    await this.sessions.holdPersons(instructorIds);
    const known = await this.sessions.knownPersons(instructorIds);
    if (instructorIds.some((id) => !known.has(id)))
      faults.push({ pointer: '/instructorIds', code: 'field.not_a_choice' });
    if (faults.length > 0) throw invalid(...faults);
    const clash = await this.sessions.findClash(session, instructorIds);
    if (clash) throw conflict('session.instructor_clash', { ...clash });
  }

  private async getRun(actor: Actor, runId: string): Promise<CourseRun> {
    const run = await this.runs.findInSight(actor, runId);
    if (!run) throw notFound('run');
    return run;
  }

  /** Sessions `s` whose timetable the actor sees. */
  private inSight(actor: Actor): Where {
    const scope = scopeOf(actor, sessionAccess.read);
    const { organisationPath, selfPersonId, assignedPersonId } = scope;
    const sight = anyOf(
      scope.allBy.length > 0 ? where('1 = 1') : null,
      organisationPath ? this.members.ofOrganisation('s.run_id', organisationPath) : null,
      selfPersonId ? this.members.ofPerson('s.run_id', selfPersonId) : null,
      assignedPersonId ? assignedRun('s.run_id', assignedPersonId) : null,
    );
    return allOf(sight);
  }
}
