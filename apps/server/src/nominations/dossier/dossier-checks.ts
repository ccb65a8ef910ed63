import { Injectable } from '@nestjs/common';
import { Clock, localDateOf } from '#libs/kernel';
import {
  type Dossier,
  DossierQueue,
  DossierService,
  dossierQuery,
  EligibilityFindings,
  type Finding,
  NominationsService,
} from '#libs/nominations';
import { Quotas, RunsService } from '#libs/training';
import type { Visit } from '../../web/index.js';
import type { Standing } from '../nomination-actions.view.js';

export interface DossierCheck {
  standing: Standing;
  dossier: Dossier;
  /** What the rules of the call say of the person. */
  findings: readonly Finding[];
  /** Whose turn is next; null when nobody else waits. */
  nextId: string | null;
  /** The run that the queue is narrowed to. */
  runId: string | undefined;
}

const narrowing = dossierQuery.pick({ runId: true });

/** All that whoever checks a dossier looks at. */
@Injectable()
export class DossierChecks {
  constructor(
    private readonly nominations: NominationsService,
    private readonly dossiers: DossierService,
    private readonly queue: DossierQueue,
    private readonly eligibility: EligibilityFindings,
    private readonly runs: RunsService,
    private readonly quotas: Quotas,
    private readonly clock: Clock,
  ) {}

  async of(visit: Visit): Promise<DossierCheck> {
    const { actor } = visit;
    const nomination = await this.nominations.get(actor, visit.id());
    const run = await this.runs.describe(actor, nomination.runId);
    const dossier = await this.dossiers.of(actor, nomination.id);
    const findings = await this.eligibility.of(actor, run.id, [nomination.id]);
    const standing = {
      nomination,
      run,
      quota: await this.quotas.covering(run.id, nomination.organisationPath),
      missing: dossier.missing,
      today: localDateOf(this.clock.now()),
    };
    const runId = this.runOf(visit);
    return {
      standing,
      dossier,
      findings: findings.get(nomination.id) ?? [],
      runId,
      nextId: await this.queue.next(actor, nomination.id, runId),
    };
  }

  /** Where to after a step: to whoever is next, else back to the queue. */
  async onwards(visit: Visit): Promise<string> {
    const runId = this.runOf(visit);
    const nextId = await this.queue.next(visit.actor, visit.id(), runId);
    return `/dossiers${nextId ? `/${nextId}` : ''}${runId ? `?runId=${runId}` : ''}`;
  }

  private runOf({ query }: Visit): string | undefined {
    const { success, data } = narrowing.safeParse({ runId: query.runId });
    return success ? data.runId : undefined;
  }
}
