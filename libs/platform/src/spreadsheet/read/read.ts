import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../refusal.js';
import { type ReadLimits, type ReadOptions, type Table, usualLimits } from '../table.js';
import { contentOf } from './content.js';
import { readDelimited } from './delimited.js';
import { readWorkbook } from './workbook.js';

/** Reads the bytes, or the file at the path. Throws {@link Refusal}; belongs into a thread of its own. */
export async function read(source: Uint8Array | string, options: ReadOptions): Promise<Table> {
  const limits = { ...usualLimits, ...options.limits };
  const bytes = await load(source, limits);
  if (bytes.length === 0) throw new Refusal('spreadsheet.empty');
  return (await contentOf(bytes)) === 'text'
    ? readDelimited(bytes, options, limits)
    : readWorkbook(bytes, options, limits);
}

async function load(source: Uint8Array | string, limits: ReadLimits): Promise<Buffer> {
  const size = typeof source === 'string' ? (await stat(source)).size : source.byteLength;
  if (size > limits.bytes) {
    throw new Refusal('spreadsheet.too_large', { megabytes: Math.round(limits.bytes / 1024 / 1024) });
  }
  if (typeof source === 'string') return readFile(source);
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
}
