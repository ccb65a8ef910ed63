import { addDays, type LocalDate, localDate } from '#libs/kernel';

/** Days off in Viet Nam: known by name (`holidays.names.<name>`), or as the library calls them in Vietnamese. */
export interface LibraryDays {
  name: string | null;
  vi: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** Rules of the library → names of ours. */
const names: Readonly<Record<string, string>> = {
  '01-01': 'newYear',
  '1 day before vietnamese 1-0-1 P5D': 'tet',
  'vietnamese 1-0-1': 'tet',
  'vietnamese 3-0-10': 'hungKings',
  '04-30': 'reunificationDay',
  '05-01': 'labourDay',
  '09-02': 'vietnameseNationalDay',
};

const day = 86_400_000;

/**
 * Public ones, from the library; several days that belong together are one. Loaded when a year is to be filled only:
 * it weighs forty megabytes. The second day of the national holiday and days moved from weekends are proclaimed every
 * year: an admin adds them.
 */
export function vietnameseHolidays(year: number): Promise<readonly LibraryDays[]> {
  let days = known.get(year);
  if (!days) {
    days = reckoned(year);
    known.set(year, days);
    // What failed is tried again by the next who asks.
    days.catch(() => known.delete(year));
  }
  return days;
}

/** The moon's path is long to reckon, and the same every time. */
const known = new Map<number, Promise<readonly LibraryDays[]>>();

async function reckoned(year: number): Promise<readonly LibraryDays[]> {
  const { default: Holidays } = await import('date-holidays');
  const found = new Holidays('VN', { types: ['public'] }).getHolidays(year, 'vi').map((holiday) => {
    const startsOn = localDate(holiday.date.slice(0, 10));
    const days = Math.round((holiday.end.getTime() - holiday.start.getTime()) / day);
    return { name: names[holiday.rule] ?? null, vi: holiday.name, startsOn, endsOn: addDays(startsOn, days - 1) };
  });
  return found
    .filter((one) => !found.some((other) => other !== one && holds(other, one)))
    .sort((one, other) => one.startsOn.localeCompare(other.startsOn));
}

/** Tết itself lies within the days of Tết that begin on its eve. */
const holds = (whole: LibraryDays, part: LibraryDays): boolean =>
  whole.startsOn <= part.startsOn && whole.endsOn >= part.endsOn && whole.name === part.name;
