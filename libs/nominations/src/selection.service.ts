import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import type { Nomination } from './nomination.entity.js';
import type { ReservationFields, ReturnFields, StepFields } from './nomination.fields.js';
import { nominationAccess } from './nomination.policy.js';
import { type Moving, NominationSteps } from './nomination-steps.js';
import { passedOver } from './reserve.rules.js';
import { ReserveOrder } from './reserve-order.repository.js';

/** What the Lao coordinator decides between candidates; and the return, which Viet Nam may also give. */
@Injectable()
export class SelectionService {
  constructor(
    private readonly steps: NominationSteps,
    private readonly order: ReserveOrder,
  ) {}

  /** From reserve it needs a reason, and whoever is passed over is written down with it. */
  select(actor: Actor, id: string, { reason }: StepFields): Promise<Nomination> {
    const details = async ({ nomination }: Moving) => {
      const passed = passedOver(await this.order.ofRun(nomination.runId), nomination.id);
      return passed.length > 0 ? { passedOver: passed } : {};
    };
    const how = { access: nominationAccess.select, action: 'nomination.selected', reason, details };
    return this.steps.take(actor, id, how, ({ nomination, taking }) => nomination.select(taking));
  }

  /** Puts it on reserve, at a place of the run's one order or behind the last. */
  reserve(actor: Actor, id: string, { reason, position }: ReservationFields): Promise<Nomination> {
    return this.steps.take(
      actor,
      id,
      { access: nominationAccess.select, action: 'nomination.reserved', reason },
      ({ nomination, taking }) => nomination.reserve(taking),
      ({ nomination }) => this.order.enter(nomination, position),
    );
  }

  notSelect(actor: Actor, id: string, { reason }: StepFields): Promise<Nomination> {
    const how = { access: nominationAccess.select, action: 'nomination.not_selected', reason };
    return this.steps.take(actor, id, how, ({ nomination, taking }) => nomination.notSelect(taking));
  }

  /** Back to the organisation with what is missing; it may submit again until that date. */
  return(actor: Actor, id: string, { reason, until }: ReturnFields): Promise<Nomination> {
    const details = () => ({ until });
    const how = { access: nominationAccess.return, action: 'nomination.returned', reason, details };
    return this.steps.take(actor, id, how, ({ nomination, taking }) => nomination.return(until, taking));
  }
}
