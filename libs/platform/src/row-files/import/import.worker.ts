import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { MessagePort } from 'node:worker_threads';
import { asRefused, Refusal, type Refused } from '../../spreadsheet/refusal.js';
import type { Cell, Remark } from '../../spreadsheet/table.js';
import type { RowsReport } from './declared-column.js';
import { mostFaults } from './faults.js';
import { headerAt, headerWords, matchHeader } from './header.js';
import { type Declared, type FileRow, RowCheck } from './row-check.js';
import { RowFileWriter } from './row-file-writer.js';
import { openRowsFile, type RowsFile } from './rows-file.js';

export interface ImportTask {
  readonly source: string;
  /** Where the row file is written. It is there afterwards only when nothing was wrong. */
  readonly target: string;
  readonly declared: Declared;
  readonly limits: { readonly rows: number; readonly bytes: number };
  /** Is sent how far it is, now and then. */
  readonly port: MessagePort;
}

export interface Imported extends RowsReport {
  /** Of the row file; null when there is none. */
  readonly file: { readonly size: number; readonly sha256: string } | null;
}

/** How far a file is read; `total` is about as many rows as it has. */
export interface Progress {
  readonly rows: number;
  readonly total: number;
}

/** Rows that are looked at before any is judged: for the header, and for how numbers are written. */
const sampled = 1000;
const headerWithin = 30;
/** Rows between two words of progress. */
const toldEvery = 5000;

export default async function importRows(task: ImportTask): Promise<Imported | Refused> {
  const { source, target, declared, limits, port } = task;
  await rm(target, { force: true });
  const writer = new RowFileWriter(
    target,
    declared.columns.map(({ type }) => type),
    limits.bytes,
  );
  let isKept = false;
  try {
    const file = await openRowsFile(source, [...headerWords(declared.columns)]);
    const { check, notices } = await readRows(file, task, writer);
    writer.end();
    check.finish();
    writer.close();
    isKept = check.faults.count === 0;
    return {
      format: file.format,
      rows: writer.count,
      faults: check.faults.first,
      faultCount: check.faults.count,
      counts: check.faults.counts.slice(0, mostFaults),
      notices: [...file.notices, ...notices],
      file: isKept ? await sealed(target) : null,
    };
  } catch (error) {
    if (error instanceof Refusal) return asRefused(error);
    // The only limit there is on its pages.
    if ((error as { code?: string }).code === 'SQLITE_FULL')
      return asRefused(new Refusal('rows.too_large', { megabytes: Math.round(limits.bytes / 1024 / 1024) }));
    throw error;
  } finally {
    writer.close();
    if (!isKept) await rm(target, { force: true });
    port.close();
  }
}

async function readRows(
  file: RowsFile,
  { declared, limits, port }: ImportTask,
  writer: RowFileWriter,
): Promise<{ check: RowCheck; notices: readonly Remark[] }> {
  const waiting: FileRow[] = [];
  let begun: { check: RowCheck; notices: readonly Remark[] } | undefined;
  const tell = (rows: number) => port.postMessage({ rows, total: Math.max(file.rows, rows) } satisfies Progress);
  const judge = (check: RowCheck, row: FileRow) => {
    if (writer.count >= limits.rows) throw new Refusal('rows.too_many', { most: limits.rows });
    check.take(row);
    if (writer.count % toldEvery === 0) tell(writer.count);
  };
  const begin = () => {
    begun = beginCheck(waiting, declared, writer, file);
    for (const row of waiting.splice(0)) judge(begun.check, row);
    return begun;
  };
  tell(0);
  await file.read((row) => {
    if (begun) judge(begun.check, row);
    else if (waiting.push(row) === sampled) begin();
    return true;
  });
  begun ??= begin();
  if (writer.count === 0) throw new Refusal('rows.none');
  return begun;
}

/** Takes the header, and what stands above it, out of the first rows. */
function beginCheck(waiting: FileRow[], declared: Declared, writer: RowFileWriter, file: RowsFile) {
  const first = waiting.slice(0, headerWithin).map(({ cells }) => cells.map(headerText));
  const at = headerAt(first, headerWords(declared.columns));
  if (at < 0)
    throw new Refusal('rows.no_header', {
      columns: declared.columns
        .map(({ name }) => name)
        .join(', ')
        .slice(0, 300),
    });
  const { places, notices } = matchHeader(first[at]!, declared.columns);
  waiting.splice(0, at + 1);
  return { check: new RowCheck(declared, places, writer, waiting, file.usualMark), notices };
}

const headerText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'object' ? cell.date : String(cell).trim();

async function sealed(path: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return { size: (await stat(path)).size, sha256: hash.digest('hex') };
}
