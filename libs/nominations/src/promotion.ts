import { Injectable } from '@nestjs/common';
import { ruleActor } from '#libs/kernel';
import { Audit } from '#libs/platform';
import { type CourseRun, type EligibilityKind, Quotas, Seats } from '#libs/training';
import { EligibilityFindings } from './eligibility/eligibility-findings.js';
import type { Nomination, Taking } from './nomination.entity.js';
import { NominationsRepository } from './nominations.repository.js';
import { NominationNews } from './notices/nomination-news.js';
import { nextInOrder, type Succession, type Waiting } from './reserve.rules.js';
import { ReserveOrder } from './reserve-order.repository.js';

interface Freed {
  nomination: Nomination;
  run: CourseRun;
  taking: Taking;
}

/** What stands in the way of reserves, by nomination. */
type Blocks = ReadonlyMap<string, EligibilityKind[]>;

/**
 * What a freed seat does by rule, in the unit that freed it: it is given back, and the next reserve is selected. Nobody
 * whom a rule of the call blocks moves up: nobody could confirm them.
 */
@Injectable()
export class Promotion {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly order: ReserveOrder,
    private readonly seats: Seats,
    private readonly quotas: Quotas,
    private readonly eligibility: EligibilityFindings,
    private readonly news: NominationNews,
    private readonly audit: Audit,
  ) {}

  /**
   * Never straight to confirmed: Viet Nam still looks. With nobody to move up the seat stays free. Whose seat it was,
   * who moves up and who is passed over all say so. As many statements for many reserves as for few.
   */
  async fill({ nomination: freed, run, taking }: Freed, quotaId: string): Promise<void> {
    await this.seats.free(freed.runId, quotaId);
    const { waiting, blocks } = await this.waiting(freed, run);
    const succession = nextInOrder(waiting, freed.organisationId);
    await this.tell(freed.id, succession, blocks);
    const { next, passedOver } = succession;
    if (!next) return;
    const promoted = await this.nominations.load(next.id);
    const { from, as } = promoted.promote({ ...taking, parties: ['rule'], reason: null });
    await this.nominations.save(promoted);
    await this.order.leave(promoted);
    await this.news.moved(ruleActor, promoted, from, 'nomination.promoted');
    const details = { from, to: promoted.status, as, because: next.because, freedBy: freed.id };
    await this.audit.record(ruleActor, {
      action: 'nomination.promoted',
      noun: 'nomination',
      subjectId: promoted.id,
      details: { ...details, ...named(passedOver) },
    });
  }

  /** On the one whose seat it was: where it went, or that it stays free; on those passed over: what stood in the way. */
  private async tell(freedId: string, { next, passedOver }: Succession, blocks: Blocks): Promise<void> {
    const went = next ? { promotedId: next.id } : {};
    await this.audit.record(ruleActor, {
      action: next ? 'nomination.seat_passed_on' : 'nomination.seat_left_free',
      noun: 'nomination',
      subjectId: freedId,
      details: { as: 'rule', ...(next && { because: next.because }), ...went, ...named(passedOver) },
    });
    await this.audit.recordAll(
      ruleActor,
      passedOver.map((id) => ({
        action: 'nomination.passed_over',
        noun: 'nomination',
        subjectId: id,
        details: { as: 'rule', rules: blocks.get(id), freedBy: freedId, ...went },
      })),
    );
  }

  private async waiting(freed: Nomination, run: CourseRun): Promise<{ waiting: Waiting[]; blocks: Blocks }> {
    // Whoever gave the seat up may have been put on reserve: it does not come back to them.
    const reserves = (await this.order.ofRun(run.id)).filter(({ id }) => id !== freed.id);
    const paths = reserves.map(({ organisationPath }) => organisationPath);
    const quotas = await this.quotas.coveringEach(run.id, paths);
    const ids = reserves.map(({ id }) => id);
    const blocks = await this.eligibility.blocking(run, ids);
    const waiting = reserves.map((reserve) => {
      const quota = quotas.get(reserve.organisationPath);
      return { ...reserve, quotaLeft: quota ? quota.seats - quota.taken : 0, isBlocked: blocks.has(reserve.id) };
    });
    return { waiting, blocks };
  }
}

const named = (passedOver: readonly string[]) => (passedOver.length > 0 ? { passedOver } : {});
