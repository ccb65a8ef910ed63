import { searchKey } from '#libs/kernel';
import { Refusal } from '../../spreadsheet/refusal.js';
import type { Remark } from '../../spreadsheet/table.js';
import type { DeclaredColumn } from './declared-column.js';

export interface Header {
  /** For every declared column the column of the file it stands in. */
  readonly places: readonly number[];
  readonly notices: readonly Remark[];
}

const keysOf = ({ name, titles }: DeclaredColumn): string[] => [name, ...titles].map(searchKey).filter(Boolean);

/** The words a header is known by. */
export const headerWords = (columns: readonly DeclaredColumn[]): Set<string> => new Set(columns.flatMap(keysOf));

/** Of some first rows the one that says most of these words; -1 when none says any. */
export function headerAt(rows: readonly (readonly string[])[], words: ReadonlySet<string>): number {
  const counts = rows.map((cells) => cells.filter((cell) => words.has(searchKey(cell))).length);
  const most = Math.max(0, ...counts);
  return most === 0 ? -1 : counts.indexOf(most);
}

/** Finds every declared column by its name or a title, in any spelling. Throws `rows.column_missing`, `rows.column_twice`. */
export function matchHeader(cells: readonly string[], columns: readonly DeclaredColumn[]): Header {
  const written = cells.map((cell) => searchKey(cell));
  const taken = new Set<number>();
  const places = columns.map((column) => {
    const found = placesOf(column, cells, written);
    if (found.length > 1) throw new Refusal('rows.column_twice', { column: column.name });
    for (const place of found) taken.add(place);
    return found[0] ?? -1;
  });
  const missing = columns.filter((_, at) => places[at] === -1).map(({ name }) => name);
  if (missing.length > 0) throw new Refusal('rows.column_missing', { columns: list(missing), count: missing.length });
  const beside = cells.filter((cell, at) => cell.trim() !== '' && !taken.has(at));
  const notices = beside.length > 0 ? [{ code: 'rows.notice.beside', args: { columns: list(beside) } }] : [];
  return { places, notices };
}

// The exact name first: a title of one column may be the name of another.
function placesOf(column: DeclaredColumn, cells: readonly string[], written: readonly string[]): number[] {
  const at = (holds: (at: number) => boolean) => cells.map((_, index) => index).filter(holds);
  const exact = at((index) => cells[index]!.trim() === column.name);
  if (exact.length > 0) return exact;
  const keys = new Set(keysOf(column));
  return at((index) => keys.has(written[index]!));
}

const list = (names: readonly string[]): string => {
  const text = names.map((name) => name.trim()).join(', ');
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};
