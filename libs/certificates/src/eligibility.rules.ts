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

/** Every unmet condition, so that nobody has to come back twice; empty when a certificate may be issued. */
export function unmetConditions(standing: Standing): Unmet[] {
  return [...attendance(standing), ...outputs(standing), ...assessment(standing)];
}

function attendance({ attendedUnits, plannedUnits, attendanceThreshold }: Standing): Unmet[] {
  if (plannedUnits === 0) return [{ code: 'no_sessions', args: {} }];
  // In whole numbers: 80 % of 30 units is 24, whatever floating point makes of 0.8.
  if (attendedUnits * 100 >= attendanceThreshold * plannedUnits) return [];
  const needed = Math.ceil((attendanceThreshold * plannedUnits) / 100);
  return [{ code: 'attendance', args: { attendedUnits, plannedUnits, threshold: attendanceThreshold, needed } }];
}

const outputs = ({ requiredKinds, acceptedKinds }: Standing): Unmet[] =>
  requiredKinds.filter((kind) => !acceptedKinds.has(kind)).map((kind) => ({ code: 'output_missing', args: { kind } }));

function assessment({ hasAssessment, assessmentPassed }: Standing): Unmet[] {
  if (!hasAssessment || assessmentPassed === true) return [];
  return [{ code: assessmentPassed === null ? 'assessment_missing' : 'assessment_failed', args: {} }];
}
