import { allowed, type Decision, type Denial, denied, type LocalDate } from '#libs/kernel';
import { maySubstitute, mayUnlockSubstitution } from './substitution/substitution.rules.js';

/** The life of a nomination, as data. A step that is not in the table is refused. */

export const nominationStatuses = [
  'draft',
  'submitted',
  'returned',
  'selected',
  'reserve',
  'not_selected',
  'confirmed',
  'substituted',
  'withdrawn',
] as const;

export type NominationStatus = (typeof nominationStatuses)[number];

/** Whoever takes a step does so as one of these. `organisation` is also the Lao coordinator on its behalf. */
export type Party = 'organisation' | 'lao' | 'vn' | 'person' | 'rule';

export const nominationActions = [
  'edit',
  'submit',
  'select',
  'reserve',
  'not_select',
  'return',
  'confirm',
  'withdraw',
  'substitute',
  'unlock_substitution',
  'promote',
] as const;

export type NominationAction = (typeof nominationActions)[number];

/**
 * When a step may be taken. `window`: the call is open and today lies in the nomination window.
 * `return_date`: not after the date named in the return, whatever the window. `under_way`: the run has a call and is
 * not over. `substitution`: under way and in time for it, or unlocked; `late_substitution`: under way and past that time.
 */
export type Season = 'window' | 'return_date' | 'under_way' | 'substitution' | 'late_substitution';

export interface Step {
  readonly action: NominationAction;
  readonly from: NominationStatus;
  readonly to: NominationStatus;
  readonly by: readonly Party[];
  readonly season: Season;
  readonly needsReason: boolean;
}

type Rest = Partial<Pick<Step, 'season' | 'needsReason'>>;

const step = (
  action: NominationAction,
  from: NominationStatus,
  to: NominationStatus,
  by: Party[],
  { season = 'under_way', needsReason = false }: Rest = {},
): Step => ({ action, from, to, by, season, needsReason });

const withReason = { needsReason: true };
const anyone: Party[] = ['organisation', 'lao', 'person'];

export const steps: readonly Step[] = [
  step('edit', 'draft', 'draft', ['organisation']),
  step('edit', 'returned', 'returned', ['organisation'], { season: 'return_date' }),
  step('submit', 'draft', 'submitted', ['organisation'], { season: 'window' }),
  step('submit', 'returned', 'submitted', ['organisation'], { season: 'return_date' }),

  step('select', 'submitted', 'selected', ['lao']),
  step('reserve', 'submitted', 'reserve', ['lao']),
  step('not_select', 'submitted', 'not_selected', ['lao']),
  step('return', 'submitted', 'returned', ['lao'], withReason),
  // Until Viet Nam confirms, Laos may think again, and says why.
  step('reserve', 'selected', 'reserve', ['lao'], withReason),
  step('not_select', 'selected', 'not_selected', ['lao'], withReason),
  step('return', 'selected', 'returned', ['lao', 'vn'], withReason),
  step('select', 'reserve', 'selected', ['lao'], withReason),
  step('not_select', 'reserve', 'not_selected', ['lao'], withReason),
  step('reserve', 'not_selected', 'reserve', ['lao'], withReason),
  step('select', 'not_selected', 'selected', ['lao'], withReason),
  step('promote', 'reserve', 'selected', ['rule']),

  step('confirm', 'selected', 'confirmed', ['vn']),
  step('substitute', 'confirmed', 'substituted', ['organisation'], { season: 'substitution', needsReason: true }),
  step('unlock_substitution', 'confirmed', 'confirmed', ['vn'], { season: 'late_substitution', needsReason: true }),

  step('withdraw', 'draft', 'withdrawn', anyone),
  step('withdraw', 'submitted', 'withdrawn', anyone, withReason),
  step('withdraw', 'returned', 'withdrawn', anyone, withReason),
  step('withdraw', 'selected', 'withdrawn', anyone, withReason),
  step('withdraw', 'reserve', 'withdrawn', anyone, withReason),
  step('withdraw', 'confirmed', 'withdrawn', anyone, withReason),
];

const live: readonly NominationStatus[] = ['draft', 'submitted', 'returned', 'selected', 'reserve', 'confirmed'];

/** Live: still on its way or arrived; a person has one live nomination in a run. */
export const isLive = (status: NominationStatus): boolean => live.includes(status);

/** A replacement keeps the seat it was given only on the straight way to confirmation; any refusal frees it. */
export const keepsSeat = (status: NominationStatus): boolean => ['submitted', 'selected', 'confirmed'].includes(status);

/** What the rules ask of a run. */
export interface RunSeason {
  status: string;
  startsOn: LocalDate;
  nominationOpensOn: LocalDate;
  nominationClosesOn: LocalDate;
}

/** What the rules ask of a nomination. */
export interface NominationState {
  status: NominationStatus;
  returnUntil: LocalDate | null;
}

export interface Circumstances {
  run: RunSeason;
  today: LocalDate;
  /** As whom the actor may act on this nomination, the preferred first. */
  parties: readonly Party[];
  /** Viet Nam has unlocked a late substitution of this nomination, and it is unused. */
  isUnlocked?: boolean;
}

const underWay = ['call_open', 'call_closed', 'running'];

/** A new nomination is drafted, and a draft submitted, while the call is open and its window lasts. */
export function mayNominate(run: RunSeason, today: LocalDate): Decision {
  const { nominationOpensOn: opensOn, nominationClosesOn: closesOn } = run;
  if (run.status !== 'call_open') return denied('nomination.call_not_open', { status: run.status });
  if (today < opensOn) return denied('nomination.window_not_open', { opensOn });
  if (today > closesOn) return denied('nomination.window_closed', { closesOn });
  return allowed;
}

/** Whether the run is still to be decided on or going on. */
export function isUnderWay(run: RunSeason): Decision {
  return underWay.includes(run.status) ? allowed : denied('nomination.run_not_under_way', { status: run.status });
}

function inSeason(season: Season, state: NominationState, { run, today, isUnlocked = false }: Circumstances): Decision {
  if (season === 'window') return mayNominate(run, today);
  const begun = isUnderWay(run);
  if (begun !== allowed) return begun;
  const until = state.returnUntil;
  if (season === 'return_date' && until !== null && today > until)
    return denied('nomination.return_expired', { until });
  if (season === 'substitution') return maySubstitute(run, today, isUnlocked);
  if (season === 'late_substitution') return mayUnlockSubstitution(run, today, isUnlocked);
  return allowed;
}

/** The step that this action is now, with the party it is taken as; else the rule that forbids it. */
export function findStep(
  action: NominationAction,
  state: NominationState,
  circumstances: Circumstances,
): { step: Step; as: Party } | Denial {
  const found = steps.find((candidate) => candidate.action === action && candidate.from === state.status);
  if (!found) return denied(`nomination.cannot_${action}`, { status: state.status });
  const as = circumstances.parties.find((party) => found.by.includes(party));
  if (!as) return denied('nomination.not_your_step', { status: state.status });
  const season = inSeason(found.season, state, circumstances);
  return season === allowed ? { step: found, as } : season;
}

/** Whether the action is possible now, for greying out a button. */
export function mayTake(action: NominationAction, state: NominationState, circumstances: Circumstances): Decision {
  const found = findStep(action, state, circumstances);
  return 'denied' in found ? found : allowed;
}

/** Whether the action asks for a reason from this status. */
export const asksReason = (action: NominationAction, from: NominationStatus): boolean =>
  steps.some((candidate) => candidate.action === action && candidate.from === from && candidate.needsReason);

/** The date named in a return: today or later. */
export const isReturnDate = (until: LocalDate, today: LocalDate): boolean => until >= today;

/** What the rules ask of seats; `quota` is the one that covers the organisation. */
export interface SeatFigures {
  holdsSeat: boolean;
  capacity: number;
  seatsTaken: number;
  quota: { seats: number; taken: number } | null;
}

/** Whether there is a seat to confirm, as far as one can see; the database decides when it is taken. */
export function mayTakeSeat({ holdsSeat, capacity, seatsTaken, quota }: SeatFigures): Decision {
  if (holdsSeat) return allowed;
  if (!quota) return denied('nomination.no_quota');
  if (seatsTaken >= capacity) return denied('nomination.run_full', { capacity });
  return quota.taken >= quota.seats ? denied('nomination.quota_exhausted', { seats: quota.seats }) : allowed;
}
