import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Language, localDate, pickText } from '#libs/kernel';
import type { StoredTable, TableField } from '#libs/outputs';
import type { Cell, RowValue, WorkbookSpec } from '#libs/platform';
import { shown } from './rows.view.js';

type Batches = AsyncIterable<RowValue[][]>;

/** A text that a spreadsheet would run as a formula gets an apostrophe; a negative number stays one. */
export const inert = (value: unknown): unknown =>
  typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/u.test(value) ? `'${value}` : value;

/**
 * The rows as CSV (RFC 4180): UTF-8 with a byte order mark, without which Excel garbles Lao, under the names of the
 * columns. `sent` hears how many rows went out.
 */
export function rowsCsv(fields: readonly TableField[], batches: Batches, sent: (rows: number) => void): Readable {
  const columns = fields.map(({ name }) => name);
  async function* records() {
    for await (const rows of batches) {
      sent(rows.length);
      for (const row of rows)
        yield row.map((value, index) => {
          const cell = shown(fields[index]!, value);
          return typeof cell === 'boolean' ? String(cell) : inert(cell);
        });
    }
  }
  const sheet = stringify({ header: true, columns, bom: true, record_delimiter: 'windows' });
  const source = Readable.from(records());
  // A fault while reading must break the download off, not end it as if it were whole.
  source.on('error', (error) => sheet.destroy(error));
  return source.pipe(sheet);
}

/** The rows as a workbook under the titles of the columns; text is written as text, never as a formula. */
export function rowsWorkbook(
  { table }: StoredTable,
  fields: readonly TableField[],
  rows: readonly RowValue[][],
  language: Language,
): WorkbookSpec {
  const title = pickText(table.title, language).text || table.name;
  return {
    language,
    title,
    sheets: [
      {
        name: table.name,
        columns: fields.map((field) => ({
          header: headerOf(field, language),
          kind: kindOf(field),
        })),
        rows: rows.map((row) => row.map((value, index) => cellOf(fields[index]!, value))),
      },
    ],
  };
}

const headerOf = ({ name, title, unit }: TableField, language: Language): string => {
  const word = pickText(title, language).text || name;
  return unit ? `${word} (${unit})` : word;
};

const kindOf = ({ type }: TableField) => {
  if (type === 'date') return 'date';
  return type === 'integer' || type === 'number' || type === 'year' ? 'number' : 'text';
};

const cellOf = (field: TableField, value: RowValue): Cell => {
  if (value === null) return null;
  if (field.type === 'date') return { date: localDate(String(value)) };
  const cell = shown(field, value);
  return typeof cell === 'boolean' ? String(cell) : cell;
};
