import type { LocalisedText } from '#libs/kernel';
import type { ColumnType } from '#libs/platform';

/** One value a column may have. */
export interface CodeEntry {
  value: string;
  label: LocalisedText;
}

/** What every value of a column must keep to. Of a date or a number `minimum` and `maximum` are written as its values are. */
export interface ColumnConstraints {
  required: boolean;
  unique: boolean;
  minimum: string | number | null;
  maximum: string | number | null;
  minLength: number | null;
  maxLength: number | null;
  /** A regular expression the whole text must match, in the safe subset of `patterns.rules.ts`. */
  pattern: string | null;
}

/** One declared column. */
export interface TableField {
  /** `[a-z][a-z0-9_]{0,59}`; how queries and files name it. */
  name: string;
  type: ColumnType;
  title: LocalisedText;
  description: LocalisedText;
  /** `kg`, `kip`, `%`; empty without one. */
  unit: string;
  /** The only values there are; empty where any is allowed. */
  codeList: CodeEntry[];
  constraints: ColumnConstraints;
}

/** The columns of a table as its authors declared them: a Frictionless Table Schema with texts in three languages. */
export interface TableSchema {
  fields: TableField[];
  /** Names of the columns that together tell one row from every other; empty without. */
  primaryKey: string[];
  /** What stands in a file where nothing is known, beside an empty cell. */
  missingValues: string[];
}

/** `checking`: a file is being read. `refused`: the last file was, and there are no rows of an earlier one. */
export type TableStatus = 'declared' | 'checking' | 'refused' | 'stored';

/** How many tables one output may have. */
export const mostTables = 20;
