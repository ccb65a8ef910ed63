import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  type Decision,
  enforce,
  isAllowed,
  isGranted,
  type LocalDate,
  localDateOf,
  notFound,
  requireGrant,
} from '#libs/kernel';
import { Audit, eventType, Outbox, UnitOfWork } from '#libs/platform';
import { TimetableNews } from './feeds/timetable-news.js';
import type { CourseRun } from './run.entity.js';
import { mayStep, type RunFacts, type RunStep, runSteps } from './run.rules.js';
import type { RunRow } from './run-row.js';
import { RunsRepository } from './runs.repository.js';
import { SessionsRepository } from './sessions.repository.js';
import { runAccess } from './training.policy.js';
import { RunCancellation, RunClosing } from './training.ports.js';

/** What the audit trail calls a step taken. */
const actions: Readonly<Record<RunStep, string>> = {
  open_call: 'run.call_opened',
  close_call: 'run.call_closed',
  start: 'run.started',
  complete: 'run.completed',
  close: 'run.closed',
  cancel: 'run.cancelled',
};

/** Nothing of it will be held: whoever counted on it is told after the commit. */
export const runCancelled = eventType<{ runId: string }>('run.cancelled');

/** A run and the step that is due since `since`; null for one whose day no date names. */
export interface DueRun {
  run: RunRow;
  step: RunStep;
  since: LocalDate | null;
}

function nextStep(run: RunRow): Omit<DueRun, 'run'> {
  if (run.status === 'call_open') return { step: 'close_call', since: run.nominationClosesOn };
  if (run.status === 'call_closed') return { step: 'start', since: run.startsOn };
  if (run.status === 'running') return { step: 'complete', since: run.endsOn };
  return { step: 'close', since: null };
}

/** The life of a run, one method per step. The run is held meanwhile, so that no seat or session slips in between. */
@Injectable()
export class RunLife {
  constructor(
    private readonly runs: RunsRepository,
    private readonly sessions: SessionsRepository,
    private readonly closing: RunClosing,
    private readonly cancellation: RunCancellation,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly news: TimetableNews,
    private readonly clock: Clock,
  ) {}

  /** From now on everybody may see the run, and organisations nominate within its window. */
  openCall(actor: Actor, id: string): Promise<CourseRun> {
    return this.take('open_call', actor, id);
  }

  closeCall(actor: Actor, id: string): Promise<CourseRun> {
    return this.take('close_call', actor, id);
  }

  start(actor: Actor, id: string): Promise<CourseRun> {
    return this.take('start', actor, id);
  }

  complete(actor: Actor, id: string): Promise<CourseRun> {
    return this.take('complete', actor, id);
  }

  close(actor: Actor, id: string): Promise<CourseRun> {
    return this.take('close', actor, id);
  }

  cancel(actor: Actor, id: string, reason: string): Promise<CourseRun> {
    return this.take('cancel', actor, id, reason);
  }

  /** The runs that wait for this actor to move them on; none for those who may not. */
  async due(actor: Actor): Promise<DueRun[]> {
    if (!isGranted(actor, runAccess.write)) return [];
    const runs = await this.runs.due(localDateOf(this.clock.now()));
    return runs.map((run) => ({ run, ...nextStep(run) }));
  }

  /** Whether each step could be taken now, for buttons that say why they are grey. */
  async decisions(run: RunFacts & { id: string }): Promise<Record<RunStep, Decision>> {
    const decisions = [];
    for (const step of runSteps) decisions.push([step, await this.decide(step, run)]);
    return Object.fromEntries(decisions);
  }

  private take(step: RunStep, actor: Actor, id: string, reason?: string): Promise<CourseRun> {
    requireGrant(actor, runAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(id);
      const run = await this.runs.findInSight(actor, id);
      if (!run) throw notFound('run');
      enforce(await this.decide(step, run));
      if (reason === undefined) run.take(step, this.clock.now());
      else run.cancel(reason, this.clock.now());
      await this.runs.save(run);
      if (reason !== undefined) {
        await this.sessions.callOff(id, this.clock.now());
        await this.cancellation.tell(actor, id, reason);
        await this.outbox.raise(runCancelled, { runId: id });
        await this.news.changed(id);
      }
      await this.audit.record(actor, { action: actions[step], noun: 'run', subjectId: id, reason });
      return run;
    });
  }

  private async decide(step: RunStep, run: RunFacts & { id: string }): Promise<Decision> {
    const plannedSessions = step === 'start' ? await this.sessions.countPlanned(run.id) : 0;
    const decision = mayStep(step, run, { today: localDateOf(this.clock.now()), plannedSessions });
    if (!isAllowed(decision)) return decision;
    if (step === 'complete') return this.closing.mayComplete(run.id);
    if (step === 'close') return this.closing.mayClose(run.id);
    return decision;
  }
}
