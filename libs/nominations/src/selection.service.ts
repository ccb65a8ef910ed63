import { Injectable } from '@nestjs/common';
import { type Actor, invalid } from '#libs/kernel';
import { SelectionOrder } from './board/selection-order.repository.js';
import type { Moving } from './held-nominations.js';
import type { Nomination } from './nomination.entity.js';
import type { ReservationFields, ReturnFields, StepFields } from './nomination.fields.js';
import { nominationAccess } from './nomination.policy.js';
import { type Act, type Afterwards, NominationSteps, type StepOrder } from './nomination-steps.js';
import { ReserveOrder } from './reserve-order.repository.js';

/** A decision as `NominationSteps` takes it, of one nomination or of several. */
export interface Choice {
  how: StepOrder;
  act: Act;
  after?: Afterwards;
}

/** What the Lao coordinator decides between candidates; and the return, which Viet Nam may also give. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly steps: NominationSteps,
    private readonly reserves: ReserveOrder,
    private readonly order: SelectionOrder,
  ) {}

  /** Passing over somebody needs a reason, and whoever is passed over is written down with it. */
  select(actor: Actor, id: string, fields: StepFields): Promise<Nomination> {
    return this.take(actor, id, this.selecting(fields));
  }

  /** Puts it on reserve, at a place of the run's one order or behind the last. */
  reserve(actor: Actor, id: string, fields: ReservationFields): Promise<Nomination> {
    return this.take(actor, id, this.reserving(fields));
  }

  notSelect(actor: Actor, id: string, fields: StepFields): Promise<Nomination> {
    return this.take(actor, id, this.notSelecting(fields));
  }

  /** Back to the organisation with what is missing; it may submit again until that date. */
  return(actor: Actor, id: string, fields: ReturnFields): Promise<Nomination> {
    return this.take(actor, id, this.returning(fields));
  }

  /** `skipped`: whom each of several passes over, where they are selected together. */
  selecting({ reason }: StepFields, skipped?: ReadonlyMap<string, string[]>): Choice {
    const details = async ({ nomination }: Moving) => {
      const whom = skipped ?? (await this.order.skippedBy(nomination.runId, [nomination]));
      const passedOver = whom.get(nomination.id);
      if (!passedOver) return {};
      if (!reason) throw invalid({ pointer: '/reason', code: 'field.reason_required' });
      return { passedOver };
    };
    const how = { access: nominationAccess.select, action: 'nomination.selected', reason, details };
    return { how, act: ({ nomination, taking }) => nomination.select(taking) };
  }

  reserving({ reason, position }: ReservationFields): Choice {
    return {
      how: { access: nominationAccess.select, action: 'nomination.reserved', reason },
      act: ({ nomination, taking }) => nomination.reserve(taking),
      after: ({ nomination }) => this.reserves.enter(nomination, position),
    };
  }

  notSelecting({ reason }: StepFields): Choice {
    const how = { access: nominationAccess.select, action: 'nomination.not_selected', reason };
    return { how, act: ({ nomination, taking }) => nomination.notSelect(taking) };
  }

  returning({ reason, reasonCode, until }: ReturnFields): Choice {
    const details = () => (reasonCode ? { until, reasonCode } : { until });
    const how = { access: nominationAccess.return, action: 'nomination.returned', reason, details };
    return {
      how,
      act: ({ nomination, taking }) => nomination.return(until, { ...taking, reasonCode: reasonCode ?? null }),
    };
  }

  private take(actor: Actor, id: string, { how, act, after }: Choice): Promise<Nomination> {
    return this.steps.take(actor, id, how, act, after);
  }
}
