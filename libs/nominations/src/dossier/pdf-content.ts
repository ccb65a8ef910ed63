import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflated = promisify(inflate);

// Whatever starts something by itself, carries another file, or asks for data: none of it belongs in a scanned paper.
const active = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])/;
const locked = /\/Encrypt(?![A-Za-z0-9])/;

// A reader goes to objects by their place in the file: one laid into what looks like a stream works as any other.
const hidden = /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])/;

/** Object streams hold dictionaries too; together no more than so much is unpacked (bytes). */
const mostUnpacked = 32 * 1024 * 1024;

/** A name may be written with any of its letters as `#4A`. */
const plainly = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

interface Part {
  /** What stands before the stream: its dictionary last. */
  before: string;
  /** Where the bytes of the stream begin and end. */
  start: number;
  stop: number;
}

/** The streams in one pass, also through a file that begins streams over and over and ends none. */
function* partsOf(text: string): Generator<Part> {
  const beginning = /stream\r?\n/g;
  for (let from = 0; ; from = beginning.lastIndex) {
    const found = beginning.exec(text);
    const stop = found ? text.indexOf('endstream', beginning.lastIndex) : -1;
    if (!found || stop < 0) return;
    yield { before: text.slice(from, found.index), start: beginning.lastIndex, stop };
    beginning.lastIndex = stop + 'endstream'.length;
  }
}

/**
 * Whether a PDF is only paper. What it says is in its dictionaries: those outside its streams, those packed into object
 * streams, and those laid bare in a stream; of pictures and page contents nothing else is looked at, where the same
 * letters would mean nothing.
 */
export async function readPdf(bytes: Buffer): Promise<'plain' | 'active' | 'locked'> {
  const text = bytes.toString('latin1');
  const packed: Buffer[] = [];
  const outside: string[] = [];
  let end = 0;
  for (const { before, start, stop } of partsOf(text)) {
    const said = plainly(before);
    const content = text.slice(start, stop);
    outside.push(said);
    end = stop + 'endstream'.length;
    if (content.includes('<<') && hidden.test(plainly(content))) return 'active';
    if (!/\/ObjStm/.test(said)) continue;
    // Unpacked, it would still have to be put together again from its differences.
    if (/\/Predictor/.test(said)) return 'active';
    packed.push(bytes.subarray(start, stop));
  }
  const all = outside.join('\n') + plainly(text.slice(end));
  if (locked.test(all)) return 'locked';
  if (active.test(all)) return 'active';
  return (await anyActive(packed)) ? 'active' : 'plain';
}

/** What cannot be unpacked cannot be shown to be harmless. */
async function anyActive(packed: readonly Buffer[]): Promise<boolean> {
  let left = mostUnpacked;
  for (const one of packed) {
    const unpacked = await inflated(one, { maxOutputLength: Math.max(1, left) }).catch(() => null);
    if (!unpacked) return true;
    left -= unpacked.length;
    if (active.test(plainly(unpacked.toString('latin1')))) return true;
  }
  return false;
}
