import { read, written } from './base64url.js';
import { isSignedWith, type PublishedKey } from './statement.js';

/** The list of certificates that no longer hold, as the server last signed it. */

export interface Revocations {
  /** Milliseconds. */
  issuedAt: number;
  revoked: ReadonlySet<string>;
  replaced: ReadonlySet<string>;
}

/** Milliseconds after which a list tells too little. */
export const tooOld = 30 * 86_400_000;

/** Whether it is dated later than this device's clock allows: one of the two is wrong, so its age says nothing. */
export const isAhead = ({ issuedAt }: Revocations, now: number): boolean => issuedAt - now > 86_400_000;

const place = 'verify revocations';

/** What is kept on this device; null when there is none, or not one of ours. */
export const keptList = (keys: readonly PublishedKey[]): Promise<Revocations | null> =>
  listIn(localStorage.getItem(place) ?? '', keys);

/** Asks the server for its list, and keeps it unless the one kept is newer and not of a day to come. */
export async function fetchList(keys: readonly PublishedKey[]): Promise<void> {
  // The browser sends along what it knows, and is answered briefly when nothing changed.
  const response = await fetch('/verify/revocations', { cache: 'no-cache', signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`The list was not answered: ${response.status}`);
  const signed = await response.text();
  const [fresh, kept] = [await listIn(signed, keys), await keptList(keys)];
  if (fresh && (!kept || fresh.issuedAt >= kept.issuedAt || isAhead(kept, Date.now())))
    localStorage.setItem(place, signed);
}

/** A JWS of JSON in the compact form. */
async function listIn(signed: string, keys: readonly PublishedKey[]): Promise<Revocations | null> {
  try {
    const [header, payload, signature, ...more] = signed.split('.');
    const { alg, typ, kid } = jsonIn(header!) as { alg?: string; typ?: string; kid?: string };
    const key = keys.find((one) => one.kid === kid);
    if (!key || alg !== 'EdDSA' || typ !== 'mittaphap-revocations' || more.length > 0) return null;
    const bytes = new TextEncoder().encode(`${header}.${payload}`);
    if (!(await isSignedWith(key, read(signature!), bytes))) return null;
    const list = jsonIn(payload!) as { issuedAt: string; revoked: string[]; replaced: string[] };
    return {
      issuedAt: Date.parse(list.issuedAt),
      revoked: new Set(list.revoked),
      replaced: new Set(list.replaced),
    };
  } catch {
    return null;
  }
}

const jsonIn = (text: string): unknown => JSON.parse(new TextDecoder().decode(read(text)));

/** How the list names a certificate: by the beginning of a hash of its code, which says nothing to whoever has it not. */
async function nameOf(code: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`mittaphap-revocation\0${code}`));
  return written(new Uint8Array(hash).slice(0, 12));
}

export async function standingOf(code: string, list: Revocations): Promise<'revoked' | 'replaced' | 'listed nowhere'> {
  const name = await nameOf(code);
  if (list.revoked.has(name)) return 'revoked';
  return list.replaced.has(name) ? 'replaced' : 'listed nowhere';
}
