import type { Engine } from './columns.js';

/** SQL of the days from a date to the day in UTC+7 of an instant; below 0 when that day comes first. */
export const daysUntil = (engine: Engine, date: string, instant: string): string =>
  engine === 'sqlite'
    ? `CAST(julianday(date(${instant}, '+7 hours')) - julianday(${date}) AS INTEGER)`
    : `DATEDIFF(DATE_ADD(${instant}, INTERVAL 7 HOUR), ${date})`;
