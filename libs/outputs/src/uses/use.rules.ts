import { allowed, type Decision, daysBetween, denied, type LocalDate, localDateOf } from '#libs/kernel';
import type { Country } from './use.types.js';

/** What somebody declared is theirs to take back the same day; then it stands. */
export const mayTakeBack = (at: Date, now: Date): Decision =>
  localDateOf(at) === localDateOf(now) ? allowed : denied('output.use_stands');

/** What was used before its run was over was used on its last day. */
export const notBefore = (days: number): number => Math.max(0, days);

/** Days from the last day of its run to the first use. */
export const daysToUse = (endedOn: LocalDate, first: Date): number =>
  notBefore(daysBetween(endedOn, localDateOf(first)));

/** Published outputs, and those of them that were ever used. */
export interface Counts {
  outputs: number;
  used: number;
}

/** So many outputs were first used by a country so many days after their run. */
export interface FirstUses {
  country: Country;
  days: number;
  outputs: number;
}

export interface UseFigures extends Counts {
  /** Of each country: outputs it used, and the median of the days from the end of the run to its first use. */
  by: Record<Country, { used: number; medianDays: number | null }>;
}

export function figuresOf(counts: readonly Counts[], firstUses: readonly FirstUses[]): UseFigures {
  const of = (country: Country) => {
    const own = firstUses.filter((one) => one.country === country);
    return { used: sum(own, ({ outputs }) => outputs), medianDays: median(own) };
  };
  return {
    outputs: sum(counts, ({ outputs }) => outputs),
    used: sum(counts, ({ used }) => used),
    by: { LA: of('LA'), VN: of('VN') },
  };
}

const sum = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

/** Of an even number of outputs the mean of the two in the middle. */
function median(firstUses: readonly FirstUses[]): number | null {
  const count = sum(firstUses, ({ outputs }) => outputs);
  if (count === 0) return null;
  const sorted = firstUses.toSorted((a, b) => a.days - b.days);
  /** The days of the output that has so many before it. */
  const at = (place: number): number => {
    let passed = 0;
    return sorted.find(({ outputs }) => {
      passed += outputs;
      return passed > place;
    })!.days;
  };
  return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
}
