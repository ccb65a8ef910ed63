import { Refusal } from '../refusal.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258';

/** A text file as text in NFC, its byte order mark gone. Throws `spreadsheet.encoding_unknown`. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const marked = toldEncoding(bytes);
  const text = marked ? decode(bytes, marked) : decode(bytes, 'utf-8');
  if (text !== null) return { text: text.normalize('NFC'), encoding: marked ?? 'utf-8' };
  // What a Vietnamese Windows saves as plain "CSV". It writes tones as marks of their own behind the letter.
  const vietnamese = marked ? null : decode(bytes, 'windows-1258');
  if (vietnamese === null) throw new Refusal('spreadsheet.encoding_unknown');
  return { text: vietnamese.normalize('NFC'), encoding: 'windows-1258' };
}

/** The encoding that a byte order mark or the zero bytes between plain letters tell. */
export const toldEncoding = (head: Uint8Array): Encoding | null => markedEncoding(head) ?? unmarkedUtf16(head);

function markedEncoding([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null;
}

// Separators, spaces and line ends are a zero byte beside another in every text.
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const head = bytes.subarray(0, 4096);
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]!++;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return null;
  if (odd > 10 * even) return 'utf-16le';
  return even > 10 * odd ? 'utf-16be' : null;
}

/** No text has them; bytes that Windows-1258 leaves unused become some of them. */
export const control = /(?!\s|\u0085)\p{Cc}/u;

function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return control.test(text) ? null : text;
  } catch {
    return null;
  }
}
