import type { Cell, CellNote } from '../../spreadsheet/table.js';
import type { RowValue } from '../column-types.js';
import { ColumnReader } from './column-reader.js';
import type { DeclaredColumn } from './declared-column.js';
import { Faults } from './faults.js';
import { type DecimalMark, type Hint, hintOf, markOf, plainNumber } from './numbers.js';
import { CellRefusal } from './read-value.js';
import type { RowFileWriter } from './row-file-writer.js';

/** A row as the readers of files give it. */
export interface FileRow {
  readonly number: number;
  readonly cells: readonly Cell[];
  readonly notes?: readonly CellNote[];
}

export interface Declared {
  readonly columns: readonly DeclaredColumn[];
  /** Positions of the columns of the primary key. */
  readonly primaryKey: readonly number[];
  readonly missingValues: readonly string[];
}

/** Holds every cell against its column and writes the rows down; what is wrong is in `faults`. */
export class RowCheck {
  readonly faults = new Faults();
  private readonly readers: readonly ColumnReader[];
  /** From this written row on, rows stand so many further down in the file. */
  private readonly shifts: { from: number; by: number }[] = [];

  /** `places`: where each column stands in the file. `sample`: first rows, that tell how its numbers are written. */
  constructor(
    private readonly declared: Declared,
    private readonly places: readonly number[],
    private readonly writer: RowFileWriter,
    sample: readonly FileRow[],
    usualMark: DecimalMark,
  ) {
    const missing = new Set(declared.missingValues);
    const hints = declared.columns.map(({ type }, at) =>
      type === 'integer' || type === 'number' ? hintsIn(sample, places[at]!) : [],
    );
    // A column that does not tell is written as the others of its file.
    const markOfFile = markOf(hints.flat(), usualMark);
    this.readers = declared.columns.map(
      (column, at) => new ColumnReader(column, missing, markOf(hints[at]!, markOfFile)),
    );
  }

  take({ number, cells, notes }: FileRow): void {
    const values: RowValue[] = [];
    for (let at = 0; at < this.readers.length; at++) {
      const cell = cells[this.places[at]!] ?? null;
      const note = notes?.find(({ column }) => column === this.places[at]);
      const read = refusalOf(note, this.declared.columns[at]!) ?? this.readers[at]!.read(cell);
      if (read instanceof CellRefusal) {
        this.faults.add(number, this.declared.columns[at]!.name, read, typeof cell === 'object' ? cell?.date : cell);
        values.push(null);
      } else values.push(read);
    }
    this.writer.add(values);
    const by = number - this.writer.count;
    if (this.shifts.at(-1)?.by !== by) this.shifts.push({ from: this.writer.count, by });
  }

  /** What only all rows together show: values that come twice. */
  finish(): void {
    const { columns, primaryKey } = this.declared;
    if (primaryKey.length > 0) {
      this.writer.index(primaryKey);
      const names = primaryKey.map((at) => columns[at]!.name).join(', ');
      this.repeated(primaryKey, new CellRefusal('cell.key_not_unique', { columns: names }));
    }
    for (const [at, column] of columns.entries())
      if (column.unique && !(primaryKey.length === 1 && primaryKey[0] === at))
        this.repeated([at], new CellRefusal('cell.not_unique'));
  }

  private repeated(positions: readonly number[], refusal: CellRefusal): void {
    const { rows, count } = this.writer.repeated(positions, this.faults.room);
    const { name } = this.declared.columns[positions[0]!]!;
    for (const row of rows) this.faults.add(this.placeOf(row), name, refusal, this.writer.valueAt(row, positions[0]!));
    // Beyond those that are kept: counted alone.
    if (count > rows.length) this.faults.add(0, name, refusal, null, count - rows.length);
  }

  /** The number in the file of a row that was written. */
  private placeOf(row: number): number {
    return row + (this.shifts.findLast(({ from }) => from <= row)?.by ?? 0);
  }
}

const hintsIn = (sample: readonly FileRow[], place: number): Hint[] =>
  sample.flatMap(({ cells }) => {
    const cell = cells[place];
    return typeof cell === 'string' ? [hintOf(plainNumber(cell.trim()))] : [];
  });

/** Why what stands in the cell cannot be known, whatever its column. */
function refusalOf(note: CellNote | undefined, { type }: DeclaredColumn): CellRefusal | null {
  if (!note) return null;
  if (note.fault) return new CellRefusal(note.fault.code, note.fault.args);
  if (note.legacyFont) return new CellRefusal('spreadsheet.cell.legacy_font', { font: note.legacyFont });
  if (note.merged) return new CellRefusal('spreadsheet.cell.merged', { range: note.merged });
  return note.lostDigits && (type === 'string' || type === 'integer')
    ? new CellRefusal('spreadsheet.cell.lost_digits')
    : null;
}
