import type { NominationStatus } from '../nomination.rules.js';

/** The arithmetic of a selection: what the seats, the women's share and the kinds of trainee come to. */

/** Chosen: on the way to a seat by Laos's decision, or there already. */
export const isChosen = (status: NominationStatus): boolean => status === 'selected' || status === 'confirmed';

/** What the board no longer shows: these are not to be decided on. */
export const offTheBoard: readonly NominationStatus[] = ['draft', 'withdrawn', 'substituted'];

export interface Counted {
  readonly status: NominationStatus;
  readonly sex: string;
  readonly traineeKind: string | null;
  readonly holdsSeat: boolean;
}

export interface Tally {
  /** Selected and confirmed. */
  chosen: number;
  /** Of the chosen. */
  women: number;
  /** Women among the chosen, from 0 to 1; null while nobody is chosen. */
  womenShare: number | null;
  submitted: number;
  selected: number;
  confirmed: number;
  reserve: number;
  notSelected: number;
  returned: number;
  /** Seats that these need if all who are selected are confirmed: the confirmed and held ones and those to come. */
  seatsNeeded: number;
  /** Of the chosen, by kind of trainee; `''` where none is known. */
  byTraineeKind: Record<string, number>;
}

export function tallyOf(people: readonly Counted[]): Tally {
  const count = (status: NominationStatus) => people.filter((one) => one.status === status).length;
  const chosen = people.filter(({ status }) => isChosen(status));
  const women = chosen.filter(({ sex }) => sex === 'female').length;
  const kinds = Map.groupBy(chosen, ({ traineeKind }) => traineeKind ?? '');
  return {
    chosen: chosen.length,
    women,
    womenShare: chosen.length > 0 ? women / chosen.length : null,
    submitted: count('submitted'),
    selected: count('selected'),
    confirmed: count('confirmed'),
    reserve: count('reserve'),
    notSelected: count('not_selected'),
    returned: count('returned'),
    seatsNeeded: people.filter(({ status, holdsSeat }) => holdsSeat || isChosen(status)).length,
    byTraineeKind: Object.fromEntries([...kinds].map(([kind, of]) => [kind, of.length])),
  };
}
