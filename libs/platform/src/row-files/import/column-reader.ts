import { identityKey, searchKey } from '#libs/kernel';
import type { Cell } from '../../spreadsheet/table.js';
import type { RowValue } from '../column-types.js';
import type { DeclaredColumn } from './declared-column.js';
import type { DecimalMark } from './numbers.js';
import { CellRefusal, type Read, readValue } from './read-value.js';
import { compilePattern } from './safe-pattern.js';

const required = new CellRefusal('cell.required');
const notListed = new CellRefusal('cell.not_in_list');

const longestMatched = 1000;

type Check = (value: string | number) => CellRefusal | null;

/** Reads the cells of one column: type, list of codes and limits. */
export class ColumnReader {
  private readonly longestMissing: number;
  private readonly codes: ReadonlyMap<string, RowValue> | null;
  private readonly checks: readonly Check[];

  constructor(
    private readonly column: DeclaredColumn,
    private readonly missing: ReadonlySet<string>,
    private readonly mark: DecimalMark,
  ) {
    this.longestMissing = Math.max(0, ...[...missing].map(({ length }) => length));
    this.codes = column.codes.length > 0 ? codesOf(column) : null;
    this.checks = checksOf(column);
  }

  read(cell: Cell): Read {
    if (cell === null || this.isMissing(cell)) return this.missed();
    const value = this.codes ? this.coded(cell) : readValue(this.column.type, cell, this.mark);
    if (value === null) return this.missed();
    if (value instanceof CellRefusal) return value;
    for (const check of this.checks) {
      const refusal = check(value);
      if (refusal) return refusal;
    }
    return value;
  }

  // Nearly every cell is longer than what stands for nothing.
  private isMissing(cell: Cell): boolean {
    const text = String(cell).trim();
    return text.length <= this.longestMissing && this.missing.has(text);
  }

  private missed(): Read {
    return this.column.required ? required : null;
  }

  // As it is written first: a list may tell apart what the fold does not.
  private coded(cell: Cell): Read {
    const text = typeof cell === 'object' ? (cell?.date ?? '') : String(cell).trim();
    return this.codes!.get(text) ?? this.codes!.get(foldOf(text)) ?? notListed;
  }
}

// A key no text has by itself.
const foldOf = (text: string) => `\0${searchKey(text) || identityKey(text)}`;

function codesOf({ type, codes }: DeclaredColumn): Map<string, RowValue> {
  const found = new Map<string, RowValue>();
  const folded = new Map<string, RowValue | undefined>();
  for (const { value, labels } of codes) {
    const stored = readValue(type, value, '.') as RowValue;
    found.set(value, stored);
    for (const word of new Set([value, ...labels].filter((word) => word !== '').map(foldOf)))
      folded.set(word, folded.has(word) ? undefined : stored);
  }
  // What two entries share says neither.
  for (const [word, stored] of folded) if (stored !== undefined) found.set(word, stored);
  return found;
}

function checksOf({ minimum, maximum, minLength, maxLength, pattern }: DeclaredColumn): Check[] {
  const checks: Check[] = [];
  const add = (refusal: CellRefusal, holds: (value: string | number) => boolean) =>
    checks.push((value) => (holds(value) ? null : refusal));
  if (minimum !== null) add(new CellRefusal('cell.below_minimum', { minimum }), (value) => value >= minimum);
  if (maximum !== null) add(new CellRefusal('cell.above_maximum', { maximum }), (value) => value <= maximum);
  const length = (value: string | number) => [...String(value)].length;
  if (minLength !== null)
    add(new CellRefusal('cell.too_short', { least: minLength }), (value) => length(value) >= minLength);
  if (maxLength !== null)
    add(new CellRefusal('cell.too_long', { most: maxLength }), (value) => length(value) <= maxLength);
  if (pattern !== null) {
    const matcher = compilePattern(pattern);
    // Longer ones would let it try for long.
    add(new CellRefusal('cell.too_long', { most: longestMatched }), (value) => String(value).length <= longestMatched);
    add(new CellRefusal('cell.pattern', { pattern }), (value) => matcher.test(String(value)));
  }
  return checks;
}
