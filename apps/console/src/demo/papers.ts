import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import type { INestApplicationContext } from '@nestjs/common';
import type { Actor, LocalDate } from '#libs/kernel';
import { DossierDocumentsService, documentFields, NominationsService } from '#libs/nominations';
import { type ArrivedFile, Storage } from '#libs/platform';
import type { DocumentKind } from '#libs/training';

/** What the demo's call asks for. */
export const demoDocuments: DocumentKind[] = ['passport', 'photo', 'health_paper', 'cv'];

const titles: Partial<Record<DocumentKind, string>> = {
  passport: 'PASSPORT COPY',
  health_paper: 'HEALTH PAPER',
  cv: 'CURRICULUM VITAE',
};

/** One page that says what it stands for: nothing in it is anybody's. */
export function paper(title: string, name: string): Buffer {
  const words = (text: string) => text.replace(/[^\x20-\x7e]|[()\\]/g, '');
  const content = `BT /F1 22 Tf 60 740 Td (${words(title)}) Tj 0 -40 Td /F1 16 Tf (${words(name)}) Tj 0 -30 Td (Invented for the demo) Tj ET`;
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${text}trailer\n<</Size ${objects.length + 1} /Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A head and shoulders in grey, which is nobody. */
function portrait(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [(x - width / 2) / width, y / height];
      const isFace = (across / 0.2) ** 2 + ((down - 0.4) / 0.22) ** 2 < 1;
      const isBody = down > 0.66 && (across / 0.4) ** 2 + ((down - 1) / 0.34) ** 2 < 1;
      rows[y * (width + 1) + x + 1] = isFace ? 0x9a : isBody ? 0x5c : 0xdc;
    }
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

/** Lets bytes arrive as an upload does. */
export async function arrived(context: INestApplicationContext, name: string, content: Buffer): Promise<ArrivedFile> {
  return { name, stored: await context.get(Storage).put(Readable.from([content]), 1024 * 1024) };
}

/** Hands in the papers of a dossier as an organisation would. */
export class Papers {
  constructor(
    private readonly context: INestApplicationContext,
    private readonly day: (days: number) => LocalDate,
  ) {}

  /** `old`: the health paper was issued long ago. */
  async handIn(actor: Actor, nominationId: string, kinds: readonly DocumentKind[], old = false): Promise<void> {
    const { fullNameLatin } = await this.context.get(NominationsService).get(actor, nominationId);
    for (const kind of kinds) {
      const content = kind === 'photo' ? portrait(200, 300) : paper(titles[kind] ?? 'LETTER', fullNameLatin);
      const dates = {
        ...(kind === 'photo' ? { issuedOn: this.day(-30) } : {}),
        ...(kind === 'health_paper' ? { issuedOn: this.day(old ? -300 : -30) } : {}),
        ...(kind === 'passport' ? { validUntil: this.day(1500) } : {}),
      };
      const fields = documentFields.parse({ kind, ...dates });
      const file = await arrived(this.context, `${kind}-${fullNameLatin.replaceAll(' ', '-')}`, content);
      await this.context.get(DossierDocumentsService).add(actor, nominationId, fields, file);
    }
  }
}
