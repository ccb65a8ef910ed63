import { Injectable } from '@nestjs/common';
import { type Actor, conflict, invalid, notFound, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { DueDateFields } from './required-outputs.fields.js';
import { dueTooEarly } from './required-outputs.rules.js';
import type { CourseRun } from './run.entity.js';
import { RunsRepository } from './runs.repository.js';
import { runAccess } from './training.policy.js';

/** More time for what a run requires, or less: also when its rules are fixed and it is over, until it is closed. */
@Injectable()
export class DueDatesService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async move(actor: Actor, runId: string, { kind, until, reason }: DueDateFields): Promise<CourseRun> {
    requireGrant(actor, runAccess.write);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      const run = await this.runs.findInSight(actor, runId);
      if (!run) throw notFound('run');
      if (['closed', 'cancelled'].includes(run.status)) throw conflict('run.is_over');
      const before = run.requiredOutputs.find((one) => one.kind === kind);
      if (!before) throw invalid({ pointer: '/kind', code: 'field.not_a_choice' });
      run.requiredOutputs = run.requiredOutputs.map((one) => (one === before ? { ...one, dueOn: until } : one));
      if (dueTooEarly(run.requiredOutputs, run.startsOn).length > 0)
        throw invalid({ pointer: '/until', code: 'run.due_before_start' });
      await this.runs.save(run);
      await this.audit.record(actor, {
        action: 'run.due_date_moved',
        noun: 'run',
        subjectId: runId,
        reason,
        details: { kind, before: before.dueOn, after: until },
      });
      return run;
    });
  }
}
