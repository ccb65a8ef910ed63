import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflated = promisify(inflate);

// Whatever starts something by itself, carries another file, or asks for data: none of it belongs in a scanned paper.
const active = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])/;
const locked = /\/Encrypt(?![A-Za-z0-9])/;

/** A dictionary, its stream, and what follows up to the next one. */
const streams = /stream\r?\n([\s\S]*?)endstream/g;

/** Object streams hold dictionaries too; together no more than so much is unpacked (bytes). */
const mostUnpacked = 32 * 1024 * 1024;

/** A name may be written with any of its letters as `#4A`. */
const plainly = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * Whether a PDF is only paper. What it says is in its dictionaries: those outside its streams and those packed into
 * object streams; pictures and page contents are left alone, where the same letters would mean nothing.
 */
export async function readPdf(bytes: Buffer): Promise<'plain' | 'active' | 'locked'> {
  const text = bytes.toString('latin1');
  const packed: Buffer[] = [];
  let outside = '';
  let end = 0;
  for (const found of text.matchAll(streams)) {
    const before = text.slice(end, found.index);
    outside += before;
    end = found.index + found[0].length;
    const dictionary = plainly(before.slice(before.lastIndexOf('obj')));
    const start = found.index + found[0].indexOf('\n') + 1;
    if (/\/ObjStm/.test(dictionary)) packed.push(bytes.subarray(start, start + found[1]!.length));
  }
  outside = plainly(outside + text.slice(end));
  if (locked.test(outside)) return 'locked';
  if (active.test(outside)) return 'active';
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
