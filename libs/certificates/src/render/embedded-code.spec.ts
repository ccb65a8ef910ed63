import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { keywordsWithCode, readEmbeddedCode } from './embedded-code.js';

const CODE = '7K3M-Q9XW-42PD';
const keywords = keywordsWithCode(CODE);
const file = (...parts: (string | Buffer)[]) =>
  Buffer.concat(['%PDF-1.7\n', ...parts].map((part) => Buffer.from(part)));
const stream = (dictionary: string, content: string) => [
  `<<${dictionary}>>\nstream\n`,
  deflateSync(content),
  '\nendstream',
];

describe('the code in a file', () => {
  const hex = Buffer.from(keywords).toString('hex');
  const utf16 = Buffer.from(`\uFEFF${keywords}`, 'utf16le').swap16();
  const carriers: Record<string, Buffer> = {
    'a plain string': file(`<</Keywords (${keywords})>>`),
    'hexadecimal digits': file(`<</Keywords <${hex.toUpperCase()}>>>`),
    'small hexadecimal digits': file(`<</Keywords <${hex}>>>`),
    'a UTF-16 string': file('<</Keywords (', utf16, ')>>'),
    'hexadecimal digits of UTF-16': file(`<</Keywords <${utf16.toString('hex')}>>>`),
    XMP: file(`<pdf:Keywords>${keywords}</pdf:Keywords>`),
    'an object stream': file(...stream('/Type /ObjStm /Filter /FlateDecode', `(${keywords})`)),
    'a compressed metadata stream': file(...stream('/Type /Metadata /Filter /FlateDecode', keywords)),
  };
  for (const [where, pdf] of Object.entries(carriers)) {
    it(`is read from ${where}`, async () => assert.equal(await readEmbeddedCode(pdf), CODE));
  }

  const others: Record<string, Buffer> = {
    'an empty file': Buffer.alloc(0),
    'a text that is no PDF': Buffer.from(keywords),
    'a PDF of others': file('<</Keywords (training)>>'),
    'a mark without a code': file('(mittaphap-code:)'),
    'a page that is compressed': file(...stream('/Filter /FlateDecode', keywords)),
    'a broken stream': file('<</Type /ObjStm /Filter /FlateDecode>>\nstream\nnot zlib\nendstream'),
    'a stream without an end': file('<</Type /ObjStm /Filter /FlateDecode>>\nstream\n'),
    'a stream that grows without bound': file(
      ...stream('/Type /ObjStm /Filter /FlateDecode', `${' '.repeat(5_000_000)}${keywords}`),
    ),
  };
  for (const [what, pdf] of Object.entries(others)) {
    it(`is not found in ${what}`, async () => assert.equal(await readEmbeddedCode(pdf), null));
  }

  it('is found across the edge of two parts', async () => {
    for (const before of [499_950, 499_960, 499_990])
      assert.equal(await readEmbeddedCode(file(' '.repeat(before), `(${keywords})`)), CODE);
  });

  const [head, body, end] = stream('/Type /ObjStm /Filter /FlateDecode', ' '.repeat(1_900_000));
  const costly: Record<string, Buffer> = {
    'many streams': file(...Array.from({ length: 2000 }, () => [head!, body!, end!]).flat()),
    'streams that lie in one another and grow to nothing': file(...nested(100, 9_000_000)),
    'nothing but noughts': file(Buffer.alloc(9_000_000)),
    'the word stream alone': file('stream '.repeat(1_200_000)),
  };
  for (const [what, pdf] of Object.entries(costly)) {
    it(`is looked for in bounded time while others have their turn, in ${what}`, async () => {
      let turns = 0;
      const turn = () => {
        turns++;
        next = setImmediate(turn);
      };
      let next = setImmediate(turn);
      const before = process.cpuUsage();
      assert.equal(await readEmbeddedCode(pdf), null);
      const { user, system } = process.cpuUsage(before);
      clearImmediate(next);
      assert.ok(turns >= 3, `${turns} turns`);
      assert.ok(user + system < 3_000_000, `${user + system} microseconds`);
    });
  }
});

/** Compressed streams, each the beginning of the next: all of them end in the same long row of blocks without content. */
function nested(count: number, length: number): Buffer[] {
  const dictionary = Buffer.from('<</Type/ObjStm/Filter/FlateDecode>>stream\n');
  const block = (stored: number) => Buffer.from([0, stored & 255, stored >> 8, ~stored & 255, (~stored >> 8) & 255]);
  const unit = dictionary.length + 2 + 5;
  const heads = Array.from({ length: count }, (_, i) => [
    dictionary,
    Buffer.from([0x78, 0x01]),
    block((count - 1 - i) * unit),
  ]);
  return [...heads.flat(), Buffer.alloc(length, block(0))];
}
