import { allowed, type Decision, denied } from '#libs/kernel';
import type { RunSeason } from '../nomination.rules.js';

/** What a letter still lacks. The scan may follow: only number and date are needed to submit a list. */
export type LetterPart = 'letter_number' | 'letter_date' | 'scan';

interface Letter {
  letterNumber: string;
  letterDate: string | null;
  hasScan: boolean;
}

export function missingOf({ letterNumber, letterDate, hasScan }: Letter): LetterPart[] {
  const parts: [LetterPart, boolean][] = [
    ['letter_number', letterNumber === ''],
    ['letter_date', letterDate === null],
    ['scan', !hasScan],
  ];
  return parts.flatMap(([part, isMissing]) => (isMissing ? [part] : []));
}

const underWay = ['call_open', 'call_closed', 'running'];

/** A letter may be written and its scan sent after the people, as long as the run is not over. */
export function mayWriteLetter(run: RunSeason): Decision {
  return underWay.includes(run.status) ? allowed : denied('nomination.run_not_under_way', { status: run.status });
}

/** What a scan may be, by its content. */
export const scanTypes: Readonly<Record<string, { mediaType: string; extensions: readonly string[] }>> = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  jpg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
};

/** The name a scan is kept under: its own, with the ending that its content deserves. */
export function scanName(name: string, type: string): string {
  const { extensions } = scanTypes[type]!;
  const ending = /\.([^.]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && extensions.includes(ending) ? name : `${name.slice(0, 240)}.${type}`;
}
