import { addDays, daysBetween, type LocalDate } from '#libs/kernel';
import type { OutputKind } from './training.rules.js';

/** Who delivers: the run as a whole, each trainee alone or together with others, or each trainee alone. */
export const perWhom = ['run', 'group', 'person'] as const;

export type PerWhom = (typeof perWhom)[number];

/** So many outputs of one kind, of each. A kind is required once. */
export interface RequiredOutput {
  kind: OutputKind;
  count: number;
  per: PerWhom;
}

export interface RequiredOfCourse extends RequiredOutput {
  /** Days after the end of a run by which they are submitted; null: no date is set. */
  dueDays: number | null;
}

export interface RequiredOfRun extends RequiredOutput {
  /** The last day on which they are submitted; null: no date is set. */
  dueOn: LocalDate | null;
}

/** As somebody asks for it: by a date, or in days after the end of the run. */
export type AskedOfRun = RequiredOfRun & { dueDays?: number | null };

export const requiredKinds = (required: readonly RequiredOutput[]): OutputKind[] => required.map(({ kind }) => kind);

/** What a run that ends on this day asks. */
export const dueAfter = (endsOn: LocalDate, asked: readonly (RequiredOfCourse | AskedOfRun)[]): RequiredOfRun[] =>
  asked.map((one) => {
    const { kind, count, per, dueDays } = one;
    const dueOn = 'dueOn' in one ? one.dueOn : null;
    return { kind, count, per, dueOn: typeof dueDays === 'number' ? addDays(endsOn, dueDays) : dueOn };
  });

/** The due dates of a run that ends on another day now. */
export const movedAlong = (required: readonly RequiredOfRun[], from: LocalDate, to: LocalDate): RequiredOfRun[] =>
  required.map((one) => ({ ...one, dueOn: one.dueOn && addDays(one.dueOn, daysBetween(from, to)) }));

/** Nothing is due before the run has begun: the places in the list of what is. */
export const dueTooEarly = (required: readonly RequiredOfRun[], startsOn: LocalDate): number[] =>
  required.flatMap(({ dueOn }, index) => (dueOn !== null && dueOn < startsOn ? [index] : []));
