import { addDays, allowed, type Decision, denied, type LocalDate } from '#libs/kernel';

/** So many days before its first day a run has its people: rooms, transport and papers are arranged by name. */
export const substitutionLeadDays = 7;

export interface SubstitutionSeason {
  status: string;
  startsOn: LocalDate;
  nominationClosesOn: LocalDate;
}

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/**
 * The last day on which an organisation may replace somebody by itself: a week before the run begins; where
 * nominations are taken longer, as long as they are; never on its first day.
 */
export const lastSubstitutionDay = ({ startsOn, nominationClosesOn }: SubstitutionSeason): LocalDate =>
  earlier(later(addDays(startsOn, -substitutionLeadDays), nominationClosesOn), addDays(startsOn, -1));

const isLate = (run: SubstitutionSeason, today: LocalDate): boolean =>
  run.status === 'running' || today > lastSubstitutionDay(run);

/** In a run that is under way: in time, or unlocked by Viet Nam. */
export function maySubstitute(run: SubstitutionSeason, today: LocalDate, isUnlocked: boolean): Decision {
  if (isUnlocked || !isLate(run, today)) return allowed;
  return denied('nomination.substitution_late', { until: lastSubstitutionDay(run) });
}

/** Only what is late is unlocked, and once. */
export function mayUnlockSubstitution(run: SubstitutionSeason, today: LocalDate, isUnlocked: boolean): Decision {
  if (!isLate(run, today)) return denied('nomination.substitution_in_time', { until: lastSubstitutionDay(run) });
  return isUnlocked ? denied('nomination.substitution_unlocked') : allowed;
}
