import { Injectable } from '@nestjs/common';
import { ruleActor } from '#libs/kernel';
import { Audit } from '#libs/platform';
import { Quotas, Seats } from '#libs/training';
import type { Nomination, Taking } from './nomination.entity.js';
import { NominationsRepository } from './nominations.repository.js';
import { NominationNews } from './notices/nomination-news.js';
import { nextInOrder, type Promoted, type Waiting } from './reserve.rules.js';
import { ReserveOrder } from './reserve-order.repository.js';

interface Freed {
  nomination: Nomination;
  taking: Taking;
}

/** What a freed seat does by rule, in the unit that freed it: it is given back, and the next reserve is selected. */
@Injectable()
export class Promotion {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly order: ReserveOrder,
    private readonly seats: Seats,
    private readonly quotas: Quotas,
    private readonly news: NominationNews,
    private readonly audit: Audit,
  ) {}

  /** Never straight to confirmed: Viet Nam still looks. With nobody to move up the seat stays free. Both ends say so. */
  async fill({ nomination: freed, taking }: Freed, quotaId: string): Promise<void> {
    await this.seats.free(freed.runId, quotaId);
    // Whoever gave the seat up may have been put on reserve: it does not come back to them.
    const others = (await this.waiting(freed.runId)).filter(({ id }) => id !== freed.id);
    const next = nextInOrder(others, freed.organisationId);
    await this.tell(freed.id, next);
    if (!next) return;
    const promoted = await this.nominations.load(next.id);
    const { from, as } = promoted.promote({ ...taking, parties: ['rule'], reason: null });
    await this.nominations.save(promoted);
    await this.order.leave(promoted);
    await this.news.moved(ruleActor, promoted, from, 'nomination.promoted');
    await this.audit.record(ruleActor, {
      action: 'nomination.promoted',
      noun: 'nomination',
      subjectId: promoted.id,
      details: { from, to: promoted.status, as, because: next.because, freedBy: freed.id },
    });
  }

  /** On the one whose seat it was: where it went, or that it stays free. */
  private async tell(freedId: string, next: Promoted | null): Promise<void> {
    await this.audit.record(ruleActor, {
      action: next ? 'nomination.seat_passed_on' : 'nomination.seat_left_free',
      noun: 'nomination',
      subjectId: freedId,
      details: { as: 'rule', ...(next && { because: next.because, promotedId: next.id }) },
    });
  }

  private async waiting(runId: string): Promise<Waiting[]> {
    const reserves = await this.order.ofRun(runId);
    const left = new Map<string, number>();
    for (const path of new Set(reserves.map(({ organisationPath }) => organisationPath))) {
      const quota = await this.quotas.covering(runId, path);
      left.set(path, quota ? quota.seats - quota.taken : 0);
    }
    return reserves.map((reserve) => ({ ...reserve, quotaLeft: left.get(reserve.organisationPath) ?? 0 }));
  }
}
