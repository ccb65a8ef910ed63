import type { ErrorArgs } from '#libs/kernel';

/** What one enrolment has to show, and what its run asks. */
export interface Standing {
  /** Units attended, of all units the run has planned. */
  attendedUnits: number;
  plannedUnits: number;
  /** Per cent, 0 to 100. */
  attendanceThreshold: number;
  requiredKinds: readonly string[];
  /** Kinds of output this enrolment is author of and that were accepted. A waiver never counts here. */
  acceptedKinds: ReadonlySet<string>;
  hasAssessment: boolean;
  /** Null while nothing is recorded. */
  assessmentPassed: boolean | null;
}

/** A condition that is not met: `code` is a key of `certificates.unmet`. */
export interface Unmet {
  code: 'attendance' | 'no_sessions' | 'output_missing' | 'assessment_missing' | 'assessment_failed';
  args: ErrorArgs;
}

/** One thing that a run asks, met or not. */
export interface Condition {
  name: 'attendance' | 'output' | 'assessment';
  /** What stands against it; null when it is met. */
  unmet: Unmet['code'] | null;
  args: ErrorArgs;
}

/** All that a run asks of somebody, with how they stand. */
export const conditionsOf = (standing: Standing): Condition[] => [
  attendance(standing),
  ...outputs(standing),
  ...assessment(standing),
];

/** Those that are not met, all at once, so that nobody has to come back twice; none when a certificate may be issued. */
export const unmetAmong = (conditions: readonly Condition[]): Unmet[] =>
  conditions.flatMap(({ unmet, args }) => (unmet ? [{ code: unmet, args }] : []));

function attendance({ attendedUnits, plannedUnits, attendanceThreshold: threshold }: Standing): Condition {
  const needed = Math.ceil((threshold * plannedUnits) / 100);
  const args = { attendedUnits, plannedUnits, threshold, needed };
  if (plannedUnits === 0) return { name: 'attendance', unmet: 'no_sessions', args };
  // In whole numbers: 80 % of 30 units is 24, whatever floating point makes of 0.8.
  const isReached = attendedUnits * 100 >= threshold * plannedUnits;
  return { name: 'attendance', unmet: isReached ? null : 'attendance', args };
}

const outputs = ({ requiredKinds, acceptedKinds }: Standing): Condition[] =>
  requiredKinds.map((kind) => ({
    name: 'output',
    unmet: acceptedKinds.has(kind) ? null : 'output_missing',
    args: { kind },
  }));

function assessment({ hasAssessment, assessmentPassed }: Standing): Condition[] {
  if (!hasAssessment) return [];
  const unmet = assessmentPassed === null ? 'assessment_missing' : assessmentPassed ? null : 'assessment_failed';
  return [{ name: 'assessment', unmet, args: {} }];
}
