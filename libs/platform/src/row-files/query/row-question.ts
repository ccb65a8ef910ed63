import type { ColumnType, RowValue } from '../column-types.js';

/**
 * What row files are asked. Columns are named by their position in the schema: text that somebody typed never comes near
 * the statement, values are bound.
 */
export const filterOps = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'is', 'contains', 'missing', 'present'] as const;
export type FilterOp = (typeof filterOps)[number];

/**
 * `eq`, `ne`, `in` and `contains` of text compare search keys, `is` the text as it stands. A missing value is found by
 * `missing` alone, never by `ne`.
 */
export interface RowFilter {
  column: number;
  op: FilterOp;
  /** One; of `in` several; of `missing` and `present` none. Of text compared by keys, the keys. */
  values: readonly (string | number)[];
}

/** Behind this row: its sort value (null: missing, or no sort) and its number. */
export interface RowCursor {
  key: RowValue;
  n: number;
}

/** Rows in the order of one column, missing ones last, else in the order of their file. */
export interface RowsQuestion {
  kind: 'rows';
  select: readonly number[];
  filters: readonly RowFilter[];
  sort: { column: number; descending: boolean } | null;
  after: RowCursor | null;
  limit: number;
}

export interface CountQuestion {
  kind: 'count';
  filters: readonly RowFilter[];
}

export const measureOps = ['count', 'sum', 'mean', 'min', 'max'] as const;
export type MeasureOp = (typeof measureOps)[number];

/** `count` without a column counts rows, with one the values that are not missing. */
export interface Measure {
  op: MeasureOp;
  column: number | null;
}

export interface GroupsQuestion {
  kind: 'groups';
  by: readonly number[];
  measures: readonly Measure[];
  filters: readonly RowFilter[];
  /** By a measure; null: by what is grouped by. */
  sort: { measure: number; descending: boolean } | null;
  limit: number;
}

export interface StatisticsQuestion {
  kind: 'statistics';
  column: number;
}

/** How the numbers of a column are spread: `bins` spans of one `width` from `from` on, the last with its end. */
export interface HistogramQuestion {
  kind: 'histogram';
  column: number;
  filters: readonly RowFilter[];
  from: number;
  width: number;
  bins: number;
}

export type RowQuestion = RowsQuestion | CountQuestion | GroupsQuestion | StatisticsQuestion | HistogramQuestion;

export interface RowsAnswer {
  /** The selected values, in the order of `select`. */
  rows: RowValue[][];
  /** Numbers of the same rows in their file. */
  numbers: number[];
  next: RowCursor | null;
}

export interface GroupsAnswer {
  groups: { by: RowValue[]; measures: (string | number | null)[] }[];
  /** There were more than `limit`. */
  isCut: boolean;
}

/** What is to be known of one column; of text `minimum` and `maximum` are null, `mean` of all but numbers too. */
export interface ColumnStatistics {
  count: number;
  missing: number;
  /** Null: more than `mostDistinct`. */
  distinct: number | null;
  minimum: string | number | null;
  maximum: string | number | null;
  mean: number | null;
  /** The ten most frequent values, when there are not more than `mostDistinct`. */
  frequent: { value: string | number; count: number }[];
}

/** How far different values are counted. */
export const mostDistinct = 10_000;

export interface Answers {
  rows: RowsAnswer;
  count: number;
  groups: GroupsAnswer;
  statistics: ColumnStatistics;
  /** The count of each bin. */
  histogram: number[];
}

export type AnswerTo<Question extends RowQuestion> = Answers[Question['kind']];

/** One question to one row file. */
export interface RowTask {
  path: string;
  types: readonly ColumnType[];
  question: RowQuestion;
  /** Milliseconds it may take. */
  time: number;
}
