import { deflateSync, inflateSync } from 'node:zlib';
import { type PdfObjects, reference } from './objects.js';

export interface PdfImage {
  readonly number: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Embeds a PNG (eight bits or fewer, not interlaced) or JPEG file as it is; what is transparent in a PNG goes into a
 * mask of its own.
 * @throws Error when it is another file.
 */
export function writeImage(objects: PdfObjects, file: Uint8Array): PdfImage {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return writePng(objects, bytes);
  if (bytes.readUInt16BE(0) === 0xffd8) return writeJpeg(objects, bytes);
  throw new Error('Neither a PNG nor a JPEG file');
}

const sized = (width: number, height: number, rest: string) =>
  `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}${rest}`;

function writeJpeg(objects: PdfObjects, bytes: Buffer): PdfImage {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    // A frame header, whichever way the picture is coded.
    if (marker < 0xffc0 || marker > 0xffcf || [0xffc4, 0xffc8, 0xffcc].includes(marker)) continue;
    const [height, width, components] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7), bytes[at + 9]];
    if (components !== 1 && components !== 3) break;
    const space = components === 1 ? 'DeviceGray' : 'DeviceRGB';
    const rest = `/ColorSpace/${space}/BitsPerComponent 8/Filter/DCTDecode`;
    return { number: objects.writeStream(sized(width, height, rest), bytes), width, height };
  }
  throw new Error('Not a JPEG file of shades of grey or red, green and blue');
}

interface Png {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly kind: number;
  readonly chunks: ReadonlyMap<string, Buffer>;
}

// Kinds of PNG pixels.
const [RGB, PALETTE, GREY_ALPHA, RGB_ALPHA] = [2, 3, 4, 6];

function writePng(objects: PdfObjects, bytes: Buffer): PdfImage {
  const png = readPng(bytes);
  const { width, height, bits, kind, chunks } = png;
  const data = chunks.get('IDAT')!;
  const hasAlpha = kind === GREY_ALPHA || kind === RGB_ALPHA;
  const colours = kind === RGB || kind === RGB_ALPHA ? 3 : 1;
  const space =
    kind === PALETTE
      ? `[/Indexed/DeviceRGB ${chunks.get('PLTE')!.length / 3 - 1}<${chunks.get('PLTE')!.toString('hex')}>]`
      : colours === 3
        ? '/DeviceRGB'
        : '/DeviceGray';
  const alphaOf = chunks.get('tRNS');
  if (!hasAlpha && !(kind === PALETTE && alphaOf)) {
    const rest =
      `/ColorSpace${space}/BitsPerComponent ${bits}/Filter/FlateDecode` +
      `/DecodeParms <</Predictor 15/Colors ${colours}/BitsPerComponent ${bits}/Columns ${width}>>`;
    return { number: objects.writeStream(sized(width, height, rest), data), width, height };
  }
  const pixels = unfiltered(png, inflateSync(data), hasAlpha ? colours + 1 : 1);
  const [shown, mask] = hasAlpha
    ? [every(pixels, colours + 1, 0, colours), every(pixels, colours + 1, colours, 1)]
    : [pixels, samples(png, pixels).map((sample) => alphaOf![sample] ?? 255)];
  const grey = '/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode';
  const softMask = objects.writeStream(sized(width, height, grey), deflateSync(mask));
  const rest = `/ColorSpace${space}/BitsPerComponent ${bits}/Filter/FlateDecode/SMask ${reference(softMask)}`;
  return { number: objects.writeStream(sized(width, height, rest), deflateSync(shown)), width, height };
}

function readPng(bytes: Buffer): Png {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    chunks.set(name, Buffer.concat([chunks.get(name) ?? Buffer.alloc(0), content]));
    at += length + 12;
  }
  const head = chunks.get('IHDR')!;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [bits, kind, , , interlaced] = head.subarray(8);
  if (bits! > 8 || interlaced) throw new Error('PNG files have up to eight bits and are not interlaced');
  return { width, height, bits: bits!, kind: kind!, chunks };
}

/** Rows of pixels as they are, each byte freed of what was foretold by its neighbours. */
function unfiltered({ width, height, bits }: Png, data: Buffer, channels: number): Buffer {
  const step = Math.max(1, (channels * bits) >> 3);
  const row = Math.ceil((width * channels * bits) / 8);
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const foretold = foretellers[data[y * (row + 1)]!] ?? none;
    for (let x = 0; x < row; x++) {
      const at = y * row + x;
      const left = x >= step ? pixels[at - step]! : 0;
      const up = y > 0 ? pixels[at - row]! : 0;
      const corner = x >= step && y > 0 ? pixels[at - row - step]! : 0;
      pixels[at] = data[y * (row + 1) + 1 + x]! + foretold(left, up, corner);
    }
  }
  return pixels;
}

/** Also of a row whose filter there is not, in a picture kept before that was looked at: what it is part of is still drawn. */
const none = () => 0;

/** By the filter that a row names: what a byte is expected to be from its neighbours. */
const foretellers: readonly ((left: number, up: number, corner: number) => number)[] = [
  none,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** `count` of the bytes of each pixel, from the given one on. */
function every(pixels: Buffer, step: number, from: number, count: number): Buffer {
  const taken = Buffer.alloc((pixels.length / step) * count);
  let to = 0;
  for (let at = from; at < pixels.length; at += step)
    for (let one = 0; one < count; one++) taken[to++] = pixels[at + one]!;
  return taken;
}

/** Samples of fewer than eight bits, one a byte. */
function samples({ width, height, bits }: Png, pixels: Buffer): Buffer {
  const row = Math.ceil((width * bits) / 8);
  return Buffer.from(
    Array.from({ length: width * height }, (_, at) => {
      const x = at % width;
      const byte = pixels[Math.floor(at / width) * row + ((x * bits) >> 3)]!;
      return (byte >> (8 - bits - ((x * bits) & 7))) & ((1 << bits) - 1);
    }),
  );
}
