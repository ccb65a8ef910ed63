import { allowed, type Decision, denied, firstDenial, localDateOf, timeOfDay } from '#libs/kernel';
import { mayMark, type RollFacts } from '../roll.rules.js';

const minute = 60_000;

/** How long before its session people check themselves in. Milliseconds. */
const opensBefore = 30 * minute;

/** How long after its start they are still in time. Milliseconds. */
const inTimeFor = 15 * minute;

export interface CheckInFacts extends RollFacts {
  endsAt: Date;
}

const at = (time: Date) => ({ day: localDateOf(time), time: timeOfDay(time) });

/** Whether people check themselves in now, else why not. */
export function mayCheckIn(session: CheckInFacts, now: Date): Decision {
  const opensAt = new Date(session.startsAt.getTime() - opensBefore);
  return firstDenial(
    session.isCancelled ? denied('session.is_cancelled') : allowed,
    now >= opensAt ? allowed : denied('check_in.too_early', at(opensAt)),
    now < session.endsAt ? allowed : denied('check_in.too_late', at(session.endsAt)),
    mayMark(session, now),
  );
}

/** What a check-in at this moment says. */
export const checkedInAs = ({ startsAt }: CheckInFacts, now: Date): 'present' | 'late' =>
  now.getTime() <= startsAt.getTime() + inTimeFor ? 'present' : 'late';
