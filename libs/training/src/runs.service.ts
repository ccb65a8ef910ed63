import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  type Decision,
  DomainError,
  denied,
  invalid,
  isAllowed,
  type LocalDate,
  type LocalisedText,
  localDateOf,
  newId,
  notFound,
  period,
  publicActor,
  requireGrant,
  stale,
} from '#libs/kernel';
import { Audit, type Listing, UnitOfWork, violatesUnique } from '#libs/platform';
import { CoursesRepository } from './courses.repository.js';
import { dueAfter, dueTooEarly, movedAlong } from './required-outputs.rules.js';
import { CourseRun, changedFields, contentOf, type RunContent } from './run.entity.js';
import type { RunChanges, RunFields, RunQuery } from './run.fields.js';
import { dateFaults, mayEditField, mayHaveCapacity } from './run.rules.js';
import type { RunRow } from './run-row.js';
import { RunsRepository } from './runs.repository.js';
import { liesWithin } from './session.rules.js';
import { SessionsRepository } from './sessions.repository.js';
import { runAccess } from './training.policy.js';
import { RunDates } from './training.ports.js';

export interface OpenCall {
  id: string;
  title: LocalisedText;
  place: LocalisedText;
  startsOn: LocalDate;
  endsOn: LocalDate;
  nominationClosesOn: LocalDate;
  capacity: number;
}

/** Typed in, or copied of another run. */
type PlannedRun = Omit<RunFields, 'province'> & Pick<RunContent, 'province'>;

/** Runs: found, planned and edited. Their life is moved on by `RunLife`. */
@Injectable()
export class RunsService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly courses: CoursesRepository,
    private readonly sessions: SessionsRepository,
    private readonly runDates: RunDates,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: RunQuery): Promise<Listing<RunRow>> {
    return this.runs.list(actor, query, localDateOf(this.clock.now()));
  }

  /** What anybody may read on the front page: runs whose call is open today, the next deadline first. */
  async openCalls(): Promise<OpenCall[]> {
    const query = { page: 1, pageSize: 100, total: 'false', call: 'open', sort: 'nominationClosesOn,code' } as const;
    const { items } = await this.list(publicActor('en'), query);
    return items.map(({ id, courseTitle: title, place, startsOn, endsOn, nominationClosesOn, capacity }) => ({
      id,
      title,
      place,
      startsOn,
      endsOn,
      nominationClosesOn,
      capacity,
    }));
  }

  /** The run, if the actor sees it; else 404. */
  async getInSight(actor: Actor, id: string): Promise<CourseRun> {
    const run = await this.runs.findInSight(actor, id);
    if (!run) throw notFound('run');
    return run;
  }

  /** As `getInSight`, with the names of its course and programme. */
  async describe(actor: Actor, id: string): Promise<RunRow> {
    await this.getInSight(actor, id);
    const [row] = await this.runs.rowsOf([id]);
    return row;
  }

  /** Plans a run of a course; rules left out are the course's. */
  async plan(actor: Actor, fields: PlannedRun, id = newId()): Promise<CourseRun> {
    requireGrant(actor, runAccess.write);
    return this.unitOfWork.run(async () => {
      const course = await this.courses.find(fields.courseId);
      if (!course) throw unknownCourse();
      const run = Object.assign(new CourseRun(), {
        id,
        status: 'planned',
        seatsTaken: 0,
        calledAt: null,
        cancelReason: null,
        createdAt: this.clock.now(),
        version: 1,
      });
      run.plan({
        ...fields,
        attendanceThreshold: fields.attendanceThreshold ?? course.attendanceThreshold,
        excusedCounts: fields.excusedCounts ?? course.excusedCounts,
        hasAssessment: fields.hasAssessment ?? course.hasAssessment,
        requiredOutputs: dueAfter(fields.endsOn, fields.requiredOutputs ?? course.requiredOutputs),
        eligibilityRules: fields.eligibilityRules ?? [],
        requiredDocuments: fields.requiredDocuments ?? [],
      });
      requireSoundDates(run);
      await unlessCodeTaken(() => this.runs.add(run));
      await this.audit.record(actor, { action: 'run.planned', noun: 'run', subjectId: run.id });
      return run;
    });
  }

  /**
   * Changes what may still change in the run's state. `version` is the one the person was looking at (412).
   * The run is held, so that capacity cannot fall below seats being taken meanwhile.
   */
  async edit(actor: Actor, id: string, version: number, wanted: RunChanges): Promise<CourseRun> {
    requireGrant(actor, runAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(id);
      const run = await this.getInSight(actor, id);
      if (run.version !== version) throw stale('run');
      const changes = inDates(run, wanted);
      const changed = changedFields(run, changes);
      for (const field of changed) enforceOn(field, mayEditField(run.status, field));
      const asked = askedOf(run, changed);
      if (changed.includes('courseId') && !(await this.courses.find(changes.courseId!))) throw unknownCourse();
      run.plan({ ...contentOf(run), ...withDueDates(run, changes) });
      requireSoundDates(run);
      enforceOn('capacity', mayHaveCapacity(run.capacity, run.seatsTaken));
      if (changed.includes('startsOn') || changed.includes('endsOn')) await this.followDates(run);
      await unlessCodeTaken(() => this.runs.save(run));
      await this.audit.record(actor, {
        action: 'run.edited',
        noun: 'run',
        subjectId: id,
        details: { fields: changed, ...(asked && { before: asked, after: askedOf(run, changed) }) },
      });
      return run;
    });
  }

  private async followDates(run: CourseRun): Promise<void> {
    const sessions = await this.sessions.ofRun(run.id);
    const outside = sessions.filter((session) => session.status === 'planned' && !liesWithin(run, session)).length;
    if (outside > 0) enforceOn('endsOn', denied('run.sessions_outside', { count: outside }));
    await this.runDates.tell(run.id, period(run.startsOn, run.endsOn));
  }
}

/** What an edit names, with the days after the end of the run as dates. */
const inDates = (run: CourseRun, { requiredOutputs, ...changes }: RunChanges): Partial<RunContent> => ({
  ...changes,
  ...(requiredOutputs && { requiredOutputs: dueAfter(changes.endsOn ?? run.endsOn, requiredOutputs) }),
});

/** Due dates that an edit does not name move along with the end of the run. */
const withDueDates = (run: CourseRun, changes: Partial<RunContent>): Partial<RunContent> => ({
  requiredOutputs: movedAlong(run.requiredOutputs, run.endsOn, changes.endsOn ?? run.endsOn),
  ...changes,
});

/** What the call asks, where that is changed: people nominated before may be judged by it, so both versions are kept. */
const askedOf = (run: CourseRun, changed: readonly string[]) => {
  const asked = (['eligibilityRules', 'requiredDocuments'] as const).filter((field) => changed.includes(field));
  return asked.length > 0 ? Object.fromEntries(asked.map((field) => [field, run[field]])) : null;
};

/** Refuses with the field that is to blame. */
function enforceOn(field: string, decision: Decision): void {
  if (isAllowed(decision)) return;
  const { denied: code, args } = decision;
  throw new DomainError('conflict', code, args, [{ pointer: `/${field}`, code, args }]);
}

function requireSoundDates(run: CourseRun): void {
  const early = dueTooEarly(run.requiredOutputs, run.startsOn);
  const faults = [
    ...dateFaults(run).map(({ field, code }) => ({ pointer: `/${field}`, code })),
    ...early.map((index) => ({ pointer: `/requiredOutputs/${index}/dueOn`, code: 'run.due_before_start' })),
  ];
  if (faults.length > 0) throw invalid(...faults);
}

const unknownCourse = () => invalid({ pointer: '/courseId', code: 'field.not_a_choice' });

async function unlessCodeTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatesUnique(error, 'uq_course_run_code', 'course_run', ['code']))
      throw invalid({ pointer: '/code', code: 'run.code_taken' });
    throw error;
  }
}
