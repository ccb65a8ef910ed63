import { Injectable } from '@nestjs/common';
import {
  type AccessRow,
  type Actor,
  Clock,
  enforce,
  forbidden,
  invalid,
  newId,
  notFound,
  requireGrant,
  scopeOf,
  stale,
} from '#libs/kernel';
import { Audit, ConcurrentChange, isUniqueViolation, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunLookup } from '#libs/training';
import { Assessment } from './assessment.entity.js';
import { mayAssess } from './assessment.rules.js';
import { type AssessmentRow, AssessmentsRepository } from './assessments.repository.js';
import type { AssessmentFields } from './attendance.fields.js';
import { assessmentAccess } from './attendance.policy.js';
import { enrolmentsIn, wholeRuns } from './attendance-sight.js';
import { RatesRepository } from './rates.repository.js';

/** The assessments of a run, one line per active enrolment in sight. */
export interface RunAssessments {
  run: CourseRun;
  rows: AssessmentRow[];
}

/** Recording who passed, and with what grade. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly assessments: AssessmentsRepository,
    private readonly rates: RatesRepository,
    private readonly runs: RunLookup,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, runId: string): Promise<RunAssessments> {
    if (!(await this.isIn(actor, assessmentAccess.read, runId))) throw notFound('run');
    const scope = scopeOf(actor, assessmentAccess.read);
    return { run: await this.runs.get(runId), rows: await this.assessments.rows(runId, enrolmentsIn(scope)) };
  }

  /** Records lines, all or nothing; one that says what is recorded already is left alone. */
  async record(actor: Actor, runId: string, lines: readonly AssessmentFields[]): Promise<RunAssessments> {
    requireGrant(actor, assessmentAccess.record);
    return this.unitOfWork.run(async () => {
      await this.requireMayRecord(actor, runId);
      const onRun = new Set((await this.rates.activeSeats([runId])).map(({ id }) => id));
      const recorded = await this.assessments.ofRun(runId);
      for (const [index, line] of lines.entries()) {
        if (!onRun.has(line.enrolmentId))
          throw invalid({ pointer: `/${index}/enrolmentId`, code: 'assessment.not_enrolled' });
        const before = recorded.get(line.enrolmentId);
        const after = await this.recordOne(actor, line, before);
        if (after) recorded.set(line.enrolmentId, after);
      }
      return this.list(actor, runId);
    });
  }

  private async recordOne(actor: Actor, line: AssessmentFields, before?: Assessment): Promise<Assessment | null> {
    const { enrolmentId, passed, grade, version } = line;
    if (before && before.passed === passed && before.grade === grade) return null;
    if (version !== undefined && version !== (before?.version ?? 0)) throw stale('assessment');
    const old = before && { passed: before.passed, grade: before.grade };
    const assessment = before ?? Object.assign(new Assessment(), { id: newId(), enrolmentId, version: 1 });
    assessment.record(passed, grade, actor.accountId, this.clock.now());
    await (before ? this.assessments.save(assessment) : this.add(assessment));
    await this.audit.record(actor, {
      action: 'assessment.recorded',
      noun: 'enrolment',
      subjectId: enrolmentId,
      details: { passed, grade, ...(old && { before: old }) },
    });
    return assessment;
  }

  /** Two people recording the same enrolment for the first time: the second unit runs again and sees the first. */
  private async add(assessment: Assessment): Promise<void> {
    try {
      await this.assessments.add(assessment);
    } catch (error) {
      throw isUniqueViolation(error) ? new ConcurrentChange('assessment') : error;
    }
  }

  private async requireMayRecord(actor: Actor, runId: string): Promise<void> {
    if (!(await this.isIn(actor, assessmentAccess.record, runId)))
      throw (await this.isIn(actor, assessmentAccess.read, runId)) ? forbidden() : notFound('run');
    enforce(mayAssess(await this.runs.get(runId)));
  }

  private isIn(actor: Actor, row: AccessRow, runId: string): Promise<boolean> {
    const scope = scopeOf(actor, row);
    return this.rates.isRunInSight(runId, wholeRuns(scope), enrolmentsIn(scope));
  }
}
