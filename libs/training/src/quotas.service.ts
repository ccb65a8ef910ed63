import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conflict,
  enforce,
  invalid,
  type Language,
  notFound,
  pickText,
  requireGrant,
  type Scope,
  scopeOf,
  stale,
} from '#libs/kernel';
import { Audit, anyOf, placeholders, UnitOfWork, type Where, where } from '#libs/platform';
import { idsOfPath } from './quota.rules.js';
import { type QuotaRow, QuotasRepository } from './quotas.repository.js';
import type { CourseRun } from './run.entity.js';
import type { QuotaRows } from './run.fields.js';
import { mayChange } from './run.rules.js';
import { RunsRepository } from './runs.repository.js';
import { quotaAccess } from './training.policy.js';

/** Quotas as people set and read them. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly quotas: QuotasRepository,
    private readonly runs: RunsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** Those of a run that the actor sees. */
  async ofRun(actor: Actor, runId: string): Promise<{ run: CourseRun; quotas: QuotaRow[] }> {
    const scope = inSight(scopeOf(actor, quotaAccess.read));
    const run = await this.getRun(actor, runId);
    return { run, quotas: await this.quotas.ofRun(runId, scope) };
  }

  /**
   * Sets all quotas of a run: organisations left out have none afterwards. Never below what is taken.
   * `version` is that of the run the person was looking at (412).
   */
  async set(
    actor: Actor,
    runId: string,
    version: number,
    rows: QuotaRows,
  ): Promise<{ run: CourseRun; quotas: QuotaRow[] }> {
    requireGrant(actor, quotaAccess.set);
    return this.unitOfWork.run(async () => {
      await this.runs.hold(runId);
      const run = await this.getRun(actor, runId);
      if (run.version !== version) throw stale('run');
      enforce(mayChange(run));
      await this.requireKnown(rows);
      await this.replace(actor, runId, rows);
      await this.runs.save(run);
      const details = { quotas: rows };
      await this.audit.record(actor, { action: 'quota.set', noun: 'run', subjectId: runId, details });
      return this.ofRun(actor, runId);
    });
  }

  private async replace(actor: Actor, runId: string, rows: QuotaRows): Promise<void> {
    const present = await this.quotas.ofRun(runId, where('1 = 1'));
    for (const quota of present) {
      const wanted = rows.find(({ organisationId }) => organisationId === quota.organisationId);
      const isDone =
        wanted === undefined ? await this.quotas.remove(quota.id) : await this.quotas.resize(quota.id, wanted.seats);
      if (!isDone) throw belowTaken(quota, wanted?.seats ?? 0, actor.language);
    }
    const known = new Set(present.map(({ organisationId }) => organisationId));
    await this.quotas.addAll(
      runId,
      rows.filter(({ organisationId }) => !known.has(organisationId)),
    );
  }

  private async requireKnown(rows: QuotaRows): Promise<void> {
    const known = await this.quotas.knownOrganisations(rows.map(({ organisationId }) => organisationId));
    const faults = rows.flatMap(({ organisationId }, index) =>
      known.has(organisationId) ? [] : [{ pointer: `/${index}/organisationId`, code: 'field.not_a_choice' }],
    );
    if (faults.length > 0) throw invalid(...faults);
  }

  private async getRun(actor: Actor, runId: string): Promise<CourseRun> {
    const run = await this.runs.findInSight(actor, runId);
    if (!run) throw notFound('run');
    return run;
  }
}

const belowTaken = ({ organisationName, taken }: QuotaRow, seats: number, language: Language) =>
  conflict('quota.below_taken', { organisation: pickText(organisationName, language).text, seats, taken });

/** A nominator sees what lies at or below their organisation, and above it what may cover them. */
function inSight({ allBy, organisationPath }: Scope): Where {
  const above = organisationPath ? idsOfPath(organisationPath) : [];
  return anyOf(
    allBy.length > 0 ? where('1 = 1') : null,
    organisationPath ? where('o.path LIKE ?', `${organisationPath}%`) : null,
    above.length > 0 ? where(`q.organisation_id IN (${placeholders(above)})`, ...above) : null,
  );
}
