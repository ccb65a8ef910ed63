import { Injectable } from '@nestjs/common';
import { type Actor, requireGrant } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { RunsService } from '#libs/training';
import type { NominationRow } from '../nomination-row.js';
import type { DossierQuery } from './dossier.fields.js';
import { dossierAccess } from './dossier.policy.js';
import { DossierQueueRepository } from './dossier-queue.repository.js';
import { type DossierStanding, DossierState } from './dossier-state.js';

export interface WaitingDossier {
  nomination: NominationRow;
  standing: DossierStanding;
}

/** The dossiers that wait for Viet Nam's check, one after the other: people are not compared here and nobody is ranked. */
@Injectable()
export class DossierQueue {
  constructor(
    private readonly queue: DossierQueueRepository,
    private readonly states: DossierState,
    private readonly runs: RunsService,
  ) {}

  /** Oldest selection first. */
  async list(actor: Actor, query: DossierQuery): Promise<Listing<WaitingDossier>> {
    requireGrant(actor, dossierAccess.queue);
    if (query.runId) await this.runs.getInSight(actor, query.runId);
    const rows = await this.queue.page(actor, query);
    const items = rows.slice(0, query.pageSize);
    const states = await this.states.of(items.map(({ id }) => id));
    return {
      items: items.map((nomination) => ({ nomination, standing: states.get(nomination.id)! })),
      page: query.page,
      pageSize: query.pageSize,
      ...(query.total === 'true' && { total: await this.queue.count(actor, query.runId) }),
      ...(rows.length > query.pageSize && { next: items.at(-1)!.id }),
    };
  }

  /** Whose turn is after this nomination; null when nobody else waits. */
  async next(actor: Actor, nominationId: string, runId?: string): Promise<string | null> {
    requireGrant(actor, dossierAccess.queue);
    return this.queue.next(actor, nominationId, runId);
  }
}
