import { inflateSync } from 'node:zlib';

const MARK = 'mittaphap-code:';
const CODE = /^[0-9A-Za-z-]{6,64}/;
// Bounds for files from anywhere: bytes looked at, compressed streams opened, bytes each may grow to.
const MAX_BYTES = 30_000_000;
const MAX_STREAMS = 200;
const MAX_INFLATED = 2_000_000;

/** The Keywords entry that carries a verification code through copies and re-saves of the file. */
export function keywordsWithCode(code: string): string {
  return `${MARK}${code}`;
}

/**
 * The verification code a PDF carries in its metadata, or null. Found in the Info dictionary and in XMP, plain or in
 * the compressed streams other programs put them in; not in encrypted files. Says nothing about authenticity: whoever
 * finds a code compares the file's hash with the one stored.
 */
export function readEmbeddedCode(pdf: Buffer): string | null {
  const bytes = pdf.subarray(0, MAX_BYTES);
  if (bytes.subarray(0, 1024).indexOf('%PDF-') < 0) return null;
  return codeIn(bytes) ?? codeInStreams(bytes);
}

function codeIn(bytes: Buffer): string | null {
  // Programs that re-save a file may write its strings in UTF-16 or in hexadecimal digits.
  return (
    codeAfter(bytes, Buffer.from(MARK), (at) => bytes.toString('latin1', at, at + 64)) ??
    codeAfter(bytes, utf16(MARK), (at) => utf16Text(bytes.subarray(at, at + 128))) ??
    codeAfter(bytes, hexDigits(MARK), (at) => hexText(bytes.toString('latin1', at, at + 128))) ??
    codeAfter(bytes, hexDigits(MARK).map(toLower), (at) => hexText(bytes.toString('latin1', at, at + 128)))
  );
}

function codeAfter(bytes: Buffer, mark: Uint8Array, textAt: (position: number) => string): string | null {
  const position = bytes.indexOf(mark);
  if (position < 0) return null;
  return CODE.exec(textAt(position + mark.length))?.[0] ?? null;
}

/** Looks into object streams and metadata streams: the places where metadata is kept when compressed. */
function codeInStreams(bytes: Buffer): string | null {
  let from = 0;
  for (let opened = 0; opened < MAX_STREAMS; ) {
    const at = bytes.indexOf('stream', from);
    if (at < 0) return null;
    from = at + 'stream'.length;
    const dictionary = bytes
      .toString('latin1', Math.max(0, at - 400), at)
      .split(/\bendobj\b/)
      .at(-1)!;
    if (!/\/(?:ObjStm|Metadata)\b/.test(dictionary) || !/\/FlateDecode\b/.test(dictionary)) continue;
    opened++;
    const code = codeIn(inflated(bytes, from));
    if (code) return code;
  }
  return null;
}

function inflated(bytes: Buffer, afterKeyword: number): Buffer {
  const start = afterKeyword + (bytes[afterKeyword] === 0x0d ? 2 : 1);
  const end = bytes.indexOf('endstream', start);
  try {
    return inflateSync(bytes.subarray(start, end < 0 ? undefined : end), { maxOutputLength: MAX_INFLATED });
  } catch {
    return Buffer.alloc(0);
  }
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

function utf16Text(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\0', '');
}

function hexDigits(text: string): Uint8Array {
  return Buffer.from(Buffer.from(text).toString('hex').toUpperCase());
}

function hexText(digits: string): string {
  return Buffer.from(digits.replace(/[^0-9A-Fa-f].*$/s, ''), 'hex').toString('latin1');
}

function toLower(digit: number): number {
  return digit >= 0x41 && digit <= 0x5a ? digit + 0x20 : digit;
}
