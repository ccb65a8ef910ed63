import { type LocalDate, localDateOf, timeOfDay } from './local-date.js';
import type { Language } from './localised-text.js';
import type { Period } from './period.js';

/** Dates as official papers of both countries write them. `Intl` gives neither. */

const laoMonths = 'ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ'.split(' ');
const englishMonths = 'January February March April May June July August September October November December'.split(
  ' ',
);

interface DateParts {
  year: number;
  month: number;
  day: number;
}

/** The parts of a date in words, joined by spaces. */
interface Wording {
  day(parts: DateParts): string;
  month(parts: DateParts): string;
  year(parts: DateParts): string;
  from: string;
  to: string;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

const wordings: Readonly<Record<Language, Wording>> = {
  vi: {
    // Decree 30/2020/NĐ-CP, appendix I: days below 10 and months 1 and 2 are written with a leading 0.
    day: ({ day }) => `ngày ${twoDigits(day)}`,
    month: ({ month }) => `tháng ${month < 3 ? twoDigits(month) : month}`,
    year: ({ year }) => `năm ${year}`,
    from: 'từ ',
    to: 'đến ',
  },
  lo: {
    day: ({ day }) => `ວັນທີ ${day}`,
    month: ({ month }) => laoMonths[month - 1],
    year: ({ year }) => String(year),
    from: 'ແຕ່',
    to: 'ຫາ ',
  },
  en: {
    day: ({ day }) => String(day),
    month: ({ month }) => englishMonths[month - 1],
    year: ({ year }) => String(year),
    from: 'from ',
    to: 'to ',
  },
};

function partsOf(date: LocalDate): DateParts {
  const [year, month, day] = date.split('-').map(Number);
  return { year, month, day };
}

/** "ngày 15 tháng 3 năm 2026", "ວັນທີ 15 ມີນາ 2026", "15 March 2026". */
export function officialDate(date: LocalDate, language: Language): string {
  const words = wordings[language];
  const parts = partsOf(date);
  return `${words.day(parts)} ${words.month(parts)} ${words.year(parts)}`;
}

/** The month in which a date lies: "tháng 3 năm 2026", "ມີນາ 2026", "March 2026". */
export function officialMonth(date: LocalDate, language: Language): string {
  const words = wordings[language];
  const parts = partsOf(date);
  return `${words.month(parts)} ${words.year(parts)}`;
}

/**
 * "từ ngày 05 đến ngày 15 tháng 3 năm 2026", "ແຕ່ວັນທີ 5 ຫາ ວັນທີ 15 ມີນາ 2026", "from 5 to 15 March 2026".
 * Month and year are said once when they are the same; a period of one day is that day.
 */
export function officialPeriod({ from, to }: Period, language: Language): string {
  if (from === to) return officialDate(from, language);
  const words = wordings[language];
  const first = partsOf(from);
  const last = partsOf(to);
  const begin = [words.day(first)];
  if (first.year !== last.year || first.month !== last.month) begin.push(words.month(first));
  if (first.year !== last.year) begin.push(words.year(first));
  return `${words.from}${begin.join(' ')} ${words.to}${officialDate(to, language)}`;
}

/** "15/03/2026" in Vietnamese and Lao, "15 Mar 2026" in English. For tables. */
export function shortDate(date: LocalDate, language: Language): string {
  const { year, month, day } = partsOf(date);
  return language === 'en'
    ? `${day} ${englishMonths[month - 1].slice(0, 3)} ${year}`
    : `${twoDigits(day)}/${twoDigits(month)}/${year}`;
}

/** "15/03/2026 14:05" or "15 Mar 2026 14:05": date and clock in Viet Nam and Laos. Takes a Date or an ISO instant. */
export function shortInstant(instant: Date | string, language: Language): string {
  const at = new Date(instant);
  return `${shortDate(localDateOf(at), language)} ${timeOfDay(at)}`;
}
