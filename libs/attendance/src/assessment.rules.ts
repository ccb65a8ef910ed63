import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import type { RunStatus } from '#libs/training';

export interface AssessedRun {
  status: RunStatus;
  hasAssessment: boolean;
}

/** From the first day until the run is closed for good, where the run has an assessment. */
export const mayAssess = ({ status, hasAssessment }: AssessedRun): Decision =>
  firstDenial(
    hasAssessment ? allowed : denied('assessment.run_has_none'),
    ['running', 'completed'].includes(status) ? allowed : denied('assessment.run_not_open', { status }),
  );
