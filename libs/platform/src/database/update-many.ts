import type { DataSource } from 'typeorm';
import type { Engine } from './columns.js';

export interface VersionedRow {
  id: string;
  version: number;
}

/**
 * One statement that saves loaded rows of one kind, each under its version; counters are left alone. Neither engine reads
 * the other's way of joining an update to values, and one statement with a CASE per row takes thirty times as long.
 */
export function updateMany(
  engine: Engine,
  connection: DataSource,
  rows: readonly VersionedRow[],
): { sql: string; values: unknown[] } {
  const { driver } = connection;
  const { columns, tableName } = connection.getMetadata(rows[0].constructor);
  const given = columns.filter(({ isUpdate, isPrimary }) => isUpdate || isPrimary);
  const table = driver.escape(tableName);
  const name = (index: number) => (engine === 'mariadb' ? `c${index}` : `column${index + 1}`);
  const at = (property: string) => `v.${name(given.findIndex(({ propertyName }) => propertyName === property))}`;
  const target = (column: string) =>
    engine === 'mariadb' ? `${table}.${driver.escape(column)}` : driver.escape(column);
  const set = given.flatMap(({ databaseName, isPrimary, propertyName }) => {
    if (isPrimary) return [];
    return [`${target(databaseName)} = ${at(propertyName)}${propertyName === 'version' ? ' + 1' : ''}`];
  });
  const same = `${at('id')} = ${table}.id AND ${at('version')} = ${table}.version`;
  const marks = given.map(() => '?').join(', ');
  const lines = rows.slice(1).map(() => (engine === 'mariadb' ? ` UNION ALL SELECT ${marks}` : `, (${marks})`));
  const values = rows.flatMap((row) =>
    given.map((column) => driver.preparePersistentValue(column.getEntityValue(row), column) ?? null),
  );
  const sql =
    engine === 'mariadb'
      ? `UPDATE ${table} JOIN (SELECT ${given.map((_, index) => `? AS ${name(index)}`).join(', ')}${lines.join('')}) v
          ON ${same} SET ${set.join(', ')}`
      : `UPDATE ${table} SET ${set.join(', ')} FROM (VALUES (${marks})${lines.join('')}) v WHERE ${same}`;
  return { sql, values };
}
