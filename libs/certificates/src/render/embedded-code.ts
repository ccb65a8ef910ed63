import { inflateSync } from 'node:zlib';

const MARK = 'mittaphap-code:';
const CODE = /^[0-9A-Za-z-]{6,64}/;
// Bounds for files from anywhere: bytes looked at, compressed streams opened and passed over, bytes each and all may grow to.
const MAX_BYTES = 30_000_000;
const MAX_STREAMS = 200;
const MAX_LOOKED_AT = 20_000;
const MAX_INFLATED = 2_000_000;
const MAX_INFLATED_TOGETHER = 6_000_000;

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

/** One way a program may write the mark and, with the same bytes per character, the code after it. */
interface Spelling {
  readonly mark: Buffer;
  /** The text that begins a stretch of such bytes. */
  readonly read: (bytes: Buffer) => string;
}

const plain = (bytes: Buffer) => bytes.toString('latin1');
const wide = (bytes: Buffer) => plain(bytes).replaceAll('\0', '');
const unhex = (digits: Buffer) => Buffer.from(plain(digits).replace(/[^0-9A-Fa-f].*$/s, ''), 'hex');

const asciiMark = Buffer.from(MARK);
const wideMark = Buffer.from(MARK, 'utf16le').swap16();

// Programs that re-save a file may write its strings in UTF-16, in hexadecimal digits, or in both.
const SPELLINGS: readonly Spelling[] = [
  { mark: asciiMark, read: plain },
  { mark: wideMark, read: wide },
  ...hexadecimal(asciiMark, plain),
  ...hexadecimal(wideMark, wide),
];

const LONGEST_SPELLING = 64 * 4;

function hexadecimal(mark: Buffer, read: Spelling['read']): Spelling[] {
  const digits = mark.toString('hex');
  return [digits, digits.toUpperCase()].map((text) => ({
    mark: Buffer.from(text),
    read: (bytes) => read(unhex(bytes)),
  }));
}

function codeIn(bytes: Buffer): string | null {
  for (const { mark, read } of SPELLINGS) {
    const at = bytes.indexOf(mark);
    if (at < 0) continue;
    const from = at + mark.length;
    const code = CODE.exec(read(bytes.subarray(from, from + LONGEST_SPELLING)))?.[0];
    if (code) return code;
  }
  return null;
}

/** Looks into object streams and metadata streams: the places where metadata is kept when compressed. */
function codeInStreams(bytes: Buffer): string | null {
  let from = 0;
  let inflatedBytes = 0;
  let opened = 0;
  for (let looked = 0; looked < MAX_LOOKED_AT; looked++) {
    if (opened >= MAX_STREAMS || inflatedBytes >= MAX_INFLATED_TOGETHER) return null;
    const at = bytes.indexOf('stream', from);
    if (at < 0) return null;
    from = at + 'stream'.length;
    const dictionary = bytes
      .toString('latin1', Math.max(0, at - 400), at)
      .split(/\bendobj\b/)
      .at(-1)!;
    if (!/\/(?:ObjStm|Metadata)\b/.test(dictionary) || !/\/FlateDecode\b/.test(dictionary)) continue;
    opened++;
    const stream = inflated(bytes, from);
    // One that grew past its bound was undone in vain and counts as full.
    inflatedBytes += stream.length || MAX_INFLATED;
    const code = codeIn(stream);
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
