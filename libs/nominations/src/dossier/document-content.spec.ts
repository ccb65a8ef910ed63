import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { localDate } from '#libs/kernel';
import { documentKinds } from '#libs/training';
import { type DocumentContent, dateOf, documentName, mayBe, wrongDates } from './document-kinds.rules.js';
import { pixelsOf } from './image-size.js';
import { readPdf } from './pdf-content.js';

const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(33);
  head.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};

const jpeg = (width: number, height: number, orientation?: number): Buffer => {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const exif = Buffer.alloc(6 + 8 + 2 + 12);
  exif.write('Exif\0\0MM\0*', 0, 'latin1');
  exif.writeUInt32BE(8, 10);
  exif.writeUInt16BE(1, 14);
  exif.writeUInt16BE(0x0112, 16);
  exif.writeUInt16BE(3, 18);
  exif.writeUInt32BE(1, 20);
  exif.writeUInt16BE(orientation ?? 1, 24);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(orientation ? [segment(0xe1, exif)] : []),
    segment(0xdb, Buffer.alloc(64)),
    segment(0xc0, frame),
  ]);
};

describe('the size of an image', () => {
  it('is in its headers', () => {
    assert.deepEqual(pixelsOf(png(400, 600)), { width: 400, height: 600 });
    assert.deepEqual(pixelsOf(jpeg(400, 600)), { width: 400, height: 600 });
  });

  it('is that of a picture held upright, where the telephone stored it lying', () => {
    assert.deepEqual(pixelsOf(jpeg(600, 400, 6)), { width: 400, height: 600 });
    assert.deepEqual(pixelsOf(jpeg(400, 600, 3)), { width: 400, height: 600 });
  });

  it('is not known of a broken one, wherever it breaks off', () => {
    for (const whole of [png(4, 6), jpeg(4, 6, 6)]) {
      const end = whole.indexOf(Buffer.from([0xff, 0xc0]));
      for (let length = 0; length < (end < 0 ? whole.length : end + 4); length += 1)
        assert.equal(pixelsOf(whole.subarray(0, length)), null, String(length));
    }
    assert.equal(pixelsOf(png(0, 6)), null);
  });
});

const pdf = (...objects: string[]) =>
  Buffer.from(`%PDF-1.7\n${objects.join('\n')}\ntrailer <</Root 1 0 R>>\n%%EOF`, 'latin1');
const stream = (dictionary: string, content: Buffer | string) =>
  `4 0 obj <<${dictionary}>>\nstream\n${Buffer.from(content as string).toString('latin1')}\nendstream endobj`;

describe('a PDF', () => {
  const table: [string, Buffer, string][] = [
    ['of pages alone is plain', pdf('1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj'), 'plain'],
    ['that opens at a page is plain', pdf('1 0 obj <</OpenAction [3 0 R /Fit]>> endobj'), 'plain'],
    ['with a script is active', pdf('1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>> endobj'), 'active'],
    ['with a script in disguise is active', pdf('1 0 obj <</S /J#61vaScript>> endobj'), 'active'],
    ['that starts a programme is active', pdf('1 0 obj <</S /Launch /F (cmd.exe)>> endobj'), 'active'],
    ['that carries another file is active', pdf('1 0 obj <</EF <</F 5 0 R>> /Type /EmbeddedFile>> endobj'), 'active'],
    [
      'with a script packed away is active',
      pdf(stream('/Type /ObjStm', deflateSync('<</S /JavaScript>>').toString('latin1'))),
      'active',
    ],
    ['with a password is locked', pdf('1 0 obj <<>> endobj', 'trailer <</Encrypt 9 0 R>>'), 'locked'],
    ['whose page only speaks of scripts is plain', pdf(stream('/Length 30', '(a /JavaScript of words) Tj')), 'plain'],
    [
      'with a script laid into a stream is active',
      pdf(stream('', '1 0 obj <</S /JavaScript /JS (x)>> endobj')),
      'active',
    ],
    [
      'with a script packed away under a word is active',
      pdf(stream('/Type /ObjStm /X (obj)', deflateSync('<</S /JavaScript>>').toString('latin1'))),
      'active',
    ],
    ['with something packed that cannot be unpacked is active', pdf(stream('/Type /ObjStm', 'not packed')), 'active'],
  ];
  for (const [what, bytes, answer] of table) it(what, async () => assert.equal(await readPdf(bytes), answer));

  it('that begins streams and ends none is read in one pass', { timeout: 5000 }, async () => {
    assert.equal(await readPdf(pdf('stream\n'.repeat(500_000))), 'plain');
  });

  it('with a bomb packed away is active, and is not unpacked', async () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    const bytes = Buffer.concat([
      Buffer.from('%PDF-1.7\n4 0 obj <</Type /ObjStm>>\nstream\n'),
      bomb,
      Buffer.from('\nendstream endobj\n%%EOF'),
    ]);
    assert.equal(await readPdf(bytes), 'active');
  });
});

describe('a document', () => {
  const plain: DocumentContent = { signature: 'pdf', pixels: null, pdf: 'plain' };
  const picture: DocumentContent = { signature: 'jpg', pixels: { width: 4, height: 6 }, pdf: null };
  const code = (...args: Parameters<typeof mayBe>) => {
    const decision = mayBe(...args);
    return decision === 'allowed' ? decision : decision.denied;
  };

  it('of each kind may be a scan or a picture; a photo a picture alone, a CV a word document too', () => {
    for (const kind of documentKinds) {
      assert.equal(code(kind, picture), 'allowed', kind);
      assert.equal(code(kind, plain), kind === 'photo' ? 'dossier.type_not_accepted' : 'allowed', kind);
      assert.equal(
        code(kind, { signature: 'docx', pixels: null, pdf: null }),
        kind === 'cv' ? 'allowed' : 'dossier.type_not_accepted',
        kind,
      );
    }
  });

  it('is never a page, a drawing, a programme or a container of something else', () => {
    for (const signature of [null, 'svg', 'xml', 'exe', 'zip', 'docm', 'gif', 'heic'])
      assert.equal(code('cv', { signature, pixels: null, pdf: null }), 'dossier.type_not_accepted', String(signature));
  });

  it('does nothing by itself, needs no password and is whole', () => {
    assert.equal(code('cv', { ...plain, pdf: 'active' }), 'dossier.pdf_active');
    assert.equal(code('cv', { ...plain, pdf: 'locked' }), 'dossier.pdf_locked');
    assert.equal(code('photo', { ...picture, pixels: null }), 'dossier.image_broken');
  });

  it('is kept under its own name with the extension of what it is', () => {
    assert.equal(documentName('ຮູບ ຂອງ ສົມໃຈ.JPEG', 'jpg'), 'ຮູບ ຂອງ ສົມໃຈ.jpg');
    assert.equal(documentName('hộ chiếu.pdf', 'png'), 'hộ chiếu.pdf.png');
    assert.equal(documentName('../../etc/passwd', 'pdf'), 'passwd.pdf');
    assert.equal([...documentName('ກ'.repeat(400), 'pdf')].length, 244);
  });

  it('has the date of its kind and no other', () => {
    const today = localDate('2026-03-02');
    const codes = (kind: (typeof documentKinds)[number], issuedOn: string | null, validUntil: string | null) =>
      wrongDates(
        kind,
        { issuedOn: issuedOn && localDate(issuedOn), validUntil: validUntil && localDate(validUntil) } as Parameters<
          typeof wrongDates
        >[1],
        today,
      ).map((error) => `${error.pointer} ${error.code}`);
    assert.equal(dateOf('cv'), null);
    assert.deepEqual(codes('cv', null, null), []);
    assert.deepEqual(codes('cv', '2026-01-01', null), ['/issuedOn field.unknown']);
    assert.deepEqual(codes('health_paper', null, null), ['/issuedOn field.required']);
    assert.deepEqual(codes('photo', '2026-03-03', null), ['/issuedOn dossier.date_to_come']);
    assert.deepEqual(codes('passport', '2026-01-01', null), ['/issuedOn field.unknown', '/validUntil field.required']);
    assert.deepEqual(codes('passport', null, '2020-01-01'), []);
  });
});
