import { allowed, type Decision, denied } from '#libs/kernel';
import type { NominationStatus } from '../nomination.rules.js';

/**
 * The order of an organisation's list in a run: places 1, 2, 3 without gaps or twins.
 *
 * A place is kept by everybody who is on the list, also by whoever was not selected: a decision of IICE does not
 * renumber what the organisation wrote, and may yet be changed. Whoever is withdrawn gives the place up and the others
 * close up; a replacement takes the place of the one it replaces; a new draft stands behind the last.
 */

/** Those who gave up their place, or handed it on. */
export const placeless: readonly NominationStatus[] = ['withdrawn', 'substituted'];

export const keepsPlace = (status: NominationStatus): boolean => !placeless.includes(status);

/** Still with the organisation. The order of all others is what IICE decides by, and frozen. */
export const unfrozen: readonly NominationStatus[] = ['draft', 'returned'];

export const isFrozen = (status: NominationStatus): boolean => !unfrozen.includes(status);

/** The place somebody gets who wishes for `wished`: at most behind the last. `length` counts them, too. */
export const placeInList = (wished: number, length: number): number => Math.min(Math.max(wished, 1), length);

/** Places that step aside when somebody moves: `first` to `last` by one. */
export interface Shift {
  readonly first: number;
  readonly last: number;
  readonly by: 1 | -1;
}

/** Who makes room for a move from one place to another; null when nobody has to. */
export function shiftFor(from: number, to: number): Shift | null {
  if (from === to) return null;
  return to < from ? { first: to, last: from - 1, by: 1 } : { first: from + 1, last: to, by: -1 };
}

/**
 * Whether somebody of this status may pass the others. A draft moves among drafts only: whoever was submitted keeps
 * those before and behind it. What was returned goes anywhere, since IICE looks at it again.
 */
export function mayMovePast(status: NominationStatus, passesFrozen: boolean): Decision {
  if (isFrozen(status)) return denied('nomination.placement_frozen', { status });
  return status === 'draft' && passesFrozen ? denied('nomination.placement_past_submitted') : allowed;
}
