import { Injectable } from '@nestjs/common';
import { Database, flagOfRaw, placeholders } from '#libs/platform';
import { passedOver } from '../reserve.rules.js';
import { ReserveOrder } from '../reserve-order.repository.js';
import { type Ranked, skippedBy } from './order.rules.js';

/** One who is to be selected. */
export interface Chosen {
  readonly id: string;
  readonly organisationId: string;
}

/** The two orders that a selection by hand is measured by: the organisation's list and the run's reserves. */
@Injectable()
export class SelectionOrder {
  constructor(
    private readonly database: Database,
    private readonly reserves: ReserveOrder,
  ) {}

  /**
   * Whom selecting all of these passes over, by the id of each of them: the undecided before it in its organisation's
   * list, then the reserves before it. Two statements however many are chosen.
   */
  async skippedBy(runId: string, chosen: readonly Chosen[]): Promise<Map<string, string[]>> {
    const ids = chosen.map(({ id }) => id);
    const skipped = skippedBy(await this.ranked(runId, chosen), ids);
    const order = await this.reserves.ofRun(runId);
    for (const id of ids) {
      const reserves = passedOver(order, id).filter((other) => !ids.includes(other));
      if (reserves.length > 0) skipped.set(id, [...new Set([...(skipped.get(id) ?? []), ...reserves])]);
    }
    return skipped;
  }

  /** The best rank still undecided, by organisation. */
  async firstUndecided(runId: string): Promise<Map<string, number>> {
    const rows = await this.database.rows<{ organisation: string; first: number }>(
      `SELECT n.organisation_id AS organisation, MIN(n.rank) AS first FROM nomination n
        WHERE n.run_id = ? AND n.status = 'submitted' AND n.seat_quota_id IS NULL GROUP BY n.organisation_id`,
      [runId],
    );
    return new Map(rows.map(({ organisation, first }) => [organisation, Number(first)]));
  }

  private async ranked(runId: string, chosen: readonly Chosen[]): Promise<Ranked[]> {
    const organisations = [...new Set(chosen.map(({ organisationId }) => organisationId))];
    if (organisations.length === 0) return [];
    const rows = await this.database.rows<Omit<Ranked, 'holdsSeat'> & { holdsSeat: unknown }>(
      `SELECT n.id, n.organisation_id AS organisationId, n.rank, n.status, n.seat_quota_id IS NOT NULL AS holdsSeat
        FROM nomination n WHERE n.run_id = ? AND n.organisation_id IN (${placeholders(organisations)})`,
      [runId, ...organisations],
    );
    return rows.map((row) => ({ ...row, holdsSeat: flagOfRaw(row.holdsSeat) }));
  }
}
