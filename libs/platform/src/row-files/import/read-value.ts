import { type ErrorArgs, normaliseMultiline, normaliseText, searchKey } from '#libs/kernel';
import { dateOfCell, textOfCell } from '../../spreadsheet/reading-cells.js';
import type { Cell } from '../../spreadsheet/table.js';
import { type ColumnType, longestValue, type RowValue } from '../column-types.js';
import { type DecimalMark, isProgramNumber, numberIn, plainNumber } from './numbers.js';

/** Why a cell is not what its column says. */
export class CellRefusal {
  constructor(
    readonly code: string,
    readonly args: ErrorArgs = {},
  ) {}
}

export type Read = RowValue | CellRefusal;

const refusals = {
  integer: new CellRefusal('cell.not_whole'),
  number: new CellRefusal('cell.not_a_number'),
  open: new CellRefusal('cell.two_readings'),
  range: new CellRefusal('cell.out_of_reach'),
  date: new CellRefusal('cell.not_a_date'),
  year: new CellRefusal('cell.not_a_year'),
  boolean: new CellRefusal('cell.not_yes_or_no'),
  long: new CellRefusal('cell.too_long', { most: longestValue }),
};

const yes = ['true', '1', 'yes', 'y', 't', 'có', 'đúng', 'ແມ່ນ', 'ແມ່ນແລ້ວ', 'ມີ', 'ຖືກ'];
const no = ['false', '0', 'no', 'n', 'f', 'không', 'sai', 'ບໍ່ແມ່ນ', 'ບໍ່ມີ', 'ບໍ່', 'ຜິດ'];
const flags = new Map([
  ...yes.map((word) => [searchKey(word), 1] as const),
  ...no.map((word) => [searchKey(word), 0] as const),
]);

function readText(cell: Cell): Read {
  const written = textOfCell(cell);
  const text = written.includes('\n') ? normaliseMultiline(written) : normaliseText(written);
  if (text.length > longestValue) return refusals.long;
  return text === '' ? null : text;
}

// Far beyond anything measured, and small enough to be added up.
const within = (number: number): number | CellRefusal => (Math.abs(number) <= 1e300 ? number : refusals.range);

function readNumber(cell: Cell, mark: DecimalMark): number | CellRefusal {
  if (typeof cell === 'number') return within(cell);
  if (typeof cell !== 'string') return refusals.number;
  if (mark === '.' && isProgramNumber(cell)) return within(Number(cell));
  const number = numberIn(plainNumber(cell.trim()), mark);
  if (number === 'open') return refusals.open;
  if (number === null) return refusals.number;
  return within(number);
}

function readWhole(cell: Cell, mark: DecimalMark): number | CellRefusal {
  const number = readNumber(cell, mark);
  if (number instanceof CellRefusal) return number === refusals.number ? refusals.integer : number;
  if (!Number.isInteger(number)) return refusals.integer;
  return Number.isSafeInteger(number) ? number : refusals.range;
}

function readYear(cell: Cell): number | CellRefusal {
  const text = plainNumber(textOfCell(cell));
  return /^[1-9]\d{3}$/.test(text) ? Number(text) : refusals.year;
}

function readFlag(cell: Cell): number | CellRefusal {
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  return flags.get(searchKey(textOfCell(cell))) ?? refusals.boolean;
}

/** A cell that is not empty as a value of the type; of numbers `mark` divides the fraction. */
export function readValue(type: ColumnType, cell: Cell, mark: DecimalMark): Read {
  switch (type) {
    case 'string':
      return readText(cell);
    case 'integer':
      return readWhole(cell, mark);
    case 'number':
      return readNumber(cell, mark);
    case 'boolean':
      return readFlag(cell);
    case 'date':
      return dateOfCell(cell) ?? refusals.date;
    case 'year':
      return readYear(cell);
  }
}
