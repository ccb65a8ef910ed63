import Database from 'better-sqlite3';
import { rowNumber, rowTable, valueColumn } from './column-types.js';

/** Goes through all rows of a row file in their order; values are in the order of the columns. */
export function eachRow(path: string, columns: number, take: (values: readonly unknown[], row: number) => void): void {
  const file = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const values = Array.from({ length: columns }, (_, position) => valueColumn(position));
    const all = `SELECT ${[rowNumber, ...values].join(', ')} FROM ${rowTable} ORDER BY ${rowNumber}`;
    for (const [row, ...cells] of file.prepare(all).raw().iterate() as Iterable<[number, ...unknown[]]>)
      take(cells, row);
  } finally {
    file.close();
  }
}
