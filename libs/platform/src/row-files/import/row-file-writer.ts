import Database, { type Statement } from 'better-sqlite3';
import { searchKey, sortKey } from '#libs/kernel';
import {
  type ColumnType,
  engineColumns,
  hasKeys,
  type RowValue,
  rowFileFormat,
  rowTable,
  sortTextOf,
  valueColumn,
} from '../column-types.js';

/** Bytes; the number of the last page must not pass what others keep of its size. */
const pageSize = 8192;
/** Texts whose keys are remembered: columns repeat themselves. */
const remembered = 50_000;
const longestRemembered = 60;
const noKeys = [null, null] as const;

/**
 * Writes a row file from its first row to its last. Nothing is flushed and no journal lies beside it: the file counts only when
 * it is whole, and whoever adopts it flushes it then.
 */
export class RowFileWriter {
  private readonly database: Database;
  private readonly insert: Statement;
  private readonly isText: readonly boolean[];
  private readonly keys = new Map<string, readonly [search: string, sort: string]>();
  private rows = 0;

  constructor(path: string, types: readonly ColumnType[], mostBytes: number) {
    this.database = new Database(path);
    for (const setting of [
      `page_size = ${pageSize}`,
      // OFF is not heard where the engine defends its files.
      'journal_mode = MEMORY',
      'synchronous = OFF',
      'locking_mode = EXCLUSIVE',
      'temp_store = FILE',
      'cache_size = -16000',
      `max_page_count = ${Math.floor(mostBytes / pageSize)}`,
      `user_version = ${rowFileFormat}`,
    ])
      this.database.pragma(setting);
    const columns = engineColumns(types);
    this.database.exec(`CREATE TABLE ${rowTable} (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`);
    this.insert = this.database.prepare(`INSERT INTO ${rowTable} VALUES (${columns.map(() => '?').join(', ')})`);
    this.isText = types.map(hasKeys);
    this.database.exec('BEGIN');
  }

  /** Values in the order of the columns. */
  add(values: readonly RowValue[]): void {
    this.rows += 1;
    const bound: RowValue[] = [this.rows];
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!;
      bound.push(value);
      if (!this.isText[at]) continue;
      const keys = value === null ? noKeys : this.keysOf(value as string);
      bound.push(keys[0], keys[1]);
    }
    this.insert.run(bound);
  }

  get count(): number {
    return this.rows;
  }

  /** Gives the columns of the primary key their index. */
  index(positions: readonly number[]): void {
    this.database.exec(`CREATE INDEX ix_key ON ${rowTable} (${positions.map(valueColumn).join(', ')})`);
  }

  /** Rows that say in these columns, all filled in, what an earlier one says: the first of them, and how many there are. */
  repeated(positions: readonly number[], most: number): { rows: number[]; count: number } {
    const columns = positions.map(valueColumn);
    const filled = columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
    const again = `SELECT n FROM (SELECT n, ROW_NUMBER() OVER (PARTITION BY ${columns.join(', ')} ORDER BY n) AS again
      FROM ${rowTable} WHERE ${filled}) WHERE again > 1`;
    const [count] = this.database.prepare(`SELECT COUNT(*) FROM (${again})`).raw().get() as [number];
    if (count === 0) return { rows: [], count };
    const rows = this.database.prepare(`${again} ORDER BY n LIMIT ${most}`).raw().all() as [number][];
    return { rows: rows.map(([n]) => n), count };
  }

  /** The value of one column in one row. */
  valueAt(row: number, position: number): RowValue {
    const statement = this.database.prepare(`SELECT ${valueColumn(position)} FROM ${rowTable} WHERE n = ?`).raw();
    const [value] = statement.get(row) as [RowValue];
    return value;
  }

  /** Ends the rows; from here on they are asked and indexed. */
  end(): void {
    this.database.exec('COMMIT');
  }

  close(): void {
    this.database.close();
  }

  private keysOf(text: string): readonly [string, string] {
    const known = this.keys.get(text);
    if (known) return known;
    const made = [searchKey(text), sortKey(sortTextOf(text))] as const;
    if (text.length > longestRemembered) return made;
    if (this.keys.size >= remembered) this.keys.clear();
    this.keys.set(text, made);
    return made;
  }
}
