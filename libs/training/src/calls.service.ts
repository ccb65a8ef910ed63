import { Injectable } from '@nestjs/common';
import { type Actor, Clock, isGranted, localDateOf, scopeOf } from '#libs/kernel';
import { placeholders, where } from '#libs/platform';
import { coveringQuota, idsOfPath } from './quota.rules.js';
import { type QuotaRow, QuotasRepository } from './quotas.repository.js';
import { type CallState, callStateOf } from './run.rules.js';
import type { RunRow } from './run-row.js';
import { RunsService } from './runs.service.js';
import { quotaAccess } from './training.policy.js';

/** The call of a run as one reader sees it. */
export interface Call {
  run: RunRow;
  state: CallState;
  /** 0 on the last day; null while nominations are not taken. */
  daysLeft: number | null;
  /** What the reader's own organisation nominates under, its own or its nearest ancestor's; null for other readers. */
  ownQuota: QuotaRow | null;
  /** True for whoever reads through their organisation: without a quota they are told so. */
  hasOwn: boolean;
  /** All of them for those who plan; null for everybody else. */
  quotas: QuotaRow[] | null;
}

/** What a call says to each organisation: until when, how many, whom, with which papers. */
@Injectable()
export class CallsService {
  constructor(
    private readonly runs: RunsService,
    private readonly quotas: QuotasRepository,
    private readonly clock: Clock,
  ) {}

  /** Of a run in sight (404). Figures that are not the reader's are not in it. */
  async of(actor: Actor, runId: string): Promise<Call> {
    const run = await this.runs.describe(actor, runId);
    const seen = callStateOf(run, localDateOf(this.clock.now()));
    if (!isGranted(actor, quotaAccess.read)) return { run, ...seen, ownQuota: null, hasOwn: false, quotas: null };
    const { allBy, organisationPath } = scopeOf(actor, quotaAccess.read);
    const quotas = allBy.length > 0 ? await this.quotas.ofRun(runId, where('1 = 1')) : null;
    const ownQuota = organisationPath === null ? null : await this.covering(runId, organisationPath);
    return { run, ...seen, ownQuota, hasOwn: organisationPath !== null, quotas };
  }

  private async covering(runId: string, path: string): Promise<QuotaRow | null> {
    const above = idsOfPath(path);
    const scope = where(`q.organisation_id IN (${placeholders(above)})`, ...above);
    return coveringQuota(await this.quotas.ofRun(runId, scope), path);
  }
}
