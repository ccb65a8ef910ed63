import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import { Refusal } from '../refusal.js';
import type { Cell, CellNote, ReadLimits, ReadOptions, Remark, Table } from '../table.js';
import { decodeText } from './encoding.js';
import { GridBuilder } from './grid.js';

/** Reads comma-, semicolon- or tab-separated values. Every cell is text: what looks like a number keeps its zeros. */
export function readDelimited(bytes: Uint8Array, options: ReadOptions, limits: ReadLimits): Table {
  const { text, encoding } = decodeText(bytes);
  const [declaration = '', declared] = declarationOf(text);
  // Millions of empty lines at the end are cut before anything looks at them one by one.
  const body = withoutEmptyEnd(text.slice(declaration.length));
  const delimiter = declared ?? delimiterOf(body);
  const grid = new GridBuilder(limits);
  const before = declaration === '' ? 0 : 1;
  let number = before;
  try {
    parse(body, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: limits.characters,
      on_record: (record: string[], { records, empty_lines }: InfoRecord) => {
        number = before + records + empty_lines;
        record.forEach((written, column) => {
          const [cell, note] = readText(written);
          grid.put(number, column, cell, note);
        });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw malformed(error, number + 1, limits.characters);
  }
  const notices: Remark[] = encoding === 'windows-1258' ? [{ code: 'spreadsheet.notice.windows_1258', args: {} }] : [];
  return { format: 'csv', sheetName: '', ...grid.end(options.headerWords ?? []), notices };
}

/** What is wrong with the record that begins in a line. A quotation mark that does not end may make it too long as well. */
export const malformed = ({ code }: CsvError, line: number, longest: number): Refusal =>
  code === 'CSV_MAX_RECORD_SIZE'
    ? new Refusal('spreadsheet.line_too_long', { line, most: longest })
    : new Refusal('spreadsheet.quote_open', { line });

/** Excel's own first line that says which separator follows, and the separator. */
export const declarationOf = (text: string): readonly string[] => /^sep=(.)\r?\n/i.exec(text) ?? [];

function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n,;'.includes(text[end - 1]!)) end--;
  const line = text.indexOf('\n', end);
  return line < 0 ? text : text.slice(0, line + 1);
}

/** One cell of delimited text. */
export function readText(written: string): [Cell, Omit<CellNote, 'column'> | null] {
  // ="00123" is how some programs keep Excel from dropping zeros.
  const text = /^="(.*)"$/s.exec(written)?.[1] ?? written;
  if (text.trim() === '') return [null, null];
  return [text, /^\d([.,]\d+)?E\+\d+$/i.test(text) ? { lostDigits: true } : null];
}

/** The header and the first rows have as many of the right separator, outside quotes, as each other. */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  let [best, most] = [',', 0];
  for (const candidate of ['\t', ';', ',']) {
    const counts = lines.map((line) => line.split(candidate).length - 1);
    const score = Math.max(0, ...counts) && counts.filter((count) => count === Math.max(...counts)).length;
    if (score > most) [best, most] = [candidate, score];
  }
  return best;
}
