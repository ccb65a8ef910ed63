declare const localDateBrand: unique symbol;

/** A calendar date `YYYY-MM-DD`, no instant: a birthday, the first day of a run. Years 1000 to 9999, as MariaDB's DATE. */
export type LocalDate = string & { readonly [localDateBrand]: true };

const day = 86_400_000;

// Viet Nam and Laos: UTC+7 all year. The time zone of the process never matters.
const utcPlus7 = 7 * 3_600_000;

const startOfDayUtc = (date: string) => Date.parse(`${date}T00:00:00Z`);

// Of a common year.
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export function isLocalDate(value: unknown): value is LocalDate {
  if (typeof value !== 'string' || !/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, date] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  const last = month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] ?? 0);
  return date >= 1 && date <= last;
}

/** Throws RangeError for anything but a real date written `YYYY-MM-DD`. */
export function localDate(value: string): LocalDate {
  if (!isLocalDate(value)) throw new RangeError(`not a date YYYY-MM-DD: ${value}`);
  return value;
}

const dateOfUtc = (time: number) => localDate(new Date(time).toISOString().replace(/T.*/, ''));

/** `days` may be negative. Throws RangeError past the year 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfUtc(startOfDayUtc(date) + days * day);
}

/** Days from `from` to `to`: 0 on the same date, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (startOfDayUtc(to) - startOfDayUtc(from)) / day;
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return ((new Date(startOfDayUtc(date)).getUTCDay() + 6) % 7) + 1;
}

/** Full years. Someone born on 29 February turns a year older on 1 March of a common year. Negative before birth. */
export function ageOn(birth: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The date on the calendar in Viet Nam and Laos at that instant. */
export function localDateOf(instant: Date): LocalDate {
  return dateOfUtc(instant.getTime() + utcPlus7);
}

/** `HH:MM` on the clock in Viet Nam and Laos at that instant. */
export function timeOfDay(instant: Date): string {
  return new Date(instant.getTime() + utcPlus7).toISOString().slice(11, 16);
}

export function isTimeOfDay(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The instant when clocks in Viet Nam and Laos show `time` (`HH:MM`, 00:00 to 23:59) on `date`. Throws RangeError. */
export function instantOf(date: LocalDate, time: string): Date {
  if (!isTimeOfDay(time)) throw new RangeError(`not a time HH:MM: ${time}`);
  return new Date(Date.parse(`${localDate(date)}T${time}:00+07:00`));
}
