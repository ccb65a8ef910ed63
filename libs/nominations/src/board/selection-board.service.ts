import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, requireGrant } from '#libs/kernel';
import { type CourseRun, coveringQuota, type QuotaRow, QuotasService, RunsService } from '#libs/training';
import { DossierState } from '../dossier/dossier-state.js';
import { EligibilityFindings } from '../eligibility/eligibility-findings.js';
import { nominationAccess } from '../nomination.policy.js';
import { type Tally, tallyOf } from './board.rules.js';
import type { BoardOrganisation, BoardRow } from './board-row.js';
import { SelectionBoardRepository } from './selection-board.repository.js';
import { type Chosen, SelectionOrder } from './selection-order.repository.js';

/** An organisation with its people in its own order, under the quota that covers it. */
export interface BoardColumn {
  organisation: BoardOrganisation;
  /** Its own quota or its nearest ancestor's, which others below that ancestor share; null without one. */
  quota: QuotaRow | null;
  /** Seats needed by all organisations under the same quota, if everybody selected is confirmed. */
  quotaNeeded: number;
  tally: Tally;
  people: BoardRow[];
}

export interface SelectionBoard {
  run: CourseRun;
  columns: BoardColumn[];
  tally: Tally;
  /** Of the chosen, by the kind of their organisation and by its province (`''` where it has none). */
  byOrganisationKind: Record<string, number>;
  byProvince: Record<string, number>;
}

/**
 * Everybody to be decided on in a run. For those who decide alone: Viet Nam never chooses between candidates and sees
 * them once they are selected, and whoever oversees reads the same nominations, masked, in the list.
 */
@Injectable()
export class SelectionBoardService {
  constructor(
    private readonly boards: SelectionBoardRepository,
    private readonly order: SelectionOrder,
    private readonly findings: EligibilityFindings,
    private readonly dossiers: DossierState,
    private readonly runs: RunsService,
    private readonly quotas: QuotasService,
  ) {}

  async of(actor: Actor, runId: string): Promise<SelectionBoard> {
    requireGrant(actor, nominationAccess.select);
    const run = await this.runs.getInSight(actor, runId);
    const rows = await this.checked(actor, runId);
    const people = Map.groupBy(rows, ({ organisationId }) => organisationId);
    const organisations = await this.boards.organisations([...people.keys()]);
    const { quotas } = await this.quotas.ofRun(actor, runId);
    const columns = organisations.map((organisation) => {
      const own = people.get(organisation.id) ?? [];
      return { organisation, quota: coveringQuota(quotas, organisation.path), tally: tallyOf(own), people: own };
    });
    const needed = (quota: QuotaRow | null) =>
      columns.reduce(
        (sum, column) => (quota && column.quota?.id === quota.id ? sum + column.tally.seatsNeeded : sum),
        0,
      );
    return {
      run,
      columns: columns.map((column) => ({ ...column, quotaNeeded: needed(column.quota) })),
      tally: tallyOf(rows),
      byOrganisationKind: chosenBy(columns, ({ kind }) => kind),
      byProvince: chosenBy(columns, ({ province }) => province ?? ''),
    };
  }

  private async checked(actor: Actor, runId: string): Promise<BoardRow[]> {
    const rows = await this.boards.rows(actor, runId);
    const ids = rows.map(({ id }) => id);
    const findings = await this.findings.of(actor, runId, ids);
    const dossiers = await this.dossiers.of(ids);
    const nothing = { required: [], missing: [], problems: [] };
    return rows.map((row) => ({
      ...row,
      findings: findings.get(row.id) ?? [],
      dossier: dossiers.get(row.id) ?? nothing,
    }));
  }

  /** Whom selecting these would pass over, by the id of each of them; nothing for those who do not select. */
  async skippedBy(actor: Actor, runId: string, chosen: readonly Chosen[]): Promise<Map<string, string[]>> {
    return isGranted(actor, nominationAccess.select) ? this.order.skippedBy(runId, chosen) : new Map();
  }

  /**
   * The best rank still undecided of each organisation of a run: whoever stands behind it is out of turn. Nothing for
   * those who do not select.
   */
  async whoseTurn(actor: Actor, runId: string): Promise<Map<string, number>> {
    return isGranted(actor, nominationAccess.select) ? this.order.firstUndecided(runId) : new Map();
  }
}

function chosenBy(
  columns: readonly Pick<BoardColumn, 'organisation' | 'tally'>[],
  key: (organisation: BoardOrganisation) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { organisation, tally } of columns) {
    if (tally.chosen === 0) continue;
    counts[key(organisation)] = (counts[key(organisation)] ?? 0) + tally.chosen;
  }
  return counts;
}
