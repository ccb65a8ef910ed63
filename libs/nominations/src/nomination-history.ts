import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, type LocalDate, notFound, requireGrant, type Scope, scopeOf } from '#libs/kernel';
import { accountAccess, isUnder } from '#libs/people';
import type { DocumentKind, EligibilityKind } from '#libs/training';
import type { ReturnReason } from './dossier/return-reasons.js';
import { nominationAccess } from './nomination.policy.js';
import type { NominationStatus, Party } from './nomination.rules.js';
import { NominationListRepository, readingOf } from './nomination-list.repository.js';
import type { Reading } from './nomination-row.js';
import { type NominationEvent, NominationsRepository } from './nominations.repository.js';
import { type NominationMail, NominationMailsRepository } from './notices/nomination-mails.repository.js';

/** The official letter of an organisation. */
export interface Letter {
  number: string;
  date: LocalDate | null;
}

/** Another nomination that a step has to do with. */
export interface Related {
  how: 'replaced_by' | 'replaces' | 'promoted' | 'seat_of';
  id: string;
  fullName: string;
}

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
  /** Of a return; every reader sees it in their own language. */
  reasonCode: ReturnReason | null;
  /** Of a document brought or taken away. */
  document: DocumentKind | null;
  /** Of the call: what was lifted, or what blocked it; the latter not for an organisation, as with the findings. */
  rules: EligibilityKind[];
  from: NominationStatus | null;
  to: NominationStatus | null;
  /** Last day to submit again, of a return. */
  until: LocalDate | null;
  /** The organisation's letter as it was then. */
  letter: Letter | null;
  /** Why the rule chose this one, or the one its seat went to. */
  because: string | null;
  /** Null where there is none in the reader's sight. */
  related: Related | null;
  replacementId: string | null;
  replaces: string | null;
  /** Row of the file it was drafted from, of one that was imported. */
  importRow: number | null;
  /** How many were passed over: by hand whoever stood before it, by the rule whom the call blocks. */
  passedOver: number;
}

interface Details {
  as?: Party;
  onBehalf?: boolean;
  from?: NominationStatus;
  to?: NominationStatus;
  until?: LocalDate;
  reasonCode?: ReturnReason;
  kind?: DocumentKind;
  rule?: EligibilityKind;
  rules?: EligibilityKind[];
  because?: string;
  replacementId?: string;
  replaces?: string;
  promotedId?: string;
  freedBy?: string;
  letter?: Letter;
  /** Of the file. */
  row?: number;
  passedOver?: string[];
}

@Injectable()
export class NominationHistory {
  constructor(
    private readonly nominations: NominationsRepository,
    private readonly lists: NominationListRepository,
    private readonly mails: NominationMailsRepository,
  ) {}

  /** Everything done to a nomination in the actor's sight, oldest first. */
  async of(actor: Actor, id: string): Promise<HistoryEntry[]> {
    requireGrant(actor, nominationAccess.read);
    if (!(await this.lists.find(actor, id))) throw notFound('nomination');
    const reading = readingOf(actor);
    const accounts = scopeOf(actor, accountAccess.read);
    const events = await this.nominations.events(id);
    const related = await this.related(actor, events);
    return events.map((event) => ({ ...entryOf(event, reading, accounts), related: related.get(event.id) ?? null }));
  }

  /** The mails that tell of it and that the actor may know of, the first written first; none where there are none. */
  async mailsOf(actor: Actor, id: string): Promise<NominationMail[]> {
    return isGranted(actor, nominationAccess.readMails) ? this.mails.of(actor, id) : [];
  }

  /** By event, of those that have to do with another nomination in sight. */
  private async related(actor: Actor, events: readonly NominationEvent[]): Promise<Map<string, Related>> {
    const named = events.flatMap((event) => {
      const details = event.details as Details;
      return relations.flatMap(([key, how]) => (details[key] ? [{ event: event.id, how, id: details[key] }] : []));
    });
    const rows = await this.lists.findEach(
      actor,
      named.map(({ id }) => id),
    );
    const related = new Map<string, Related>();
    for (const { event, how, id } of named.toReversed()) {
      const row = rows.get(id);
      if (row) related.set(event, { how, id, fullName: row.fullName });
    }
    return related;
  }
}

const relations = [
  ['replacementId', 'replaced_by'],
  ['replaces', 'replaces'],
  ['promotedId', 'promoted'],
  ['freedBy', 'seat_of'],
] as const;

function entryOf(event: NominationEvent, { masked, inOwnWords }: Reading, accounts: Scope): HistoryEntry {
  const details = event.details as Details;
  return {
    id: event.id,
    at: event.at,
    action: event.action,
    as: details.as ?? null,
    onBehalf: details.onBehalf ?? false,
    by: mayReadName(event, accounts) ? event.accountName : null,
    reason: masked ? null : event.reason,
    reasonCode: masked ? null : (details.reasonCode ?? null),
    document: details.kind ?? null,
    rules: details.rule ? [details.rule] : inOwnWords ? [] : (details.rules ?? []),
    from: details.from ?? null,
    to: details.to ?? null,
    until: details.until ?? null,
    letter: details.letter ?? null,
    because: details.because ?? null,
    related: null,
    replacementId: details.replacementId ?? null,
    replaces: details.replaces ?? null,
    importRow: details.row ?? null,
    passedOver: details.passedOver?.length ?? 0,
  };
}

/** Whether a reader of these accounts learns the name of this one. */
export const mayReadName = (event: Pick<NominationEvent, 'accountId' | 'organisationPath'>, scope: Scope): boolean =>
  scope.allBy.length > 0 ||
  (scope.organisationPath !== null &&
    event.organisationPath !== null &&
    isUnder(event.organisationPath, scope.organisationPath)) ||
  (scope.selfAccountId !== null && scope.selfAccountId === event.accountId);
