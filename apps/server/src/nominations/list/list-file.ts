import { Readable } from 'node:stream';
import type { ExportedTable, ListDocument } from '#libs/nominations';
import { FileAnswer } from '../../web/index.js';

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const fileOf = (bytes: Buffer, name: string, mediaType: string): FileAnswer =>
  new FileAnswer({ stream: Readable.from([bytes]), size: bytes.length, name, mediaType });

/** To be looked at in the browser, or printed from there. */
export const pdfAnswer = ({ bytes, name }: ListDocument): FileAnswer => fileOf(bytes, name, 'application/pdf');

export const tableAnswer = ({ bytes, name, mediaType }: ExportedTable): FileAnswer => fileOf(bytes, name, mediaType);
