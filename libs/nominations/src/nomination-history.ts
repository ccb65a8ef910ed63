import { Injectable } from '@nestjs/common';
import { type Actor, type LocalDate, notFound, requireGrant, type Scope, scopeOf } from '#libs/kernel';
import { accountAccess, isUnder } from '#libs/people';
import { nominationAccess } from './nomination.policy.js';
import type { NominationStatus, Party } from './nomination.rules.js';
import { NominationListRepository, readingOf } from './nomination-list.repository.js';
import { type NominationEvent, NominationsRepository } from './nominations.repository.js';

/** One link of the chain: who did what, when and why. */
export interface HistoryEntry {
  id: string;
  at: Date;
  /** `nomination.selected`: what was done, as the audit trail calls it. */
  action: string;
  /** As whom it was done; `rule` is the promotion from reserve. */
  as: Party | null;
  /** Done by the Lao coordinator for the organisation. */
  onBehalf: boolean;
  /** Name of the account; null where the reader may not read accounts, and for the rule. */
  by: string | null;
  /** Null where none was given, and for readers of masked fields. */
  reason: string | null;
  from: NominationStatus | null;
  to: NominationStatus | null;
  /** Last day to submit again, of a return. */
  until: LocalDate | null;
  /** Why the rule chose this one. */
  because: string | null;
  replacementId: string | null;
  replaces: string | null;
  /** How many reserves before it were passed over. */
  passedOver: number;
}

interface Details {
  as?: Party;
  onBehalf?: boolean;
  from?: NominationStatus;
  to?: NominationStatus;
  until?: LocalDate;
  because?: string;
  replacementId?: string;
  replaces?: string;
  passedOver?: string[];
}

@Injectable()
export class NominationHistory {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly lists: NominationListRepository,
  ) {}

  /** Everything done to a nomination in the actor's sight, oldest first. */
  async of(actor: Actor, id: string): Promise<HistoryEntry[]> {
    requireGrant(actor, nominationAccess.read);
    if (!(await this.lists.find(actor, id))) throw notFound('nomination');
    const { masked } = readingOf(actor);
    const accounts = scopeOf(actor, accountAccess.read);
    const events = await this.nominations.events(id);
    return events.map((event) => entryOf(event, masked, accounts));
  }
}

function entryOf(event: NominationEvent, masked: boolean, accounts: Scope): HistoryEntry {
  const details = event.details as Details;
  return {
    id: event.id,
    at: event.at,
    action: event.action,
    as: details.as ?? null,
    onBehalf: details.onBehalf ?? false,
    by: mayReadName(event, accounts) ? event.accountName : null,
    reason: masked ? null : event.reason,
    from: details.from ?? null,
    to: details.to ?? null,
    until: details.until ?? null,
    because: details.because ?? null,
    replacementId: details.replacementId ?? null,
    replaces: details.replaces ?? null,
    passedOver: details.passedOver?.length ?? 0,
  };
}

const mayReadName = (event: NominationEvent, scope: Scope): boolean =>
  scope.allBy.length > 0 ||
  (scope.organisationPath !== null &&
    event.organisationPath !== null &&
    isUnder(event.organisationPath, scope.organisationPath)) ||
  (scope.selfAccountId !== null && scope.selfAccountId === event.accountId);
