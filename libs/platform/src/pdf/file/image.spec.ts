import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { writeImage } from './image.js';
import { PdfObjects } from './objects.js';

interface Kind {
  readonly bits: number;
  readonly kind: number;
  readonly interlaced?: number;
}

/** A PNG whose rows are given with their filters. */
function png({ bits, kind, interlaced = 0 }: Kind, rows: number[][], width: number, more: [string, number[]][] = []) {
  const chunk = (name: string, content: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(name), content, Buffer.alloc(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set([bits, kind, 0, 0, interlaced], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', head),
    ...more.map(([name, content]) => chunk(name, Buffer.from(content))),
    chunk('IDAT', data),
  ]);
}

/** Dictionaries and contents of what was written. */
function written(file: Uint8Array) {
  const objects = new PdfObjects();
  const image = writeImage(objects, file);
  const pdf = objects.end({ root: 1, info: 1, id: new Uint8Array(16) });
  const streams = [...pdf.toString('latin1').matchAll(/<<(\/Type\/XObject.*?)\/Length (\d+)>>\nstream\n/gs)];
  return {
    image,
    streams: streams.map((match) => {
      const from = match.index + match[0].length;
      return { dictionary: match[1]!, bytes: pdf.subarray(from, from + Number(match[2])) };
    }),
  };
}

describe('a picture in a file', () => {
  it('keeps the compressed pixels of a PNG without transparency', () => {
    const { image, streams } = written(png({ bits: 8, kind: 2 }, [[0, 1, 2, 3, 4, 5, 6]], 2));
    assert.deepEqual({ width: image.width, height: image.height }, { width: 2, height: 1 });
    assert.equal(streams.length, 1);
    assert.match(streams[0]!.dictionary, /\/ColorSpace\/DeviceRGB.*\/Predictor 15\/Colors 3/);
    assert.deepEqual([...inflateSync(streams[0]!.bytes)], [0, 1, 2, 3, 4, 5, 6]);
  });

  it('has what is transparent in a mask of its own, whatever the filters of the rows', () => {
    // Pixels 1 2 3 4 | 5 6 7 8 in every row; filters none, left, up, mean, Paeth.
    const rows = [
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
      [1, 1, 2, 3, 4, 4, 4, 4, 4],
      [2, 0, 0, 0, 0, 0, 0, 0, 0],
      [3, 1, 1, 2, 2, 2, 2, 2, 2],
      [4, 0, 0, 0, 0, 0, 0, 0, 0],
    ];
    const { streams } = written(png({ bits: 8, kind: 6 }, rows, 2));
    const [mask, picture] = streams.map(({ bytes }) => [...inflateSync(bytes)]);
    assert.deepEqual(mask, Array(5).fill([4, 8]).flat());
    assert.deepEqual(picture, Array(5).fill([1, 2, 3, 5, 6, 7]).flat());
  });

  it('is still drawn where a row names a filter that there is not', () => {
    const { streams } = written(png({ bits: 8, kind: 6 }, [[9, 1, 2, 3, 4]], 1));
    assert.deepEqual(
      streams.map(({ bytes }) => [...inflateSync(bytes)]),
      [[4], [1, 2, 3]],
    );
  });

  it('takes transparency from a palette', () => {
    const palette: [string, number[]][] = [
      ['PLTE', [255, 0, 0, 0, 255, 0]],
      ['tRNS', [0]],
    ];
    const { streams } = written(png({ bits: 1, kind: 3 }, [[0, 0b01000000]], 3, palette));
    assert.deepEqual([...inflateSync(streams[0]!.bytes)], [0, 255, 0]);
    assert.match(streams[1]!.dictionary, /\[\/Indexed\/DeviceRGB 1<ff000000ff00>\]\/BitsPerComponent 1\b/);
  });

  it('is a JPEG as it is, with the size its frame says', () => {
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 0, 3, 0, 5, 3, 0, 0]);
    const { image, streams } = written(jpeg);
    assert.deepEqual({ width: image.width, height: image.height }, { width: 5, height: 3 });
    assert.deepEqual([...streams[0]!.bytes], [...jpeg]);
  });

  const refused: Record<string, Buffer> = {
    'another file': Buffer.from('GIF89a, not a picture we print'),
    'an interlaced PNG': png({ bits: 8, kind: 2, interlaced: 1 }, [[0, 1, 2, 3]], 1),
    'a PNG of sixteen bits': png({ bits: 16, kind: 0 }, [[0, 1, 2]], 1),
    'a JPEG of printing inks': Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 3, 0, 5, 4, 0, 0]),
  };
  for (const [what, file] of Object.entries(refused)) {
    it(`is not ${what}`, () => assert.throws(() => writeImage(new PdfObjects(), file), /PNG|JPEG/));
  }
});
