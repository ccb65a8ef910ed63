import { daysBetween, type LocalDate } from './local-date.js';

/** Calendar dates from the first to the last, both included; `from` is never after `to`. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Throws RangeError when `to` is before `from`. */
export function period(from: LocalDate, to: LocalDate): Period {
  if (to < from) throw new RangeError(`period ends ${to} before it begins ${from}`);
  return { from, to };
}

/** Number of days, first and last included. */
export function days({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}
