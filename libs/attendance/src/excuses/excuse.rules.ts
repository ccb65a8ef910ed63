import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import type { RunStatus } from '#libs/training';
import type { MarkStatus } from '../attendance.rules.js';

export const excuseStatuses = ['asked', 'approved', 'refused'] as const;

export type ExcuseStatus = (typeof excuseStatuses)[number];

/** One person and one session, as far as an excuse depends on them. */
export interface AbsenceFacts {
  runStatus: RunStatus;
  isCancelled: boolean;
  /** What stands of the person, if anything does. */
  markStatus: MarkStatus | null;
}

const isExcusable = ({ runStatus, isCancelled, markStatus }: AbsenceFacts): Decision =>
  firstDenial(
    isCancelled ? denied('session.is_cancelled') : allowed,
    runStatus === 'closed' || runStatus === 'cancelled' ? denied('run.is_over') : allowed,
    markStatus === 'present' || markStatus === 'late' ? denied('excuse.was_there') : allowed,
  );

/** Before the session or after it, as long as the run is not closed for good. */
export const mayAsk = (facts: AbsenceFacts & { hasOpen: boolean }): Decision =>
  firstDenial(
    isExcusable(facts),
    facts.markStatus === 'excused' ? denied('excuse.already_excused') : allowed,
    facts.hasOpen ? denied('excuse.pending') : allowed,
  );

const isAsked = (status: ExcuseStatus): Decision =>
  status === 'asked' ? allowed : denied('excuse.decided', { status });

/** On an open roll only those stand who have a seat. */
export const mayApprove = (
  status: ExcuseStatus,
  facts: AbsenceFacts & { hasSeat: boolean; isRollClosed: boolean },
): Decision =>
  firstDenial(
    isAsked(status),
    isExcusable(facts),
    facts.hasSeat || facts.isRollClosed ? allowed : denied('excuse.seat_given_up'),
  );

/** Who brings a document, and what is there already. */
export interface BringingFacts {
  status: ExcuseStatus;
  hasDocument: boolean;
  /** They asked for it, or it is about them. */
  isTheirs: boolean;
  mayOpen: boolean;
}

/** Nobody takes away another one's document, or one unread. */
export const mayBring = ({ status, hasDocument, isTheirs, mayOpen }: BringingFacts): Decision =>
  firstDenial(isAsked(status), !hasDocument || (isTheirs && mayOpen) ? allowed : denied('forbidden'));

/** A refusal changes no mark. */
export const mayRefuse = (status: ExcuseStatus): Decision => isAsked(status);
