import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, requireGrant } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { EligibilityFindings } from './eligibility/eligibility-findings.js';
import { HeldNominations, type Moving } from './held-nominations.js';
import { LettingGo } from './letting-go.js';
import type { Nomination, Taken } from './nomination.entity.js';
import { NominationsRepository } from './nominations.repository.js';
import { NominationNews } from './notices/nomination-news.js';
import { StepRecord, type StepWords } from './step-record.js';

/** What a step does to the nomination, by the rules. */
export type Act = (moving: Moving) => Taken | Promise<Taken>;

/** What else it changes once the nomination is saved. */
export type Afterwards = (moving: Moving, taken: Taken) => Promise<void>;

export interface StepOrder extends StepWords {
  /** The row of the matrix it is done by. */
  access: AccessRow;
  /** More for the audit trail. */
  details?: (moving: Moving, taken: Taken) => Record<string, unknown> | Promise<Record<string, unknown>>;
}

/**
 * What every step of a nomination has in common: found in sight, its run held, taken by the rules, saved, its seat or
 * its place among the reserves given up, written down. Nobody whom a rule of the call blocks is chosen or seated,
 * whatever the step.
 */
@Injectable()
export class NominationSteps {
  constructor(
    private readonly held: HeldNominations,
    private readonly nominations: NominationsRepository,
    private readonly eligibility: EligibilityFindings,
    private readonly lettingGo: LettingGo,
    private readonly record: StepRecord,
    private readonly news: NominationNews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async take(actor: Actor, id: string, how: StepOrder, act: Act, after?: Afterwards): Promise<Nomination> {
    requireGrant(actor, how.access);
    return this.unitOfWork.run(async () => this.proceed(actor, how, await this.held.hold(actor, id, how), act, after));
  }

  /** The step itself, of one whose run the unit holds already. */
  async proceed(actor: Actor, how: StepOrder, moving: Moving, act: Act, after?: Afterwards): Promise<Nomination> {
    const { nomination, run } = moving;
    const taken = await act(moving);
    await this.eligibility.guard(nomination, run);
    const more = (await how.details?.(moving, taken)) ?? {};
    await this.nominations.save(nomination);
    await this.lettingGo.ofPlaces(moving, taken);
    await after?.(moving, taken);
    await this.record.write(actor, how, moving, taken, more);
    await this.news.moved(actor, nomination, taken.from, how.action);
    await this.lettingGo.ofSeat(moving, taken);
    return nomination;
  }
}
