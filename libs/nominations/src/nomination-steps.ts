import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, Clock, localDateOf, notFound, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunLookup } from '#libs/training';
import { EligibilityFindings } from './eligibility/eligibility-findings.js';
import { Enrolling } from './enrolling.js';
import { NominationListsRepository } from './list/nomination-lists.repository.js';
import { keepsPlace } from './list/placement.rules.js';
import { Placements } from './list/placements.repository.js';
import type { Nomination, Taken, Taking } from './nomination.entity.js';
import { isOnBehalf, partiesOf } from './nomination.policy.js';
import type { Letter } from './nomination-history.js';
import { NominationsRepository, type Place } from './nominations.repository.js';
import { NominationNews } from './notices/nomination-news.js';
import { Promotion } from './promotion.js';
import { ReserveOrder } from './reserve-order.repository.js';

/** A nomination being moved on, in a unit that holds its run. */
export interface Moving {
  nomination: Nomination;
  place: Place;
  run: CourseRun;
  taking: Taking;
}

/** What a step does to the nomination, by the rules. */
export type Act = (moving: Moving) => Taken | Promise<Taken>;

/** What else it changes once the nomination is saved. */
export type Afterwards = (moving: Moving, taken: Taken) => Promise<void>;

export interface StepOrder {
  /** The row of the matrix it is done by. */
  access: AccessRow;
  /** What the audit trail calls it: `nomination.selected`. */
  action: string;
  reason?: string | undefined;
  /** More for the audit trail. */
  details?: (moving: Moving, taken: Taken) => Record<string, unknown> | Promise<Record<string, unknown>>;
}

/**
 * What every step of a nomination has in common: found in sight, its run held, taken by the rules, saved, its seat or
 * its place among the reserves given up, written down. The run is held before anything is loaded, so that the seats,
 * the order of reserves, the dates and the rules of the call are those of the commit before. Nobody whom a rule of the
 * call blocks is chosen or seated, whatever the step.
 */
@Injectable()
export class NominationSteps {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly order: ReserveOrder,
    private readonly placements: Placements,
    private readonly lists: NominationListsRepository,
    private readonly runs: RunLookup,
    private readonly eligibility: EligibilityFindings,
    private readonly enrolling: Enrolling,
    private readonly promotion: Promotion,
    private readonly news: NominationNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async take(actor: Actor, id: string, how: StepOrder, act: Act, after?: Afterwards): Promise<Nomination> {
    requireGrant(actor, how.access);
    return this.unitOfWork.run(async () => this.proceed(actor, how, await this.hold(actor, id, how), act, after));
  }

  /** The step itself, of one whose run the unit holds already. */
  async proceed(actor: Actor, how: StepOrder, moving: Moving, act: Act, after?: Afterwards): Promise<Nomination> {
    const taken = await act(moving);
    await this.eligibility.guard(moving.nomination, moving.run);
    const more = (await how.details?.(moving, taken)) ?? {};
    await this.nominations.save(moving.nomination);
    await this.giveUp(moving, taken);
    await after?.(moving, taken);
    await this.record(actor, how, moving, taken, more);
    await this.news.moved(actor, moving.nomination, taken.from, how.action);
    if (taken.freedQuotaId !== null) await this.promotion.fill(moving, taken.freedQuotaId);
    return moving.nomination;
  }

  /** Finds the nomination in sight of reading and of the action, holds its run, then loads both. */
  async hold(actor: Actor, id: string, { access, reason }: Pick<StepOrder, 'access' | 'reason'>): Promise<Moving> {
    const place = await this.nominations.locate(actor, access, id);
    if (!place) throw notFound('nomination');
    return this.loaded(actor, place, await this.runs.hold(place.runId), reason);
  }

  /** One in sight, whose run is held. */
  async loaded(actor: Actor, place: Place, run: CourseRun, reason?: string): Promise<Moving> {
    const at = this.clock.now();
    const taking = { run, today: localDateOf(at), at, parties: partiesOf(actor, place), reason: reason ?? null };
    return { nomination: await this.nominations.load(place.id), place, run, taking };
  }

  /**
   * Whoever leaves the reserves leaves their order; whoever leaves the organisation's list lets the others close up,
   * unless a replacement has the place; whoever loses a confirmed seat is enrolled no more.
   */
  private async giveUp({ nomination, taking }: Moving, { from }: Taken): Promise<void> {
    if (from === 'reserve') await this.order.leave(nomination);
    if (!keepsPlace(nomination.status) && nomination.replacedById === null) await this.placements.closeUp(nomination);
    if (from === 'confirmed') await this.enrolling.end(nomination, taking.at);
  }

  private async record(
    actor: Actor,
    { action, reason }: StepOrder,
    { nomination, place }: Moving,
    { from, as }: Taken,
    more: Record<string, unknown>,
  ): Promise<void> {
    const onBehalf = isOnBehalf(actor, as, place.organisationPath) ? { onBehalf: true } : {};
    await this.audit.record(actor, {
      action,
      noun: 'nomination',
      subjectId: nomination.id,
      reason: reason ?? null,
      details: { from, to: nomination.status, as, ...onBehalf, ...(await this.letterOf(nomination)), ...more },
    });
  }

  /** The organisation's letter of that day, its own or that of the list: it may be another one later. */
  private async letterOf(nomination: Nomination): Promise<{ letter?: Letter }> {
    const { runId, organisationId } = nomination;
    const isOwn = nomination.letterNumber || nomination.letterDate;
    const from = isOwn ? nomination : await this.lists.find(runId, organisationId);
    if (!from?.letterNumber && !from?.letterDate) return {};
    return { letter: { number: from.letterNumber, date: from.letterDate } };
  }
}
