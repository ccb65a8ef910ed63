import type { ErrorArgs } from '#libs/kernel';
import type { ColumnType } from '../column-types.js';

/** One column as a file is held against it. Structured data: it travels into a thread. */
export interface DeclaredColumn {
  /** What errors and queries call it. */
  readonly name: string;
  readonly type: ColumnType;
  /** What it may be called in the header, beside its name. */
  readonly titles: readonly string[];
  /** The only values there are, each with what else may be written for it; empty where any is allowed. */
  readonly codes: readonly { readonly value: string; readonly labels: readonly string[] }[];
  readonly required: boolean;
  readonly unique: boolean;
  /** Of numbers a number, of dates `YYYY-MM-DD`. */
  readonly minimum: string | number | null;
  readonly maximum: string | number | null;
  /** Characters of a text. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly pattern: string | null;
}

/** Something wrong in one cell. */
export interface RowFault {
  /** As the spreadsheet program counts; in CSV the number of the record. */
  readonly row: number;
  /** Name of the declared column; empty for the whole row. */
  readonly column: string;
  readonly code: string;
  readonly args: ErrorArgs;
  /** What stands there, shortened. */
  readonly found: string;
}

/** How many faults of one code there are in one column. */
export interface FaultCount {
  readonly column: string;
  readonly code: string;
  readonly count: number;
}

/** What reading a file of rows came to. */
export interface RowsReport {
  readonly format: 'csv' | 'xlsx';
  readonly rows: number;
  /** The first of them in the order of the file. */
  readonly faults: readonly RowFault[];
  readonly faultCount: number;
  readonly counts: readonly FaultCount[];
  readonly notices: readonly { readonly code: string; readonly args: ErrorArgs }[];
}
