import { setImmediate as others } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type InputType, inflate, type ZlibOptions } from 'node:zlib';

const MARK = 'mittaphap-code:';
const CODE = /^[0-9A-Za-z-]{6,64}/;
// Bounds for files from anywhere: bytes looked at, compressed streams opened and passed over, bytes of one before and
// after it is undone, and of all together, before and after.
const MAX_BYTES = 30_000_000;
const MAX_STREAMS = 200;
const MAX_LOOKED_AT = 20_000;
const MAX_DEFLATED = 1_000_000;
const MAX_INFLATED = 2_000_000;
const MAX_UNDONE_TOGETHER = 6_000_000;
// Looked at before others get their turn.
const BYTES_AT_ONCE = 500_000;
const STREAMS_AT_ONCE = 500;

/** The Keywords entry that carries a verification code through copies and re-saves of the file. */
export function keywordsWithCode(code: string): string {
  return `${MARK}${code}`;
}

/**
 * The verification code a PDF carries in its metadata, or null. Found in the Info dictionary and in XMP, plain or in
 * the compressed streams other programs put them in; not in encrypted files. Says nothing about authenticity: whoever
 * finds a code compares the file's hash with the one stored.
 */
export async function readEmbeddedCode(pdf: Buffer): Promise<string | null> {
  const bytes = pdf.subarray(0, MAX_BYTES);
  if (bytes.subarray(0, 1024).indexOf('%PDF-') < 0) return null;
  return (await codeIn(bytes)) ?? (await codeInStreams(bytes));
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

async function codeIn(bytes: Buffer): Promise<string | null> {
  for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
    if (from > 0) await others();
    // A little of the next part too: a code may lie across the edge.
    const code = codeInPart(bytes.subarray(from, from + BYTES_AT_ONCE + 2 * LONGEST_SPELLING));
    if (code) return code;
  }
  return null;
}

function codeInPart(bytes: Buffer): string | null {
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
async function codeInStreams(bytes: Buffer): Promise<string | null> {
  let from = 0;
  let undone = 0;
  let opened = 0;
  for (let looked = 1; looked <= MAX_LOOKED_AT; looked++) {
    if (opened >= MAX_STREAMS || undone >= MAX_UNDONE_TOGETHER) return null;
    if (looked % STREAMS_AT_ONCE === 0) await others();
    const at = bytes.indexOf('stream', from);
    if (at < 0) return null;
    from = at + 'stream'.length;
    const dictionary = bytes
      .toString('latin1', Math.max(0, at - 400), at)
      .split(/\bendobj\b/)
      .at(-1)!;
    if (!/\/(?:ObjStm|Metadata)\b/.test(dictionary) || !/\/FlateDecode\b/.test(dictionary)) continue;
    opened++;
    const deflated = streamAfter(bytes, from);
    const stream = await inflated(deflated);
    // One that grew past its bound was undone in vain and counts as full; one that grows to nothing was read all the same.
    undone += deflated.length + (stream.length || MAX_INFLATED);
    const code = await codeIn(stream);
    if (code) return code;
  }
  return null;
}

function streamAfter(bytes: Buffer, keyword: number): Buffer {
  const start = keyword + (bytes[keyword] === 0x0d ? 2 : 1);
  const most = bytes.subarray(start, start + MAX_DEFLATED);
  const end = most.indexOf('endstream');
  return end < 0 ? most : most.subarray(0, end);
}

const undo = promisify<InputType, ZlibOptions, Buffer>(inflate);

async function inflated(deflated: Buffer): Promise<Buffer> {
  try {
    return await undo(deflated, { maxOutputLength: MAX_INFLATED });
  } catch {
    return Buffer.alloc(0);
  }
}
