import { allowed, type Decision, daysBetween, denied, firstDenial, isAllowed, type LocalDate } from '#libs/kernel';

export const runStatuses = [
  'planned',
  'call_open',
  'call_closed',
  'running',
  'completed',
  'closed',
  'cancelled',
] as const;

export type RunStatus = (typeof runStatuses)[number];

export const runSteps = ['open_call', 'close_call', 'start', 'complete', 'close', 'cancel'] as const;

export type RunStep = (typeof runSteps)[number];

interface Transition {
  from: readonly RunStatus[];
  to: RunStatus;
  /** The refusal in any other state. */
  otherwise: string;
}

/** The life of a run. Anything not listed is refused. */
export const runLife: Readonly<Record<RunStep, Transition>> = {
  open_call: { from: ['planned'], to: 'call_open', otherwise: 'run.not_planned' },
  close_call: { from: ['call_open'], to: 'call_closed', otherwise: 'run.call_not_open' },
  start: { from: ['call_closed'], to: 'running', otherwise: 'run.call_not_closed' },
  complete: { from: ['running'], to: 'completed', otherwise: 'run.not_running' },
  close: { from: ['completed'], to: 'closed', otherwise: 'run.not_completed' },
  cancel: {
    from: ['planned', 'call_open', 'call_closed', 'running'],
    to: 'cancelled',
    otherwise: 'run.past_cancelling',
  },
};

export interface RunDatesFacts {
  startsOn: LocalDate;
  endsOn: LocalDate;
  nominationOpensOn: LocalDate;
  nominationClosesOn: LocalDate;
}

export interface RunFacts extends RunDatesFacts {
  status: RunStatus;
}

export interface RunCircumstances {
  today: LocalDate;
  /** Sessions that are not cancelled. */
  plannedSessions: number;
}

/**
 * Whether a run may take a step today. A call stays open past its last day until somebody closes it (nominations are
 * refused by date meanwhile); it may be closed early. A run starts on its first day at the earliest and with a
 * timetable, and is completed on its last day at the earliest. What other rooms ask before the closing comes on top.
 */
export function mayStep(step: RunStep, run: RunFacts, circumstances: RunCircumstances): Decision {
  const { from, otherwise } = runLife[step];
  if (!from.includes(run.status)) return denied(otherwise);
  return preconditions[step]?.(run, circumstances) ?? allowed;
}

const preconditions: Partial<Record<RunStep, (run: RunFacts, circumstances: RunCircumstances) => Decision>> = {
  open_call: ({ nominationClosesOn }, { today }) =>
    nominationClosesOn < today ? denied('run.call_deadline_passed', { date: nominationClosesOn }) : allowed,
  start: ({ startsOn }, { today, plannedSessions }) =>
    firstDenial(
      plannedSessions === 0 ? denied('run.no_sessions') : allowed,
      today < startsOn ? denied('run.starts_later', { date: startsOn }) : allowed,
    ),
  complete: ({ endsOn }, { today }) => (today < endsOn ? denied('run.ends_later', { date: endsOn }) : allowed),
};

/** Over: nothing about it changes any more. */
export const isOver = (status: RunStatus): boolean => ['completed', 'closed', 'cancelled'].includes(status);

/** Whether anything about the run (its timetable, its quotas) may still change. */
export const mayChange = ({ status }: { status: RunStatus }): Decision =>
  isOver(status) ? denied('run.is_over') : allowed;

/** Groups of fields that become fixed at some point of a run's life, with the states in which they are still open. */
const openIn: Readonly<
  Record<'course' | 'window' | 'asked' | 'beginning' | 'rules', { states: RunStatus[]; code: string }>
> = {
  course: { states: ['planned'], code: 'run.course_fixed' },
  window: { states: ['planned', 'call_open'], code: 'run.call_over' },
  asked: { states: ['planned', 'call_open'], code: 'run.call_rules_fixed' },
  beginning: { states: ['planned', 'call_open', 'call_closed'], code: 'run.already_started' },
  rules: { states: ['planned', 'call_open', 'call_closed'], code: 'run.rules_fixed' },
};

const groups = {
  courseId: 'course',
  nominationOpensOn: 'window',
  nominationClosesOn: 'window',
  eligibilityRules: 'asked',
  requiredDocuments: 'asked',
  startsOn: 'beginning',
  attendanceThreshold: 'rules',
  excusedCounts: 'rules',
  hasAssessment: 'rules',
  requiredOutputs: 'rules',
} as const;

/** The refusal, if any, of changing one field of a run in this state. The rules are those people were admitted by. */
export function mayEditField(status: RunStatus, field: string): Decision {
  if (isOver(status)) return denied('run.is_over');
  const group = Object.hasOwn(groups, field) ? openIn[groups[field as keyof typeof groups]] : undefined;
  return !group || group.states.includes(status) ? allowed : denied(group.code);
}

/** Faults of a set of dates: field and code. The window may end on the first day of the run, not later. */
export function dateFaults(run: RunDatesFacts): { field: keyof RunDatesFacts; code: string }[] {
  return [
    ...(run.endsOn < run.startsOn ? [{ field: 'endsOn' as const, code: 'run.ends_before_start' }] : []),
    ...(run.nominationClosesOn < run.nominationOpensOn
      ? [{ field: 'nominationClosesOn' as const, code: 'run.window_reversed' }]
      : []),
    ...(run.nominationClosesOn > run.startsOn
      ? [{ field: 'nominationClosesOn' as const, code: 'run.window_after_start' }]
      : []),
  ];
}

/** Whether nominations are taken today: the call is open and the day lies in its window. */
export function takesNominations(run: RunFacts, today: LocalDate): Decision {
  if (run.status !== 'call_open') return denied('run.call_not_open');
  if (today < run.nominationOpensOn) return denied('run.window_not_yet_open', { date: run.nominationOpensOn });
  if (today > run.nominationClosesOn) return denied('run.window_closed', { date: run.nominationClosesOn });
  return allowed;
}

export const callStates = ['not_yet_open', 'open', 'closed'] as const;
export type CallState = (typeof callStates)[number];

/** Where a call stands today, and how many days it still lasts: 0 on its last day, null while it takes nobody. */
export function callStateOf(run: RunFacts, today: LocalDate): { state: CallState; daysLeft: number | null } {
  if (isAllowed(takesNominations(run, today)))
    return { state: 'open', daysLeft: daysBetween(today, run.nominationClosesOn) };
  const isToCome = run.status === 'planned' || (run.status === 'call_open' && today < run.nominationOpensOn);
  return { state: isToCome ? 'not_yet_open' : 'closed', daysLeft: null };
}

/** Capacity never falls below the seats taken. */
export const mayHaveCapacity = (capacity: number, seatsTaken: number): Decision =>
  capacity < seatsTaken ? denied('run.capacity_below_taken', { capacity, taken: seatsTaken }) : allowed;
