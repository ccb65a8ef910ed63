import { searchKey } from '#libs/kernel';
import {
  CellRefusal,
  type ColumnType,
  type DecimalMark,
  hintOf,
  markOf,
  mostColumns,
  plainNumber,
  readValue,
  type TableStart,
} from '#libs/platform';
import type { TableField, TableSchema } from './dataset.types.js';
import { inItsLanguage } from './table-schema.fields.js';

const noLimits = {
  required: false,
  unique: false,
  minimum: null,
  maximum: null,
  minLength: null,
  maxLength: null,
  pattern: null,
};

/** Columns and types that would fit the beginning of a file, for a person to look over. */
export function suggestSchema({ header, rows, usualMark }: TableStart): TableSchema {
  const taken = new Set<string>();
  const fields = header.slice(0, mostColumns).map((title, at): TableField => {
    const cells = rows.map((row) => row[at] ?? null).filter((cell) => cell !== null);
    return {
      name: unique(nameFor(title, at), taken),
      type: cells.length > 0 ? typeFor(cells, usualMark) : 'string',
      title: inItsLanguage(title.slice(0, 200)),
      description: { lo: '', vi: '', en: '' },
      unit: '',
      codeList: [],
      constraints: { ...noLimits, required: rows.length > 0 && cells.length === rows.length },
    };
  });
  return { fields, primaryKey: [], missingValues: [] };
}

type Cells = readonly NonNullable<TableStart['rows'][number][number]>[];

// The narrowest first. A column of 0 and 1 is of numbers: whoever means yes and no says so.
const narrowest: readonly ColumnType[] = ['year', 'integer', 'number', 'date', 'boolean'];

function typeFor(cells: Cells, usualMark: DecimalMark): ColumnType {
  const mark = markOf(
    cells.filter((cell) => typeof cell === 'string').map((cell) => hintOf(plainNumber(cell.trim()))),
    usualMark,
  );
  const isCode = cells.some((cell) => typeof cell === 'string' && /^0\d/.test(cell.trim()));
  const fits = (type: ColumnType) =>
    cells.every((cell) => {
      const value = readValue(type, cell, mark);
      return !(value instanceof CellRefusal) && (type !== 'year' || (Number(value) >= 1900 && Number(value) < 2200));
    });
  // Zeros at the front are part of a code and lost in a number.
  return narrowest.find((type) => !(isCode && type !== 'date') && fits(type)) ?? 'string';
}

function nameFor(title: string, at: number): string {
  const plain = searchKey(title)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, 50);
  return plain === '' ? `column_${at + 1}` : plain;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let next = 2; taken.has(free); next += 1) free = `${name}_${next}`;
  taken.add(free);
  return free;
}
