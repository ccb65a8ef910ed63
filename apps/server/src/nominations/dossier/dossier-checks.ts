import { Injectable } from '@nestjs/common';
import { type Dossier, DossierQueue, DossierService, dossierQuery } from '#libs/nominations';
import type { Visit } from '../../web/index.js';
import type { Standing } from '../nomination-actions.view.js';
import { NominationStandings } from '../nomination-standings.js';

export interface DossierCheck {
  standing: Standing;
  dossier: Dossier;
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
    private readonly standings: NominationStandings,
    private readonly dossiers: DossierService,
    private readonly queue: DossierQueue,
  ) {}

  async of(visit: Visit): Promise<DossierCheck> {
    const { actor } = visit;
    const standing = await this.standings.of(visit);
    const { id } = standing.nomination;
    const dossier = await this.dossiers.of(actor, id);
    const runId = this.runOf(visit);
    const nextId = await this.queue.next(actor, id, runId);
    return { standing: { ...standing, missing: dossier.missing }, dossier, runId, nextId };
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
