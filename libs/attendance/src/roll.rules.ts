import { allowed, type Decision, denied, firstDenial } from '#libs/kernel';
import type { RunStatus } from '#libs/training';

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

const isUnderWay = ({ runStatus, isCancelled, closedAt }: RollFacts): Decision =>
  firstDenial(
    isCancelled ? denied('session.is_cancelled') : allowed,
    closedAt ? denied('attendance.roll_closed') : allowed,
    runStatus === 'running' ? allowed : denied('attendance.run_not_running'),
  );

export const mayMark = (roll: RollFacts, now: Date): Decision =>
  firstDenial(
    isUnderWay(roll),
    now.getTime() >= roll.startsAt.getTime() - opensBefore ? allowed : denied('attendance.roll_not_yet_open'),
  );

/** Closing records absences: never before the session has begun. */
export const mayClose = (roll: RollFacts, now: Date): Decision =>
  firstDenial(isUnderWay(roll), now >= roll.startsAt ? allowed : denied('attendance.session_not_begun'));

/**
 * When a mark is taken to have been made. A clock a little ahead must not win over what is said later, so it is
 * taken as now; one further ahead is refused (null): it is in another time zone, or wrong.
 */
export function markedWhen(markedAt: Date, now: Date): Date | null {
  if (markedAt <= now) return markedAt;
  return markedAt.getTime() - now.getTime() <= clockDrift ? now : null;
}

/** One thing said about a mark. */
export interface Said {
  /** The device's id of it. */
  id: string;
  markedAt: Date;
}

/** What was said later stands, in whatever order it arrives; of two at the same instant, on every server the same one. */
export const stands = (said: Said, before: Said): boolean =>
  said.markedAt.getTime() === before.markedAt.getTime() ? said.id > before.id : said.markedAt > before.markedAt;

/** How many would be recorded absent must be what the person was shown; fewer is no surprise. */
export const isAsShown = (unmarked: number, shown: number | undefined): Decision =>
  shown !== undefined && unmarked > shown ? denied('attendance.more_unmarked', { shown, unmarked }) : allowed;
