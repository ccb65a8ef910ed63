import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import type { RunStatus } from '#libs/training';
import type { MarkSource } from './attendance.rules.js';

/** How long before its session a roll may be begun, in milliseconds: people are marked at the door. */
export const opensBefore = 60 * 60_000;

/** How far ahead the clock of a phone may run; what it says is then taken as now. Milliseconds. */
export const clockDrift = 15 * 60_000;

export interface RollFacts {
  runStatus: RunStatus;
  isCancelled: boolean;
  startsAt: Date;
  closedAt: Date | null;
}

/** From then on a roll may be marked. */
export const opensAt = ({ startsAt }: Pick<RollFacts, 'startsAt'>): Date => new Date(startsAt.getTime() - opensBefore);

/** Refusals of a mark that time may cure. */
const passing: readonly string[] = ['attendance.roll_not_yet_open', 'attendance.run_not_running'];

/** What is refused so may be taken in when it is said again later. */
export const isPassing = (code: string): boolean => passing.includes(code);

const isUnderWay = ({ runStatus, isCancelled, closedAt }: RollFacts): Decision =>
  firstDenial(
    isCancelled ? denied('session.is_cancelled') : allowed,
    closedAt ? denied('attendance.roll_closed') : allowed,
    runStatus === 'running' ? allowed : denied('attendance.run_not_running'),
  );

export const mayMark = (roll: RollFacts, now: Date): Decision =>
  firstDenial(isUnderWay(roll), now >= opensAt(roll) ? allowed : denied('attendance.roll_not_yet_open'));

/** An excuse may be approved long before its session; every other witness speaks when the roll may be marked. */
export const mayWitness = (witness: MarkSource, roll: RollFacts, now: Date): Decision => {
  if (witness !== 'excuse') return mayMark(roll, now);
  const isOver = ['completed', 'closed', 'cancelled'].includes(roll.runStatus);
  return firstDenial(
    roll.isCancelled ? denied('session.is_cancelled') : allowed,
    roll.closedAt ? denied('attendance.roll_closed') : allowed,
    isOver ? denied('attendance.run_not_running') : allowed,
  );
};

/** Closing records absences: never before the session has begun. */
export const mayClose = (roll: RollFacts, now: Date): Decision =>
  firstDenial(isUnderWay(roll), now >= roll.startsAt ? allowed : denied('attendance.session_not_begun'));

/** A roll says one thing of everybody when it is closed. */
export const isAgreed = (openConflicts: number): Decision =>
  openConflicts > 0 ? denied('attendance.conflicts_open', { count: openConflicts }) : allowed;

/**
 * When a mark is taken to have been made. A clock a little ahead must not win over what is said later, so it is
 * taken as now; one further ahead is refused (null): it is in another time zone, or wrong.
 */
export function markedWhen(markedAt: Date, now: Date): Date | null {
  if (markedAt <= now) return markedAt;
  return markedAt.getTime() - now.getTime() <= clockDrift ? now : null;
}

/** How many would be recorded absent must be what the person was shown; fewer is no surprise. */
export const isAsShown = (unmarked: number, shown: number | undefined): Decision =>
  shown !== undefined && unmarked > shown ? denied('attendance.more_unmarked', { shown, unmarked }) : allowed;
