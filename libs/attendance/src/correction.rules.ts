import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import type { RunStatus } from '#libs/training';
import type { MarkStatus } from './attendance.rules.js';

export const correctionStatuses = ['requested', 'approved', 'refused'] as const;

export type CorrectionStatus = (typeof correctionStatuses)[number];

/**
 * In the place of a reason where an excuse that was approved is it. What the person asked with may tell of their health:
 * it stays in the excuse, and out of the trail, which keeps every reason for good.
 */
export const byExcuse = 'excuse.approved';

export interface CorrectionFacts {
  runStatus: RunStatus;
  isCancelled: boolean;
  isRollClosed: boolean;
  /** Somebody has asked already and nobody has decided. */
  hasOpenRequest: boolean;
}

// A completed run may still be corrected: its certificates come after it.
const isOpen = (status: RunStatus): Decision =>
  status === 'closed' || status === 'cancelled' ? denied('run.is_over') : allowed;

/** While a roll is open one marks; once it is closed one corrects, until the run is closed for good. */
export const mayCorrect = (facts: CorrectionFacts): Decision =>
  firstDenial(
    facts.isCancelled ? denied('session.is_cancelled') : allowed,
    facts.isRollClosed ? allowed : denied('attendance.roll_still_open'),
    isOpen(facts.runStatus),
    facts.hasOpenRequest ? denied('attendance.correction_pending') : allowed,
  );

/** A correction says something else than what stands. */
export const isChange = (from: MarkStatus, to: MarkStatus): Decision =>
  from === to ? denied('attendance.correction_same') : allowed;

export const mayDecide = (status: CorrectionStatus, runStatus: RunStatus): Decision =>
  firstDenial(
    status === 'requested' ? allowed : denied('attendance.correction_decided', { status }),
    isOpen(runStatus),
  );
