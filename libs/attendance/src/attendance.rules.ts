/** What a mark says, what counts as attended, and the rate over all planned units. */

export const markStatuses = ['present', 'late', 'excused', 'absent'] as const;

export type MarkStatus = (typeof markStatuses)[number];

/**
 * Where a mark came from. Witnesses: the roll call, a check-in by code, a sign-in sheet, an approved excuse. Decisions:
 * the resolution of a conflict between them, the closing of the roll, a correction after it.
 */
export const markSources = ['roll', 'check_in', 'paper', 'excuse', 'resolution', 'closing', 'correction'] as const;

export type MarkSource = (typeof markSources)[number];

/** Whether somebody with this mark attended. Whether an excused absence counts is a setting of the run. */
export const isAttended = (status: MarkStatus, excusedCounts: boolean): boolean =>
  status === 'present' || status === 'late' || (status === 'excused' && excusedCounts);

/** What a run asks, and how much of it has been held. Cancelled sessions are in neither sum. */
export interface RunUnits {
  /** Units of every planned session, those still to come included. */
  plannedUnits: number;
  /** Units of the planned sessions whose roll is closed: only a correction changes what they count. */
  closedUnits: number;
  /** Units of the largest planned session whose roll is not closed. */
  largestOpenUnits: number;
  excusedCounts: boolean;
  /** Per cent of the planned units, 0 to 100. */
  threshold: number;
}

/** Units of one enrolment under one mark. */
export interface Tally {
  status: MarkStatus;
  /** Whether their rolls are closed. */
  isClosed: boolean;
  units: number;
}

/** How one enrolment stands. */
export interface Rate {
  plannedUnits: number;
  attendedUnits: number;
  /** Units of closed rolls that were not attended; somebody without a mark in one was not there. */
  missedUnits: number;
  /** 0 to 1, for showing. Comparisons go through `isReached`. */
  rate: number;
  isReached: boolean;
  /** False when even attending all that is left would not be enough. */
  canReach: boolean;
  /** They have been away, and one more absence would put the threshold out of reach. */
  isNear: boolean;
}

/** Compares in whole numbers: 8 of 10 units is 80 per cent, 2 of 3 never is 66.7. Without planned units nothing is reached. */
export const reaches = (attendedUnits: number, plannedUnits: number, threshold: number): boolean =>
  threshold === 0 || (plannedUnits > 0 && attendedUnits * 100 >= threshold * plannedUnits);

export function rateOf(run: RunUnits, tallies: readonly Tally[]): Rate {
  const { plannedUnits, closedUnits, largestOpenUnits, excusedCounts, threshold } = run;
  const attended = tallies.filter(({ status }) => isAttended(status, excusedCounts));
  const attendedUnits = sum(attended);
  const missedUnits = closedUnits - sum(attended.filter(({ isClosed }) => isClosed));
  const isReached = reaches(attendedUnits, plannedUnits, threshold);
  const reachesMissing = (units: number) =>
    plannedUnits === 0 || reaches(plannedUnits - missedUnits - units, plannedUnits, threshold);
  return {
    plannedUnits,
    attendedUnits,
    missedUnits,
    rate: plannedUnits === 0 ? 0 : attendedUnits / plannedUnits,
    isReached,
    canReach: reachesMissing(0),
    isNear: !isReached && missedUnits > 0 && reachesMissing(0) && !reachesMissing(largestOpenUnits),
  };
}

/** The most units that may be missed before the threshold is out of reach. */
export const unitsToSpare = (plannedUnits: number, threshold: number): number =>
  plannedUnits - Math.ceil((threshold * plannedUnits) / 100);

const sum = (tallies: readonly Tally[]): number => tallies.reduce((total, { units }) => total + units, 0);
