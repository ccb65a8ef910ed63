/**
 * A row file: the checked rows of one table, in an SQLite file of its own in Storage. It is written once, as a whole,
 * and never changed, so that readers need neither locks nor a journal.
 *
 * Table `row`: `n` is the number of the row (1, 2, … in the order of the file it came from), and for the column at
 * position i of the schema (from 0) `c<i>` is its value, null where it is missing. Text has two more: `k<i>`, its search
 * key, and `s<i>`, the sort key of its beginning (`sortTextOf`). The columns of the primary key have an index `ix_key`.
 */
export const columnTypes = ['string', 'integer', 'number', 'boolean', 'date', 'year'] as const;

export type ColumnType = (typeof columnTypes)[number];

/**
 * A value as it is kept: text in NFC, a date as `YYYY-MM-DD`, whole numbers and years within ±(2⁵³ − 1), a boolean as 1 or
 * 0; null is missing.
 */
export type RowValue = string | number | null;

/** Written into the head of every row file (`PRAGMA user_version`). A file of another format is not read. */
export const rowFileFormat = 1;

export const rowTable = '"row"';
export const rowNumber = 'n';

/** What of a text is sorted by: of longer ones the beginning decides, then the number of the row. */
export const sortTextOf = (text: string): string => (text.length > 100 ? text.slice(0, 100) : text);

/** Characters one text may have. */
export const longestValue = 10_000;

export const mostColumns = 100;

/** Text is searched and sorted by keys of its own; everything else by its value. */
export const hasKeys = (type: ColumnType): boolean => type === 'string';

export const valueColumn = (position: number): string => `c${position}`;

/** Of a text column only. */
export const searchColumn = (position: number): string => `k${position}`;

/** What orders the column. */
export const sortColumn = (position: number, type: ColumnType): string =>
  hasKeys(type) ? `s${position}` : valueColumn(position);

const engineTypes: Readonly<Record<ColumnType, string>> = {
  string: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  year: 'INTEGER',
};

/** Every column of the table `row` in the order they are written in, `n` first, with the engine's type. */
export const engineColumns = (types: readonly ColumnType[]): [name: string, type: string][] => [
  [rowNumber, 'INTEGER PRIMARY KEY'],
  ...types.flatMap((type, position): [string, string][] => [
    [valueColumn(position), engineTypes[type]],
    ...(hasKeys(type)
      ? ([
          [searchColumn(position), 'TEXT'],
          [sortColumn(position, type), 'TEXT'],
        ] as [string, string][])
      : []),
  ]),
];
