import { Injectable } from '@nestjs/common';
import { Clock, localDateOf } from '#libs/kernel';
import { EligibilityFindings, NominationsService, SelectionBoardService } from '#libs/nominations';
import { Quotas, RunsService } from '#libs/training';
import type { Visit } from '../web/index.js';
import type { Standing } from './nomination-actions.view.js';

/** By what it is decided which steps the page of a nomination offers. */
@Injectable()
export class NominationStandings {
  constructor(
    private readonly nominations: NominationsService,
    private readonly boards: SelectionBoardService,
    private readonly findings: EligibilityFindings,
    private readonly runs: RunsService,
    private readonly quotas: Quotas,
    private readonly clock: Clock,
  ) {}

  async of(visit: Visit): Promise<Standing> {
    const nomination = await this.nominations.get(visit.actor, visit.id());
    const run = await this.runs.describe(visit.actor, nomination.runId);
    const quota = await this.quotas.covering(run.id, nomination.organisationPath);
    const skipped = await this.boards.skippedBy(visit.actor, run.id, [nomination]);
    const passesOver = skipped.get(nomination.id)?.length ?? 0;
    const findings = (await this.findings.of(visit.actor, run.id, [nomination.id])).get(nomination.id) ?? null;
    return { nomination, run, quota, passesOver, findings, today: localDateOf(this.clock.now()) };
  }
}
