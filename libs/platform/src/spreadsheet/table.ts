import type { ErrorArgs, LocalDate } from '#libs/kernel';

/** A calendar date that the spreadsheet keeps as one; a date typed as text is a text. */
export interface DateCell {
  readonly date: LocalDate;
}

/** Texts are in NFC and never blank: an empty cell is null, and so is one whose value cannot be known. */
export type Cell = string | number | boolean | DateCell | null;

/** A code of `locales/<lang>/errors.json` with what fills its text. */
export interface Remark {
  readonly code: string;
  readonly args: ErrorArgs;
}

/** What is to be known of one cell beside its value. */
export interface CellNote {
  /** Index in `cells`. */
  readonly column: number;
  /** Why its value cannot be known (`spreadsheet.cell.*`); the cell is null. */
  readonly fault?: Remark;
  /** A number of more than 15 digits: spreadsheet programs replace the rest by zeros. */
  readonly lostDigits?: true;
  /** The legacy Lao font it is set in, and its text is therefore gibberish. */
  readonly legacyFont?: string;
  /** The merged range it lies in, such as `B4:B9`; the value is in the first cell only. */
  readonly merged?: string;
}

export interface TableRow {
  /** As the spreadsheet program counts, from 1; in CSV the record, blank ones counted. */
  readonly number: number;
  /** As many as the header has. */
  readonly cells: readonly Cell[];
  readonly notes?: readonly CellNote[];
}

export interface Table {
  readonly format: 'xlsx' | 'csv';
  /** Empty for CSV. */
  readonly sheetName: string;
  /** Number of the row the header stands in. */
  readonly headerNumber: number;
  /** Texts of the header, '' where a column has none. */
  readonly header: readonly string[];
  /** Without empty rows. */
  readonly rows: readonly TableRow[];
  /** What a person should know about the file though it was read: `spreadsheet.notice.*`. */
  readonly notices: readonly Remark[];
}

export interface ReadOptions {
  /** The sheet to read, by name, hidden or not; without it the first visible one. */
  readonly sheet?: string;
  /** Words the header is known by, in any spelling: of the first 30 rows the one with most of them is the header. */
  readonly headerWords?: readonly string[];
  readonly limits?: Partial<ReadLimits>;
}

export interface ReadLimits {
  /** Of the file. */
  readonly bytes: number;
  /** Of all parts of a workbook that are read, when inflated. */
  readonly inflatedBytes: number;
  /** With something in them, without the header. */
  readonly rows: number;
  readonly columns: number;
  /** Characters of all cells together. */
  readonly characters: number;
  /** With something in them. */
  readonly cells: number;
}

/** Room for twice a list of 10,000 rows; a thread with these needs at most about 150 MB. */
export const usualLimits: ReadLimits = {
  bytes: 20 * 1024 * 1024,
  inflatedBytes: 64 * 1024 * 1024,
  rows: 20_000,
  columns: 100,
  characters: 20_000_000,
  cells: 2_000_000,
};
