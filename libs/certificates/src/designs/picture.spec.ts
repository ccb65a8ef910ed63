import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { pictureOf } from './picture.js';

type Chunk = [type: string, content: Uint8Array];

const chunk = ([type, content]: Chunk): Buffer => {
  const named = Buffer.concat([Buffer.from(type), content]);
  const written = Buffer.alloc(named.length + 8);
  written.writeUInt32BE(content.length);
  named.copy(written, 4);
  written.writeUInt32BE(crc32(named), named.length + 4);
  return written;
};

/** Two rows of two pixels. `head`: depth, kind of colour, ways to compress, to filter, to interlace. */
function png(head: number[], row: number[], ...more: Chunk[]): Buffer {
  const size = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2]);
  const chunks: Chunk[] = [
    ['IHDR', Buffer.concat([size, Buffer.from([...head, ...Array(5 - head.length).fill(0)])])],
    ...more,
    ['IDAT', deflateSync(Buffer.from([...row, ...row]))],
    ['IEND', Buffer.alloc(0)],
  ];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks.map(chunk)]);
}

const palette = (...colours: number[]): Chunk => ['PLTE', Buffer.from(colours)];
const broken = 'certificate_design.picture_broken';
const unusual = 'certificate_design.picture_unusual';

describe('a picture of a design', () => {
  const kept: Record<string, Buffer> = {
    'two shades': png([1, 0], [0, 0]),
    colours: png([8, 2], [0, 1, 2, 3, 4, 5, 6]),
    'colours of a palette': png([1, 3], [0, 0x40], palette(0, 0, 0, 255, 255, 255)),
    'shades that let through': png([8, 4], [4, 1, 2, 3, 4]),
    'colours that let through': png([8, 6], [1, 1, 2, 3, 4, 5, 6, 7, 8]),
  };
  for (const [what, file] of Object.entries(kept))
    it(`is kept with ${what}`, async () => assert.equal(typeof (await pictureOf(file)), 'object'));

  // Whatever is kept is drawn: a certificate that waits for its document must never fail because of a picture.
  const refused: Record<string, [file: Buffer, code: string]> = {
    'a palette that is not there': [png([8, 3], [0, 0, 0]), broken],
    'a palette without colours': [png([8, 3], [0, 0, 0], palette()), broken],
    'a palette of colours cut short': [png([8, 3], [0, 0, 0], palette(1, 2, 3, 4)), broken],
    'a palette of more colours than its samples can name': [png([1, 3], [0, 0], palette(...Array(9).fill(1))), broken],
    'two palettes': [png([8, 3], [0, 0, 0], palette(1, 2, 3), palette(1, 2, 3)), broken],
    'samples without a bit': [png([0, 0], [0]), unusual],
    'samples of three bits': [png([3, 0], [0, 0]), unusual],
    'colours of four bits': [png([4, 2], [0, 0, 0, 0]), unusual],
    'colours of four bits that let through': [png([4, 6], [0, 0, 0, 0, 0]), unusual],
    'samples of sixteen bits': [png([16, 0], [0, 0, 0, 0, 0]), unusual],
    'another way to compress': [png([8, 0, 1], [0, 0, 0]), unusual],
    'another way to filter': [png([8, 0, 0, 1], [0, 0, 0]), unusual],
    'rows in turn': [png([8, 0, 0, 0, 1], [0, 0, 0]), unusual],
    'a filter that there is not': [png([8, 0], [5, 0, 0]), broken],
  };
  for (const [what, [file, code]] of Object.entries(refused))
    it(`is not one with ${what}`, async () => assert.equal(await pictureOf(file), code));
});
