import { read } from './base64url.js';

/** Reads and checks what the QR code of a certificate says. Its form is described in libs/certificates/src/statement. */

export interface PublishedKey {
  /** What statements name it by: SHA-256 of the key. */
  keyId: string;
  /** What everything else names it by: the address of its JWK. */
  kid: string;
  /** Public Ed25519 key, base64url. */
  x: string;
  /** Nothing it signs has legal effect. */
  isDevelopment: boolean;
}

export const parts = ['serial', 'fullNameLao', 'fullNameLatin', 'courseLao', 'courseVietnamese', 'decision'] as const;
export type Part = (typeof parts)[number];

export interface Statement {
  kind: 'chung_chi' | 'giay_chung_nhan';
  /** `YYYY-MM-DD`. */
  from: string;
  to: string;
  issuedOn: string;
  units: number;
  texts: Record<Part, string>;
  /** Texts that had no room. */
  shortened: ReadonlySet<Part>;
}

export interface Scanned {
  code: string;
  /** Null in the QR code of a certificate that was issued before there were statements. */
  statement: Uint8Array<ArrayBuffer> | null;
}

export type Reading =
  | { verdict: 'signed'; statement: Statement; isDevelopment: boolean }
  /** Not what we signed, or not signed by us. */
  | { verdict: 'altered' }
  /** Signed with a key that this page has not heard of. */
  | { verdict: 'unknownKey' };

/** Thirty, or twenty-five on the first certificates. */
const letters = /^(?:[2-9A-HJKMNP-TV-Z]{25}|[2-9A-HJKMNP-TV-Z]{30})$/;
const signatureLength = 64;

/** The code as it is printed; null when it cannot be one of ours. */
export function readCode(typed: string): string | null {
  const bare = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return letters.test(bare) ? bare.match(/.{5}/g)!.join('-') : null;
}

/** What a QR code or somebody says: an address of ours with or without a statement, or a code alone. */
export function readText(text: string): Scanned | null {
  const [address = '', fragment = ''] = text.trim().split('#');
  const code = readCode(/\/verify\/([^/?]+)/.exec(address)?.[1] ?? (address.includes('/') ? '' : address));
  if (!code) return null;
  return { code, statement: fragment ? bytesOf(fragment) : null };
}

function bytesOf(fragment: string): Uint8Array<ArrayBuffer> {
  try {
    return read(fragment);
  } catch {
    // What is nobody's statement is checked as such.
    return new Uint8Array();
  }
}

/** Whether this browser can check signatures at all. */
export async function mayCheck(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['verify', 'sign']);
    return true;
  } catch {
    return false;
  }
}

export async function isSignedWith(
  { x }: PublishedKey,
  signature: BufferSource,
  bytes: BufferSource,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, bytes);
}

export async function check(
  code: string,
  bytes: Uint8Array<ArrayBuffer>,
  keys: readonly PublishedKey[],
): Promise<Reading> {
  const body = bytes.slice(0, -signatureLength);
  const statement = statementIn(body);
  if (!statement) return { verdict: 'altered' };
  const candidates = keys.filter(({ keyId }) => keyId.startsWith(statement.keyId));
  if (candidates.length === 0) return { verdict: 'unknownKey' };
  const signed = new Uint8Array([...new TextEncoder().encode(`mittaphap-statement\0${code}`), ...body]);
  for (const key of candidates)
    if (await isSignedWith(key, bytes.slice(-signatureLength), signed))
      return { verdict: 'signed', statement, isDevelopment: key.isDevelopment };
  return { verdict: 'altered' };
}

const kinds = { 1: 'chung_chi', 2: 'giay_chung_nhan' } as const;

/** Null for what is no body of version 1. */
function statementIn(body: Uint8Array<ArrayBuffer>): (Statement & { keyId: string }) | null {
  try {
    const view = new DataView(body.buffer);
    const kind = kinds[view.getUint8(5) as keyof typeof kinds];
    if (view.getUint8(0) !== 1 || !kind) return null;
    const [cut, lao] = [view.getUint8(14), view.getUint8(15)];
    let at = 16;
    const texts = parts.map((part, index) => {
      const end = at + 1 + view.getUint8(at);
      const bytes = body.slice(at + 1, end);
      at = end;
      return [part, textOf(bytes, (lao & (1 << index)) !== 0)] as const;
    });
    if (at !== body.length) return null;
    return {
      keyId: [...body.slice(1, 5)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      kind,
      from: dateOf(view.getUint16(6)),
      to: dateOf(view.getUint16(8)),
      issuedOn: dateOf(view.getUint16(10)),
      units: view.getUint16(12),
      texts: Object.fromEntries(texts) as Record<Part, string>,
      shortened: new Set(parts.filter((_, index) => (cut & (1 << index)) !== 0)),
    };
  } catch {
    // Too short, or no text.
    return null;
  }
}

const textOf = (bytes: Uint8Array, isLao: boolean): string =>
  isLao
    ? String.fromCharCode(...[...bytes].map((byte) => (byte < 0x80 ? byte : byte + 0xe00)))
    : new TextDecoder('utf-8', { fatal: true }).decode(bytes);

const dateOf = (day: number): string => new Date(Date.UTC(2000, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
