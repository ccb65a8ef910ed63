import { isAhead, keptList, type Revocations, standingOf, tooOld } from './revocations.js';
import { check, type PublishedKey, readText, type Statement } from './statement.js';

/** What a scanned text comes to. */

export type Verdict =
  | 'genuine'
  /** Signed by us, and nothing or too little is known of what was revoked since. */
  | 'oldList'
  | 'noList'
  /** Likewise: list and clock of the device contradict one another. */
  | 'wrongClock'
  | 'revoked'
  | 'replaced'
  | 'altered'
  | 'unknownKey'
  /** Its QR code says nothing but its address. */
  | 'noStatement'
  | 'noCode';

export interface Finding {
  verdict: Verdict;
  code: string | null;
  statement: Statement | null;
  /** Signed with a key that nothing of legal effect is signed with. */
  isDevelopment: boolean;
  /** The list looked into; null for none. */
  list: Revocations | null;
}

export async function findingOf(text: string, keys: readonly PublishedKey[], now: number): Promise<Finding> {
  const scanned = readText(text);
  const list = await keptList(keys);
  const nothing = { code: scanned?.code ?? null, statement: null, isDevelopment: false, list };
  if (!scanned) return { ...nothing, verdict: 'noCode' };
  const reading = scanned.statement ? await check(scanned.code, scanned.statement, keys) : null;
  if (reading && reading.verdict !== 'signed') return { ...nothing, verdict: reading.verdict };
  const { statement = null, isDevelopment = false } = reading ?? {};
  const standing = list && (await standingOf(scanned.code, list));
  const isOut = standing === 'revoked' || standing === 'replaced';
  const verdict = isOut ? standing : statement ? freshness(list, now) : 'noStatement';
  return { verdict, code: scanned.code, statement, isDevelopment, list };
}

function freshness(list: Revocations | null, now: number): 'genuine' | 'oldList' | 'noList' | 'wrongClock' {
  if (!list) return 'noList';
  if (isAhead(list, now)) return 'wrongClock';
  return now - list.issuedAt > tooOld ? 'oldList' : 'genuine';
}
