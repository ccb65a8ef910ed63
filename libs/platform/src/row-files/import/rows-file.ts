import { open, readFile, stat } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { contentOf } from '../../spreadsheet/read/content.js';
import { readText } from '../../spreadsheet/read/delimited.js';
import { type DelimitedFile, lookAtDelimited, readDelimitedFile } from '../../spreadsheet/read/delimited-file.js';
import { readWorkbook } from '../../spreadsheet/read/workbook.js';
import { Refusal } from '../../spreadsheet/refusal.js';
import type { Cell, CellNote, ReadLimits, Remark } from '../../spreadsheet/table.js';
import type { DecimalMark } from './numbers.js';
import type { FileRow } from './row-check.js';

/** What a workbook may hold, which is read whole: measured to stay below the memory of its thread. */
export const workbookLimits: ReadLimits = {
  bytes: 40 * 1024 * 1024,
  inflatedBytes: 160 * 1024 * 1024,
  rows: 100_000,
  columns: 200,
  characters: 20_000_000,
  cells: 1_000_000,
};

/** Characters of one record of delimited text. */
const longestRecord = 1_000_000;
/** Blank records one file may have: else a file of nothing but line ends is read for minutes. */
const mostBlank = 1_000_000;

/** A file of rows, ready to be read from its beginning. */
export interface RowsFile {
  readonly format: 'csv' | 'xlsx';
  /** About as many as there are. */
  readonly rows: number;
  readonly notices: readonly Remark[];
  /** How numbers are usually written in such a file. */
  readonly usualMark: DecimalMark;
  /** Rows with something in them, in order, the header among them. `take` answers false for enough. */
  read(take: (row: FileRow) => boolean): Promise<void>;
}

/** Opens an .xlsx workbook or delimited text; which of the two it is, the content says. Throws {@link Refusal}. */
export async function openRowsFile(path: string, headerWords: readonly string[]): Promise<RowsFile> {
  const head = await headOf(path);
  if (head.length === 0) throw new Refusal('spreadsheet.empty');
  return (await fileTypeFromBuffer(head))
    ? openWorkbook(path, headerWords)
    : openDelimited(await lookAtDelimited(path));
}

function openDelimited(file: DelimitedFile): RowsFile {
  const isOld = file.encoding === 'windows-1258';
  return {
    format: 'csv',
    rows: file.lines,
    notices: isOld ? [{ code: 'spreadsheet.notice.windows_1258', args: {} }] : [],
    // Programs that divide columns by a semicolon need the comma for their numbers.
    usualMark: file.delimiter === ';' ? null : '.',
    read: (take) => {
      let blank = 0;
      return readDelimitedFile(file, longestRecord, (record, number) => {
        const row = rowOf(record, number);
        if (row) return take(row);
        if (++blank > mostBlank) throw new Refusal('rows.too_many_blank', { most: mostBlank });
        return true;
      });
    },
  };
}

function rowOf(record: readonly string[], number: number): FileRow | null {
  const cells: Cell[] = [];
  const notes: CellNote[] = [];
  let isBlank = true;
  for (let at = 0; at < record.length; at++) {
    const [cell, note] = readText(record[at]!);
    cells.push(cell);
    if (cell !== null) isBlank = false;
    if (note) notes.push({ column: at, ...note });
  }
  if (isBlank) return null;
  return notes.length > 0 ? { number, cells, notes } : { number, cells };
}

async function openWorkbook(path: string, headerWords: readonly string[]): Promise<RowsFile> {
  const { size } = await stat(path);
  const megabytes = workbookLimits.bytes / 1024 / 1024;
  if (size > workbookLimits.bytes) throw new Refusal('rows.workbook_too_large', { megabytes });
  const bytes = await readFile(path);
  if ((await contentOf(bytes)) !== 'workbook') throw new Refusal('spreadsheet.broken');
  const table = await readWorkbook(bytes, { headerWords }, workbookLimits);
  return {
    format: 'xlsx',
    rows: table.rows.length,
    notices: table.notices,
    usualMark: null,
    read: async (take) => {
      if (!take({ number: table.headerNumber, cells: table.header })) return;
      for (const row of table.rows) if (!take(row)) return;
    },
  };
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4100), 0, 4100, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
