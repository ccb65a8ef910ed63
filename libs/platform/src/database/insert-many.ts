import type { DataSource } from 'typeorm';
import { valuesOf } from './prepared.js';

/** SQLite takes 32,766 values in one statement. */
const valuesAtOnce = 24_000;

/** Few statements that insert rows of one kind, however many. */
export function* insertMany(
  connection: DataSource,
  rows: readonly object[],
): Generator<{ sql: string; values: unknown[] }> {
  const [first] = rows;
  if (!first) return;
  const { columns } = connection.getMetadata(first.constructor);
  const statements = Math.ceil((rows.length * columns.length) / valuesAtOnce);
  const size = Math.ceil(rows.length / statements);
  for (let done = 0; done < rows.length; done += size) yield insertSome(connection, rows.slice(done, done + size));
}

function insertSome(connection: DataSource, rows: readonly object[]): { sql: string; values: unknown[] } {
  const { driver } = connection;
  const { columns, tableName } = connection.getMetadata(rows[0]!.constructor);
  const lines = valuesOf(driver, columns, rows);
  // What no row has need not be said of any.
  const isSaid = columns.map(
    ({ isNullable, default: byDefault }, at) =>
      !isNullable || byDefault !== undefined || lines.some((line) => line[at] !== null),
  );
  const names = columns.filter((_, at) => isSaid[at]).map(({ databaseName }) => driver.escape(databaseName));
  const marks = `(${names.map(() => '?').join(', ')})`;
  return {
    sql: `INSERT INTO ${driver.escape(tableName)} (${names.join(', ')}) VALUES ${lines.map(() => marks).join(', ')}`,
    values: lines.flatMap((line) => line.filter((_, at) => isSaid[at])),
  };
}
