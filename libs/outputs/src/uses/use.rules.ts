import { allowed, type Decision, daysBetween, denied, type LocalDate, localDateOf } from '#libs/kernel';
import type { Sector } from '../output.types.js';
import { type Country, countries } from './use.types.js';

/** What somebody declared is theirs to take back the same day; then it stands. */
export const mayTakeBack = (at: Date, now: Date): Decision =>
  localDateOf(at) === localDateOf(now) ? allowed : denied('output.use_stands');

/** Days from the last day of its run to the first use; 0 for what was used before. */
export const daysToUse = (endedOn: LocalDate, first: Date): number =>
  Math.max(0, daysBetween(endedOn, localDateOf(first)));

/** A published output and how soon each country used it. */
export interface UsedOutput {
  sector: Sector;
  programmeId: string;
  endedOn: LocalDate;
  /** Null of a country that has not used it. */
  days: Record<Country, number | null>;
  isUsed: boolean;
}

export interface UseFigures {
  outputs: number;
  used: number;
  /** Of each country: outputs it used, and the median of the days from the end of the run to its first use. */
  by: Record<Country, { used: number; medianDays: number | null }>;
}

/** Of so many published outputs these are the used ones. */
export function figuresOf(outputs: number, used: readonly UsedOutput[]): UseFigures {
  const of = (country: Country) => {
    const days = used.flatMap((output) => output.days[country] ?? []);
    return { used: days.length, medianDays: median(days) };
  };
  const by = Object.fromEntries(countries.map((country) => [country, of(country)])) as UseFigures['by'];
  return { outputs, used: used.length, by };
}

/** Of an even number the mean of the two in the middle. */
function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
