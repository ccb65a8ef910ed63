import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { readAsText } from './file-content.js';
import { readSignature } from './file-signature.js';

const bytes = (...chunks: (string | number[])[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk as string)));

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A zip of uncompressed entries, as office documents are. */
function zip(entries: Record<string, string>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const [path, data] = [Buffer.from(name), Buffer.from(content)];
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), about, path, data]);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), about, place, path]));
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

const office = (type: string, path: string) =>
  zip({
    '[Content_Types].xml': `<Types><Override PartName="/${path}" ContentType="application/vnd.${type}.main+xml"/></Types>`,
    [path]: 'x'.repeat(20_000),
  });

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

  it('of an office document is told by what it holds, not by its being a zip', async () => {
    const chunked = (bytes: Buffer) => Readable.from([bytes.subarray(0, 50), bytes.subarray(50)]);
    const signature = (bytes: Buffer) => readSignature(chunked(bytes));
    const ooxml = 'openxmlformats-officedocument';
    assert.equal(await signature(office(`${ooxml}.spreadsheetml.sheet`, 'xl/workbook.xml')), 'xlsx');
    assert.equal(await signature(office(`${ooxml}.wordprocessingml.document`, 'word/document.xml')), 'docx');
    assert.equal(await signature(office('ms-excel.sheet.macroEnabled', 'xl/workbook.xml')), 'xlsm');
    assert.equal(await signature(zip({ mimetype: 'application/vnd.oasis.opendocument.text', a: 'b' })), 'odt');
    assert.equal(await signature(zip({ 'setup.exe': 'MZ' })), 'zip');
  });

  it('that is cut off in the middle of its signature has none', async () => {
    assert.equal(await readSignature(Readable.from([png.subarray(0, 3)])), null);
  });
});
