import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { newId, searchKey, sortKey } from '#libs/kernel';
import { DatasetTable, type TableField } from '#libs/outputs';
import {
  type ColumnType,
  engineColumns,
  hasKeys,
  Database as Rooms,
  type RowValue,
  rowFileFormat,
  rowTable,
  Storage,
  sortTextOf,
  UnitOfWork,
} from '#libs/platform';
import { en, type Finder } from './training.js';

/** A row file written by hand, as its format says. */
export function writeRowFile(
  path: string,
  types: readonly ColumnType[],
  rows: Iterable<readonly RowValue[]>,
  format = rowFileFormat,
): number {
  const file = new Database(path);
  const columns = engineColumns(types);
  file.exec(`CREATE TABLE ${rowTable} (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`);
  const insert = file.prepare(`INSERT INTO ${rowTable} VALUES (${columns.map(() => '?').join(', ')})`);
  let n = 0;
  file.exec('BEGIN');
  for (const row of rows) {
    n += 1;
    const values = types.flatMap((type, column): RowValue[] => {
      const value = row[column] ?? null;
      if (!hasKeys(type)) return [value];
      const text = String(value);
      return value === null ? [null, null, null] : [text, searchKey(text), sortKey(sortTextOf(text))];
    });
    insert.run([n, ...values]);
  }
  file.exec('COMMIT');
  file.pragma(`user_version = ${format}`);
  file.close();
  return n;
}

export const fieldOf = (name: string, type: ColumnType): TableField => ({
  name,
  type,
  title: en(name),
  description: en(''),
  unit: '',
  codeList: [],
  constraints: {
    required: false,
    unique: false,
    minimum: null,
    maximum: null,
    minLength: null,
    maxLength: null,
    pattern: null,
  },
});

/** A table with rows of an output that is still a draft, straight into the database. Columns by name and type. */
export async function storedTable(
  found: Finder,
  outputId: string,
  name: string,
  columns: Record<string, ColumnType>,
  rows: Iterable<readonly RowValue[]>,
  position = 1,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rows-'));
  const path = join(folder, 'rows');
  const rowCount = writeRowFile(path, Object.values(columns), rows);
  const stored = await found.get(Storage).put(createReadStream(path), 2 ** 31);
  await rm(folder, { recursive: true, force: true });
  const at = new Date('2026-03-02T02:00:00Z');
  const table = Object.assign(new DatasetTable(), {
    id: newId(),
    outputId,
    name,
    title: en(name),
    schema: {
      fields: Object.entries(columns).map(([column, type]) => fieldOf(column, type)),
      primaryKey: [],
      missingValues: [''],
    },
    status: 'stored',
    position,
    rowsKey: stored.key,
    rowsSha256: stored.sha256,
    rowsSize: stored.size,
    rowCount,
    sourceName: 'rows.csv',
    storedAt: at,
    arrivedKey: null,
    jobId: null,
    attempts: 0,
    heldUntil: null,
    report: null,
    createdAt: at,
    version: 1,
  });
  await found.get(UnitOfWork).run(() => found.get(Rooms).insert(table));
  return table.id;
}
