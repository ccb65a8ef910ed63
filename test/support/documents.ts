import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import { localDate } from '#libs/kernel';
import { type DocumentFields, documentFields } from '#libs/nominations';
import { Storage, type StoredFile } from '#libs/platform';
import type { Finder } from './training.js';

/** A small PDF of one empty page; `more` goes into its catalogue. */
export const pdf = (more = ''): Buffer =>
  Buffer.from(
    `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R ${more}>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`,
    'latin1',
  );

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A grey picture, as whole as any. */
export function png(width = 400, height = 600): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0xc0);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const passportFile = { name: 'ໜັງສືຜ່ານແດນ.pdf', type: 'application/pdf', content: pdf() };
export const photoFile = { name: 'ảnh 4×6.png', type: 'image/png', content: png() };

/** Bytes that have arrived, as an upload leaves them. */
export async function arrived(
  found: Finder,
  content: Buffer,
  name = 'scan.pdf',
): Promise<{ name: string; stored: StoredFile }> {
  return { name, stored: await found.get(Storage).put(Readable.from([content]), 1024 * 1024) };
}

/** What goes with the document of a kind, good for a run in March 2026. */
export function fieldsOf(kind: DocumentFields['kind']): DocumentFields {
  const dated = kind === 'photo' || kind === 'health_paper';
  return documentFields.parse({
    kind,
    ...(dated ? { issuedOn: localDate('2026-01-15') } : {}),
    ...(kind === 'passport' ? { validUntil: localDate('2030-01-15') } : {}),
  });
}
