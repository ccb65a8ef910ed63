import { addDays, daysBetween, instantOf, type LocalDate } from '#libs/kernel';
import type { NominationStatus } from '../nomination.rules.js';

/** Who is told of what, and when waiting has become too long. */

/** Milliseconds for which news of a run are gathered into one mail. */
export const gatheredFor = { nominators: 10 * 60_000, coordinators: 60 * 60_000 } as const;

/** The end of the stretch of time that an instant falls into: the same for everybody who asks. */
export function endOfGathering(at: Date, length: number): Date {
  return new Date((Math.floor(at.getTime() / length) + 1) * length);
}

/** News that are told late come in a row: the mail waits a minute for the others. */
export const dueAfterGathering = (end: Date, now: Date): Date =>
  new Date(Math.max(end.getTime(), now.getTime() + 60_000));

const forNominators = [
  'selected',
  'reserved',
  'not_selected',
  'returned',
  'promoted',
  'confirmed',
  'withdrawn',
  'substituted',
];

interface Step {
  /** As the audit trail calls it: `nomination.selected`. */
  action: string;
  from: NominationStatus | null;
  to: NominationStatus;
}

/** What the nominators of the organisation are told it was: `selected`; null when they are not told. */
export function newsForNominators({ action, from }: Step): string | null {
  const word = action.replace('nomination.', '');
  return forNominators.includes(word) && from !== 'draft' ? word : null;
}

/** Whose desk it has come to. */
export function newWorkFor({ to }: Step): 'lao_coordinator' | 'vn_coordinator' | null {
  if (to === 'submitted') return 'lao_coordinator';
  return to === 'selected' ? 'vn_coordinator' : null;
}

/** Viet Nam sees what was ever selected; of the other steps only Laos may read. */
export const readersOf = ({ from, to }: Step): 'lao' | 'both' =>
  from === 'selected' || from === 'confirmed' || to === 'confirmed' ? 'both' : 'lao';

/** A list as a whole: a draft is nobody's business but its organisation's own, Viet Nam sees what was ever selected. */
export function readersOfList(named: readonly { status: NominationStatus; wasSelected: boolean }[]) {
  if (named.some(({ status }) => status === 'draft')) return 'none';
  return named.every(({ wasSelected }) => wasSelected) ? 'both' : 'lao';
}

/** Days after which something has waited too long on a coordinator, and again as many before the co-chair hears of it. */
export const waitsTooLongAfter = 5;

/** Days before a deadline on which whoever has not submitted is reminded. */
export const remindedBefore = 3;

/** 0 in good time, 1 too long, 2 so long that the level above is told. */
export function escalationStep(since: LocalDate, today: LocalDate): 0 | 1 | 2 {
  const days = daysBetween(since, today);
  if (days < waitsTooLongAfter) return 0;
  return days < 2 * waitsTooLongAfter ? 1 : 2;
}

/** What has waited too long today has done so since before then. */
export const lateBefore = (today: LocalDate): Date => instantOf(addDays(today, 1 - waitsTooLongAfter), '00:00');

/** For pages that show what has waited too long. */
export const isEscalated = (since: LocalDate, today: LocalDate): boolean => escalationStep(since, today) > 0;
