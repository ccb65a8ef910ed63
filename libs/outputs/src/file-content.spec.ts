import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { readAsText, readSignature } from './file-content.js';

const bytes = (...chunks: (string | number[])[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk as string)));

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the content of a file', () => {
  it('is text when every byte of it is UTF-8, wherever the stream is cut', async () => {
    const lao = Buffer.from('ຂໍ້ມູນ,ມູນຄ່າ\n');
    const cut = Readable.from([lao.subarray(0, 4), lao.subarray(4)]);
    assert.equal(await readAsText(cut), 'ຂໍ້ມູນ,ມູນຄ່າ\n');
  });

  it('keeps only the beginning of a long text', async () => {
    assert.equal((await readAsText(bytes('a'.repeat(9000), 'b')))?.length, 4096);
  });

  it('is not text with a byte that is not UTF-8, even late', async () => {
    assert.equal(await readAsText(bytes('a'.repeat(9000), [0xff])), null);
  });

  it('is not text when it ends in the middle of a character', async () => {
    assert.equal(await readAsText(bytes([0xe0, 0xba])), null);
  });

  it('is not text with control characters, as every program has them', async () => {
    assert.equal(await readAsText(bytes('MZ\0\0')), null);
  });

  it('has the signature of its kind', async () => {
    assert.equal(await readSignature(Readable.from([png])), 'png');
    assert.equal(await readSignature(bytes('%PDF-1.7\n')), 'pdf');
    assert.equal(await readSignature(bytes('MZ', [0, 0, 0, 0])), 'exe');
    assert.equal(await readSignature(bytes('just words')), null);
  });
});
