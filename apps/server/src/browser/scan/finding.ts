import { keptList, type Revocations, standingOf, tooOld } from './revocations.js';
import { check, type PublishedKey, readText, type Scanned, type Statement } from './statement.js';

/** What a scanned text comes to. */

export type Verdict =
  | 'genuine'
  /** Signed by us, and nothing or too little is known of what was revoked since. */
  | 'oldList'
  | 'noList'
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
  /** The list looked into; null for none. */
  list: Revocations | null;
}

export async function findingOf(text: string, keys: readonly PublishedKey[], now: number): Promise<Finding> {
  const scanned = readText(text);
  const list = await keptList(keys);
  if (!scanned) return { verdict: 'noCode', code: null, statement: null, list };
  const { code } = scanned;
  const signed = await signedBy(scanned, keys);
  if (typeof signed === 'string' && signed !== 'noStatement') return { verdict: signed, code, statement: null, list };
  const statement = typeof signed === 'string' ? null : signed;
  const standing = list && (await standingOf(code, list));
  if (standing === 'revoked' || standing === 'replaced') return { verdict: standing, code, statement, list };
  return { verdict: statement ? freshness(list, now) : 'noStatement', code, statement, list };
}

async function signedBy(
  { code, statement }: Scanned,
  keys: readonly PublishedKey[],
): Promise<Statement | 'noStatement' | 'altered' | 'unknownKey'> {
  if (!statement) return 'noStatement';
  const reading = await check(code, statement, keys);
  return reading.verdict === 'signed' ? reading.statement : reading.verdict;
}

function freshness(list: Revocations | null, now: number): 'genuine' | 'oldList' | 'noList' {
  if (!list) return 'noList';
  return now - list.issuedAt > tooOld ? 'oldList' : 'genuine';
}
