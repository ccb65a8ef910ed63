import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';

/** A PNG or JPEG file as we keep it: its picture alone, no place, no time, no name of whoever took it. */
export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Pixels of one side: 10 cm at 400 to the inch. */
export const mostPixels = 1600;

const inflated = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

/** The code of why it cannot be drawn, or the picture. Everything is told by the bytes. */
export function pictureOf(bytes: Buffer): Promise<Picture | string> {
  if (bytes.subarray(0, 8).equals(PNG)) return pngOf(bytes);
  if (bytes.length > 3 && bytes.readUInt16BE(0) === 0xffd8 && bytes[2] === 0xff) return Promise.resolve(jpegOf(bytes));
  return Promise.resolve('certificate_design.not_a_picture');
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEPT = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const PALETTE = 3;
/** By PNG's kind of colour: samples of a pixel, and the bits one may have that we print. */
const KINDS: Readonly<Record<number, { channels: number; depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8] },
  2: { channels: 3, depths: [8] },
  [PALETTE]: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8] },
  6: { channels: 4, depths: [8] },
};
/** How a row may be foretold: from nothing, left, above, their mean, Paeth. */
const FILTERS = 5;
const BROKEN = 'certificate_design.picture_broken';
const TOO_LARGE = 'certificate_design.picture_too_large';
const UNUSUAL = 'certificate_design.picture_unusual';

const fits = (width: number, height: number) => width > 0 && height > 0 && width <= mostPixels && height <= mostPixels;

async function pngOf(file: Buffer): Promise<Picture | string> {
  const kept: Buffer[] = [PNG];
  const data: Buffer[] = [];
  const single = new Map<string, Buffer>();
  for (let at = PNG.length; ; ) {
    if (at + 12 > file.length) return BROKEN;
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return BROKEN;
    const type = file.toString('latin1', at + 4, at + 8);
    const content = file.subarray(at + 8, end - 4);
    if (type === 'IDAT') data.push(content);
    else if (single.has(type) && KEPT.includes(type)) return BROKEN;
    else single.set(type, content);
    if (KEPT.includes(type)) kept.push(file.subarray(at, end));
    at = end;
    if (type === 'IEND') break;
  }
  const header = single.get('IHDR');
  if (header?.length !== 13) return BROKEN;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (!fits(width, height)) return TOO_LARGE;
  const [depth, kind, ...ways] = header.subarray(8) as unknown as [number, number, ...number[]];
  const { channels, depths } = KINDS[kind] ?? { channels: 0, depths: [] };
  if (!depths.includes(depth) || ways.some((way) => way !== 0)) return UNUSUAL;
  if (kind === PALETTE && !isPalette(single.get('PLTE'), depth)) return BROKEN;
  const row = Math.ceil((width * depth * channels) / 8) + 1;
  try {
    const pixels = await inflated(Buffer.concat(data), { maxOutputLength: row * height + 1 });
    if (pixels.length !== row * height) return BROKEN;
    for (let at = 0; at < pixels.length; at += row) if (pixels[at]! >= FILTERS) return BROKEN;
  } catch {
    return BROKEN;
  }
  return { mediaType: 'image/png', bytes: Buffer.concat(kept), width, height };
}

/** Colours of three bytes, as many as the samples can tell apart at most. */
const isPalette = (colours: Buffer | undefined, depth: number): boolean =>
  colours !== undefined && colours.length > 0 && colours.length % 3 === 0 && colours.length / 3 <= 2 ** depth;

/** Markers of JPEG that carry a picture: frames, tables, restart interval, and how Adobe stored its colours. */
const isKept = (marker: number) => [0xdb, 0xc4, 0xdd, 0xee, 0xda, 0xc0, 0xc1, 0xc2].includes(marker);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegOf(file: Buffer): Picture | string {
  const kept: Buffer[] = [file.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  for (let at = 2; ; ) {
    if (at + 4 > file.length || file[at] !== 0xff) return BROKEN;
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    let end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) return BROKEN;
    if (isFrame(marker)) {
      if (size || end < at + 10) return BROKEN;
      if (!isKept(marker) || file[at + 4] !== 8 || ![1, 3].includes(file[at + 9]!)) return UNUSUAL;
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
      if (!fits(size.width, size.height)) return TOO_LARGE;
    }
    if (marker === 0xda) end = endOfScan(file, end);
    if (isKept(marker)) kept.push(file.subarray(at, end));
    at = end;
  }
  if (!size) return BROKEN;
  return { mediaType: 'image/jpeg', bytes: Buffer.concat([...kept, Buffer.from([0xff, 0xd9])]), ...size };
}

/** Up to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]!;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return file.length;
}
