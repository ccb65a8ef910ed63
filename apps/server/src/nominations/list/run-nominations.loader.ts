import { Injectable } from '@nestjs/common';
import { Clock, hasRole, isGranted, localDateOf } from '#libs/kernel';
import { type NominationRow, NominationsService, nominationQuery, SelectionBoardService } from '#libs/nominations';
import { type QuotaRow, QuotasService, quotaAccess } from '#libs/training';
import { RunFrames } from '../../training/run-frame.js';
import type { Visit } from '../../web/index.js';
import { quickStep, runNominationsPage } from '../run-nominations-page.view.js';
import { listPanel } from './list-panel.view.js';
import { ShownLists } from './shown-lists.js';

/** The page of a run's nominations, which several forms lead back to. */
@Injectable()
export class RunNominationsLoader {
  constructor(
    private readonly nominations: NominationsService,
    private readonly lists: ShownLists,
    private readonly boards: SelectionBoardService,
    private readonly quotas: QuotasService,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  async load(visit: Visit) {
    const runId = visit.id('runId');
    const frame = await this.frames.runFrame(visit, runId, 'nominations');
    const query = visit.read(nominationQuery);
    const today = localDateOf(this.clock.now());
    const shown = await this.lists.chosen(visit, runId, query);
    const listing = shown
      ? { items: [], page: 1, pageSize: query.pageSize }
      : await this.nominations.list(visit.actor, { ...query, runId, sort: 'rank' });
    const reserves = await this.reservesOf(visit, runId);
    const quotas = await this.quotasOf(visit, runId);
    const counts = await this.nominations.countByStatus(visit.actor, runId);
    const turns = await this.boards.whoseTurn(visit.actor, runId);
    const list = shown && listPanel(visit, frame.run, shown, today);
    // Of those alone who are offered a step in the list itself.
    const offered = listing.items.filter((row) => quickStep(visit.actor, row)).map(({ id }) => id);
    const checks = await this.lists.checksOf(visit, runId, offered);
    const all = { ...frame, query, listing, list, checks, reserves, quotas, counts, turns, today };
    return runNominationsPage(visit, all);
  }

  /** The order of reserves, for the one who keeps it. */
  private async reservesOf(visit: Visit, runId: string): Promise<NominationRow[]> {
    if (!hasRole(visit.actor, 'lao_coordinator')) return [];
    const query = nominationQuery.parse({ status: 'reserve', pageSize: 200, total: 'false' });
    const { items } = await this.nominations.list(visit.actor, { ...query, runId });
    return items.toSorted((a, b) => (a.reservePosition ?? 0) - (b.reservePosition ?? 0));
  }

  private async quotasOf(visit: Visit, runId: string): Promise<QuotaRow[]> {
    return isGranted(visit.actor, quotaAccess.read) ? (await this.quotas.ofRun(visit.actor, runId)).quotas : [];
  }
}
