import { searchKey } from '#libs/kernel';
import { Refusal } from '../refusal.js';
import type { Cell, CellNote, ReadLimits, TableRow } from '../table.js';

const headerWithin = 30;

type Note = CellNote & { merged?: string };

interface Row extends TableRow {
  readonly cells: Cell[];
  notes?: Note[];
}

export interface Grid {
  readonly headerNumber: number;
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Keeps what is in the cells and nothing of the emptiness around them; the limits hold while reading. */
export class GridBuilder {
  private readonly rows: Row[] = [];
  private characters = 0;
  private cells = 0;
  private width = 0;
  private current: Row | null = null;

  constructor(private readonly limits: ReadLimits) {}

  /** `column` counts from 0. */
  put(number: number, column: number, value: Cell, note: Omit<CellNote, 'column'> | null): void {
    if (value === null && note === null) return;
    if (column >= this.limits.columns) {
      throw new Refusal('spreadsheet.too_many_columns', { most: this.limits.columns });
    }
    if (++this.cells > this.limits.cells) throw new Refusal('spreadsheet.too_many_cells', { most: this.limits.cells });
    if (this.current?.number !== number) this.begin(number);
    const { cells } = this.current!;
    while (cells.length < column) cells.push(null);
    cells[column] = value;
    if (typeof value === 'string') this.characters += value.length;
    if (this.characters > this.limits.characters) throw new Refusal('spreadsheet.too_much_text');
    if (note) addNote(this.current!, { column, ...note });
    if (column >= this.width) this.width = column + 1;
  }

  private begin(number: number): void {
    if (this.current && number <= this.current.number) throw new Refusal('spreadsheet.broken');
    this.current = { number, cells: [] };
    this.rows.push(this.current);
    if (this.rows.length > this.limits.rows + headerWithin) throw this.tooManyRows();
  }

  /** Ends reading. `merged` are ranges as `B4:B9`. Throws `spreadsheet.empty` when there is nothing at all. */
  end(headerWords: readonly string[], merged: readonly string[] = []): Grid {
    if (this.rows.length === 0) throw new Refusal('spreadsheet.empty');
    const at = this.headerAt(headerWords);
    const header = this.rows[at]!;
    const rows = this.rows.slice(at + 1);
    if (rows.length > this.limits.rows) throw this.tooManyRows();
    for (const row of this.rows) while (row.cells.length < this.width) row.cells.push(null);
    noteMerged(rows, this.width, merged);
    return { headerNumber: header.number, header: header.cells.map(headerText), rows };
  }

  // Lists of offices begin with a state heading and a title; the header is known by its words.
  private headerAt(words: readonly string[]): number {
    const known = new Set(words.map(searchKey));
    const counts = this.rows
      .slice(0, headerWithin)
      .map(({ cells }) => cells.filter((cell) => typeof cell === 'string' && known.has(searchKey(cell))).length);
    const most = Math.max(...counts);
    return most > 0 ? counts.indexOf(most) : 0;
  }

  private tooManyRows(): Refusal {
    return new Refusal('spreadsheet.too_many_rows', { most: this.limits.rows });
  }
}

function headerText(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.date : String(cell).trim();
}

// Ranges never overlap, so together they cover no more than the table; a file where they do is forged.
function noteMerged(rows: readonly Row[], width: number, merged: readonly string[]): void {
  if (merged.length === 0) return;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const last = rows.at(-1)?.number ?? 0;
  let left = (last + 1) * width + merged.length;
  for (const range of merged) {
    const { top, bottom, start, end } = rangeOf(range);
    for (let number = top; number <= Math.min(bottom, last); number++) {
      if (--left < 0) throw new Refusal('spreadsheet.broken');
      const row = byNumber.get(number);
      if (!row) continue;
      for (let column = start; column <= Math.min(end, width - 1); column++) {
        const note = row.notes?.find((known) => known.column === column);
        if (note) note.merged = range;
        else addNote(row, { column, merged: range });
      }
    }
  }
}

function addNote(row: Row, note: Note): void {
  row.notes ??= [];
  row.notes.push(note);
}

function rangeOf(range: string) {
  const [, left, top, right, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range) ?? [];
  if (!left || !right) throw new Refusal('spreadsheet.broken');
  return { top: Number(top), bottom: Number(bottom), start: columnOf(left), end: columnOf(right) };
}

/** A is 0, Z is 25, AA is 26; stops at the first character that is not a capital letter. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}
