import { allowed, type Decision, daysBetween, denied, type LocalDate, localDateOf } from '#libs/kernel';

/** What somebody declared is theirs to take back the same day; then it stands. */
export const mayTakeBack = (at: Date, now: Date): Decision =>
  localDateOf(at) === localDateOf(now) ? allowed : denied('output.use_stands');

/** A published output with the first time each country used it. */
export interface UsedOutput {
  group: string;
  endedOn: LocalDate;
  firstUse: { LA: Date | null; VN: Date | null; any: Date | null };
}

export interface UseFigures {
  outputs: number;
  used: number;
  /** Of each country: outputs it used, and the median of the days from the end of the run to its first use. */
  by: Record<'LA' | 'VN', { used: number; medianDays: number | null }>;
}

/** Days from the end of its run to the first use; 0 for what was used before. */
export const daysToUse = (endedOn: LocalDate, first: Date): number =>
  Math.max(0, daysBetween(endedOn, localDateOf(first)));

export function figuresOf(outputs: readonly UsedOutput[]): UseFigures {
  const byCountry = (country: 'LA' | 'VN') => {
    const days = outputs.flatMap(({ endedOn, firstUse }) => {
      const first = firstUse[country];
      return first ? [daysToUse(endedOn, first)] : [];
    });
    return { used: days.length, medianDays: median(days) };
  };
  return {
    outputs: outputs.length,
    used: outputs.filter(({ firstUse }) => firstUse.any !== null).length,
    by: { LA: byCountry('LA'), VN: byCountry('VN') },
  };
}

/** Of an even number the mean of the two in the middle. */
function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
