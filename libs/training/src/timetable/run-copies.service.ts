import { Injectable } from '@nestjs/common';
import { type Actor, newId, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork, where } from '#libs/platform';
import { TimetableNews } from '../feeds/timetable-news.js';
import { QuotasRepository } from '../quotas.repository.js';
import { movedAlong } from '../required-outputs.rules.js';
import type { CourseRun } from '../run.entity.js';
import { contentOf } from '../run.entity.js';
import { RunsService } from '../runs.service.js';
import { SessionsRepository } from '../sessions.repository.js';
import { runAccess } from '../training.policy.js';
import { type CopyPlan, CopyPlans } from './copy-plan.js';
import type { RunCopy } from './planning.fields.js';

/** A run planned like another one: its rules, its timetable on other days, and if wished its rooms, people and quotas. */
@Injectable()
export class RunCopiesService {
  constructor(
    private readonly runs: RunsService,
    private readonly sessions: SessionsRepository,
    private readonly quotas: QuotasRepository,
    private readonly plans: CopyPlans,
    private readonly news: TimetableNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Saves nothing and holds nothing: copying looks again. */
  async preview(actor: Actor, runId: string, copy: RunCopy): Promise<CopyPlan> {
    requireGrant(actor, runAccess.write);
    return this.plans.of(actor, await this.runs.getInSight(actor, runId), copy, newId(), false);
  }

  async copy(actor: Actor, runId: string, copy: RunCopy): Promise<{ run: CourseRun; plan: CopyPlan }> {
    requireGrant(actor, runAccess.write);
    return this.unitOfWork.run(async () => {
      const source = await this.runs.getInSight(actor, runId);
      const id = newId();
      const plan = await this.plans.of(actor, source, copy, id, true);
      const { sessions, ...dates } = plan;
      const requiredOutputs = movedAlong(source.requiredOutputs, source.endsOn, dates.endsOn);
      const fields = { ...contentOf(source), ...dates, requiredOutputs, code: copy.code };
      const run = await this.runs.plan(actor, fields, id);
      await this.sessions.addAll(sessions);
      if (copy.withQuotas) await this.quotas.addAll(run.id, await this.quotas.ofRun(runId, where('1 = 1')));
      await this.audit.record(actor, {
        action: 'run.copied',
        noun: 'run',
        subjectId: run.id,
        details: { from: runId, sessions: sessions.length },
      });
      await this.news.changed(run.id);
      return { run, plan };
    });
  }
}
