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
    it(`is read from ${where}`, () => assert.equal(readEmbeddedCode(pdf), CODE));
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
    it(`is not found in ${what}`, () => assert.equal(readEmbeddedCode(pdf), null));
  }

  it('is looked for in bounded time, however many streams a file has', () => {
    const [head, body, end] = stream('/Type /ObjStm /Filter /FlateDecode', ' '.repeat(1_900_000));
    const pdf = file(...Array.from({ length: 2000 }, () => [head!, body!, end!]).flat());
    const start = process.hrtime.bigint();
    assert.equal(readEmbeddedCode(pdf), null);
    assert.ok(process.hrtime.bigint() - start < 5_000_000_000n);
  });
});
