import type { Decision } from '#libs/kernel';
import { isUnderWay, type RunSeason } from '../nomination.rules.js';

/** What a letter still lacks. The scan may follow: only number and date are needed to submit a list. */
export type LetterPart = 'letter_number' | 'letter_date' | 'scan';

interface Letter {
  letterNumber: string;
  letterDate: string | null;
  hasScan: boolean;
}

export function missingParts({ letterNumber, letterDate, hasScan }: Letter): LetterPart[] {
  const parts: [LetterPart, boolean][] = [
    ['letter_number', letterNumber === ''],
    ['letter_date', letterDate === null],
    ['scan', !hasScan],
  ];
  return parts.flatMap(([part, isMissing]) => (isMissing ? [part] : []));
}

/** A letter may be written and its scan sent after the people, as long as the run is not over. */
export const mayWriteLetter = (run: RunSeason): Decision => isUnderWay(run);
