import { allowed, type Decision, denied, firstDenial, type LocalDate, localDateOf } from '#libs/kernel';
import { mayChange, type RunStatus } from './run.rules.js';

export const sessionKinds = ['lecture', 'practice', 'site_visit'] as const;

export type SessionKind = (typeof sessionKinds)[number];

export const sessionStatuses = ['planned', 'cancelled'] as const;

export type SessionStatus = (typeof sessionStatuses)[number];

interface Times {
  startsAt: Date;
  endsAt: Date;
}

interface RunDays {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** A session lies within the days of its run, on the calendar of both countries. */
export function liesWithin(run: RunDays, { startsAt, endsAt }: Times): boolean {
  return localDateOf(startsAt) >= run.startsOn && localDateOf(endsAt) <= run.endsOn;
}

/** Milliseconds. Whoever looks for what is held in a time need not look back further. */
export const longestSession = 24 * 3_600_000;

/** Faults of a session's times: field and code. */
export function timeFaults(run: RunDays, times: Times): { field: 'startsAt' | 'endsAt'; code: string }[] {
  if (times.endsAt <= times.startsAt) return [{ field: 'endsAt', code: 'session.ends_before_start' }];
  if (+times.endsAt - +times.startsAt > longestSession) return [{ field: 'endsAt', code: 'session.too_long' }];
  return liesWithin(run, times) ? [] : [{ field: 'startsAt', code: 'session.outside_run' }];
}

export const isPlanned = ({ status }: { status: SessionStatus }): Decision =>
  status === 'planned' ? allowed : denied('session.is_cancelled');

/** A session of a run that is not over, itself not cancelled, may be moved, changed or cancelled. */
export const mayChangeSession = (run: { status: RunStatus }, session: { status: SessionStatus }): Decision =>
  firstDenial(mayChange(run), isPlanned(session));

/** Once the call is out people count on the timetable: a session is then cancelled with a reason, not taken away. */
export const mayRemoveSession = (run: { status: RunStatus }): Decision =>
  run.status === 'planned' ? allowed : denied('session.removal_after_call');

/** What a calendar shows of a session, beside who teaches it. */
const shown = ['topic', 'kind', 'startsAt', 'endsAt', 'place', 'roomId'] as const;

type Shown = Readonly<Record<(typeof shown)[number], unknown>>;

export const isShownAnew = (before: Shown, after: Shown): boolean =>
  shown.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));

/** Planned units of a run: cancelled sessions do not count. */
export const plannedUnits = (sessions: readonly { status: SessionStatus; units: number }[]): number =>
  sessions.filter(({ status }) => status === 'planned').reduce((sum, { units }) => sum + units, 0);
