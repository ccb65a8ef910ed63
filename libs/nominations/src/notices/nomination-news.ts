import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type LocalDate, newId } from '#libs/kernel';
import { eventType, Outbox } from '#libs/platform';
import type { Nomination } from '../nomination.entity.js';
import type { NominationStatus } from '../nomination.rules.js';

/** What happened to a nomination, for whoever is told of it after the commit. */
export interface NominationMoved {
  /** Of this one step: told twice, it is known again. */
  id: string;
  /** ISO instant. */
  at: string;
  nominationId: string;
  /** Null for a replacement, which enters as submitted. */
  from: NominationStatus | null;
  to: NominationStatus;
  /** As the audit trail calls it: `nomination.selected`. */
  action: string;
  /** Of a return: the last day to submit again, as it was set then. */
  until: LocalDate | null;
  /** Account of whoever did it; null for the rule. */
  by: string | null;
}

export const nominationMoved = eventType<NominationMoved>('nomination.moved');

/** Raises the news of a step in the unit that takes it. */
@Injectable()
export class NominationNews {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async moved(actor: Actor, nomination: Nomination, from: NominationStatus | null, action: string): Promise<void> {
    await this.outbox.raise(nominationMoved, {
      id: newId(),
      at: this.clock.now().toISOString(),
      nominationId: nomination.id,
      from,
      to: nomination.status,
      action,
      until: nomination.returnUntil,
      by: actor.accountId,
    });
  }
}
