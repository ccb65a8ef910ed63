import type { DataSource, EntityMetadata } from 'typeorm';

/** Of each row the values of these columns, as the engine takes them. */
export const valuesOf = (
  driver: DataSource['driver'],
  columns: EntityMetadata['columns'],
  rows: readonly object[],
): unknown[][] =>
  rows.map((row) => columns.map((column) => driver.preparePersistentValue(column.getEntityValue(row), column) ?? null));
