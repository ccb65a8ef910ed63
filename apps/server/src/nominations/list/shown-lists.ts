import { Injectable } from '@nestjs/common';
import { isGranted, scopeOf } from '#libs/kernel';
import {
  DossierState,
  EligibilityFindings,
  listAccess,
  NominationLists,
  type NominationQuery,
  nominationAccess,
} from '#libs/nominations';
import type { Visit } from '../../web/index.js';
import type { Checks, ShownList } from './list-panel.view.js';

/** Gathers what the pages show of one organisation's list. */
@Injectable()
export class ShownLists {
  constructor(
    private readonly lists: NominationLists,
    private readonly eligibility: EligibilityFindings,
    private readonly dossiers: DossierState,
  ) {}

  /**
   * The list a visitor looks at: the one asked for; of a nominator their own, else the first. Null where they filter,
   * and for whoever sees all lists: they begin with everybody.
   */
  async chosen(visit: Visit, runId: string, query: NominationQuery): Promise<ShownList | null> {
    if (!isGranted(visit.actor, listAccess.read) || query.q || query.status || query.waiting) return null;
    const asked = visit.params.organisationId ?? query.organisationId;
    if (asked) return this.of(visit, runId, asked);
    if (!isGranted(visit.actor, nominationAccess.nominate)) return null;
    const { allBy, organisationPath } = scopeOf(visit.actor, nominationAccess.nominate);
    if (allBy.length > 0 || organisationPath === null) return null;
    const all = await this.lists.ofRun(visit.actor, runId);
    const own = all.find(({ organisationId }) => organisationId === visit.actor.organisationId) ?? all[0];
    const id = own?.organisationId ?? visit.actor.organisationId;
    return id === null ? null : this.of(visit, runId, id, all);
  }

  async of(visit: Visit, runId: string, organisationId: string, known?: ShownList['all']): Promise<ShownList> {
    const { actor } = visit;
    const card = await this.lists.get(actor, runId, organisationId);
    const people = await this.lists.people(actor, runId, organisationId);
    const checks = await this.checksOf(
      visit,
      runId,
      people.map(({ id }) => id),
    );
    return { card, people, ...checks, all: known ?? (await this.lists.ofRun(actor, runId)) };
  }

  /** What stands against people in sight, in a fixed number of statements. */
  async checksOf({ actor }: Visit, runId: string, ids: readonly string[]): Promise<Checks> {
    return {
      findings: await this.eligibility.of(actor, runId, ids),
      dossiers: isGranted(actor, listAccess.letter) ? await this.dossiers.of(ids) : new Map(),
    };
  }
}
