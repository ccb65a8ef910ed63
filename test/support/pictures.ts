// Pages as pictures in shades of grey, small and coarse, compared as an eye would.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inflateSync } from 'node:zlib';
import { withPdfFile } from './pdf-glyphs.js';

const DOTS_PER_INCH = 50;

export const pictureOf = (pdf: Buffer): Buffer =>
  withPdfFile(pdf, (file) =>
    execFileSync('pdftoppm', ['-r', String(DOTS_PER_INCH), '-gray', '-png', '-singlefile', file], {
      maxBuffer: 1 << 26,
    }),
  );

/**
 * How a page differs from the picture kept of it; null when it does not, but for what another version of poppler may do
 * to edges. `GOLDEN=keep` writes the picture instead.
 */
export function differenceFromKept(pdf: Buffer, kept: string): string | null {
  const picture = pictureOf(pdf);
  if (process.env.GOLDEN === 'keep') {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, picture);
  }
  if (!existsSync(kept)) return `${kept} is not there: look at the page, then run with GOLDEN=keep`;
  const [now, then] = [pixelsOf(picture), pixelsOf(readFileSync(kept))];
  if (now.length !== then.length) return `${now.length} pixels instead of ${then.length}`;
  let sum = 0;
  let off = 0;
  for (const [i, value] of now.entries()) {
    const difference = Math.abs(value - then[i]!);
    sum += difference;
    if (difference > 100) off++;
  }
  const isSame = sum / now.length < 1.5 && off < now.length / 1000;
  return isSame ? null : `grey off by ${(sum / now.length).toFixed(2)} of 255 on average, ${off} pixels plainly`;
}

/** One byte a pixel, from a PNG of eight bits grey. */
function pixelsOf(png: Buffer): Buffer {
  const width = png.readUInt32BE(16);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const rows = inflateSync(Buffer.concat(data));
  const pixels = Buffer.alloc((rows.length / (width + 1)) * width);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const left = x > 0 ? pixels[i - 1]! : 0;
    const up = y > 0 ? pixels[i - width]! : 0;
    const corner = x > 0 && y > 0 ? pixels[i - width - 1]! : 0;
    const nearest = [left, up, corner].toSorted(
      (a, b) => Math.abs(left + up - corner - a) - Math.abs(left + up - corner - b),
    )[0]!;
    const foretold = [0, left, up, (left + up) >> 1, nearest][rows[y * (width + 1)]!]!;
    pixels[i] = rows[y * (width + 1) + 1 + x]! + foretold;
  }
  return pixels;
}
