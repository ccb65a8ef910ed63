import { addDays, daysBetween, type LocalDate, weekdayOf } from '#libs/kernel';

/** Days on which nobody is taught, first and last included. */
export interface FreeDays {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** Which sessions of a series are held: on these days of the week (Monday is 1), until a day or so many times. */
export interface Repeat {
  days: readonly number[];
  until?: LocalDate | undefined;
  count?: number | undefined;
}

const isFree = (day: LocalDate, free: readonly FreeDays[]): boolean =>
  free.some(({ startsOn, endsOn }) => startsOn <= day && endsOn >= day);

/** No planning goes further: a series of single Mondays over holidays, or a table of days off that never ends. */
const farthest = 800;

/** The days of a series from its first day on, and those left out because they are free. */
export function seriesDays(
  first: LocalDate,
  { days, until, count }: Repeat,
  free: readonly FreeDays[],
): { held: LocalDate[]; skipped: LocalDate[] } {
  const [held, skipped]: [LocalDate[], LocalDate[]] = [[], []];
  for (let ahead = 0; ahead < farthest && held.length < (count ?? farthest); ahead += 1) {
    const day = addDays(first, ahead);
    if (until !== undefined && day > until) break;
    if (!days.includes(weekdayOf(day))) continue;
    (isFree(day, free) ? skipped : held).push(day);
  }
  return { held, skipped };
}

const weekend = [6, 7];

/**
 * Where teaching days come to lie when what began on `from` begins on `to`: day → new day. They keep their order, and
 * the gaps between them counted in days on which one may teach: what would fall on a free day goes on to the next, and
 * pushes those after it. Saturdays and Sundays count as free unless something was held on one of them before.
 */
export function shiftedDays(
  taught: readonly LocalDate[],
  from: LocalDate,
  to: LocalDate,
  free: readonly FreeDays[],
): Map<LocalDate, LocalDate> {
  const days = [...new Set(taught)].sort();
  const atRest = weekend.filter((weekday) => !days.some((day) => weekdayOf(day) === weekday));
  const isOff = (day: LocalDate): boolean => atRest.includes(weekdayOf(day)) || isFree(day, free);
  const isTaught = new Set(days);
  const moved = new Map<LocalDate, LocalDate>();
  let target = to;
  const goOn = (): void => {
    for (let ahead = 0; isOff(target) && ahead < farthest; ahead += 1) target = addDays(target, 1);
  };
  goOn();
  for (let ahead = 0; moved.size < days.length && ahead <= daysBetween(from, days.at(-1)!); ahead += 1) {
    const day = addDays(from, ahead);
    if (isTaught.has(day)) moved.set(day, target);
    // A day that was taught in spite of all counts as one on which one may teach.
    if (!isTaught.has(day) && isOff(day)) continue;
    target = addDays(target, 1);
    goOn();
  }
  return moved;
}

/** The last day of something that lasts from `startsOn` to `endsOn` and would begin on `to`. */
export const shiftedEnd = (startsOn: LocalDate, endsOn: LocalDate, to: LocalDate): LocalDate =>
  addDays(to, daysBetween(startsOn, endsOn));
