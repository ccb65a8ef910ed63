import { textOfCell } from '../../spreadsheet/reading-cells.js';
import { asRefused, Refusal, type Refused } from '../../spreadsheet/refusal.js';
import type { Cell } from '../../spreadsheet/table.js';
import { mostColumns } from '../column-types.js';
import type { DecimalMark } from './numbers.js';
import type { FileRow } from './row-check.js';
import { openRowsFile } from './rows-file.js';

export interface HeadTask {
  readonly source: string;
}

/** The beginning of a table nobody has declared yet. */
export interface TableStart {
  readonly header: readonly string[];
  /** Cells as wide as the header. */
  readonly rows: readonly (readonly Cell[])[];
  readonly usualMark: DecimalMark;
}

const mostRows = 1000;
const headerWithin = 10;

/** The header is the first row that fills as many cells as any of the first. */
export default async function look({ source }: HeadTask): Promise<TableStart | Refused> {
  try {
    const file = await openRowsFile(source, []);
    const rows: FileRow[] = [];
    await file.read((row) => rows.push(row) < mostRows);
    if (rows.length === 0) throw new Refusal('spreadsheet.empty');
    const filled = rows
      .slice(0, headerWithin)
      .map(({ cells }) => cells.filter((cell) => cell !== null && cell !== '').length);
    const at = filled.indexOf(Math.max(...filled));
    // Nobody declares more, and what is left of a million columns would travel to whoever asked.
    const header = rows[at]!.cells.slice(0, mostColumns).map(textOfCell);
    while (header.at(-1) === '') header.pop();
    return {
      header,
      rows: rows.slice(at + 1).map(({ cells }) => header.map((_, column) => cells[column] ?? null)),
      usualMark: file.usualMark,
    };
  } catch (error) {
    if (error instanceof Refusal) return asRefused(error);
    throw error;
  }
}
