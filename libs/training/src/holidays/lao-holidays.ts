import { addDays, type LocalDate, localDate } from '#libs/kernel';

/** Days off in Laos, whose name is `holidays.names.<name>`. */
export interface NamedDays {
  name: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/** The same days every year: name → first day, days. */
const everyYear: Readonly<Record<string, [day: string, days: number]>> = {
  newYear: ['01-01', 1],
  womensDay: ['03-08', 1],
  piMai: ['04-14', 3],
  labourDay: ['05-01', 1],
  laoNationalDay: ['12-02', 1],
};

/**
 * That Luang: the full moon of the twelfth lunar month in Vientiane. The government proclaims the day, and may give
 * others beside it or in place of one that falls on a weekend: an admin then changes the row. Later years are added here.
 */
const thatLuang: Readonly<Record<number, string>> = {
  2024: '11-15',
  2025: '11-05',
  2026: '11-24',
  2027: '11-14',
  2028: '11-02',
  2029: '11-21',
  2030: '11-10',
  2031: '11-29',
  2032: '11-17',
  2033: '11-07',
  2034: '11-26',
  2035: '11-15',
};

/** In the order of their days. */
export function laoHolidays(year: number): NamedDays[] {
  const fullMoon = thatLuang[year];
  return Object.entries({ ...everyYear, ...(fullMoon && { thatLuang: [fullMoon, 1] as [string, number] }) })
    .map(([name, [day, days]]) => {
      const startsOn = localDate(`${year}-${day}`);
      return { name, startsOn, endsOn: addDays(startsOn, days - 1) };
    })
    .sort((one, other) => one.startsOn.localeCompare(other.startsOn));
}
