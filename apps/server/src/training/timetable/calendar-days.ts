import { addDays, daysBetween, type LocalDate, localDate, weekdayOf } from '#libs/kernel';

/** The days a calendar shows. Weeks begin on Monday. */

const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekdayOf(day));

export const weekOf = (day: LocalDate): LocalDate[] => daysFrom(mondayOf(day), 7);

const firstOfMonth = (day: LocalDate): LocalDate => localDate(`${day.slice(0, 7)}-01`);

/** From 1 to 31 days on, always in the next month. */
const firstOfNextMonth = (day: LocalDate): LocalDate => firstOfMonth(addDays(firstOfMonth(day), 31));

/** Whole weeks, with the last days of the month before and the first ones of the next. */
export function monthOf(day: LocalDate): LocalDate[] {
  const first = mondayOf(firstOfMonth(day));
  const last = addDays(mondayOf(addDays(firstOfNextMonth(day), -1)), 6);
  return daysFrom(first, daysBetween(first, last) + 1);
}

/** A day in the week or the month before and after. */
export const neighbours = (day: LocalDate, isMonth: boolean): { before: LocalDate; after: LocalDate } =>
  isMonth
    ? { before: firstOfMonth(addDays(firstOfMonth(day), -1)), after: firstOfNextMonth(day) }
    : { before: addDays(day, -7), after: addDays(day, 7) };

const daysFrom = (first: LocalDate, count: number): LocalDate[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index));
