/** A group of fewer rows can be told to be somebody. */
export const smallestSafeGroup = 5;

/** A column in which so many different values stand at most, each of them three times on average, sorts into groups. */
const mostValues = 30;
const rowsPerValue = 3;
/** Of a code list the authors themselves have said that it sorts into groups. */
const mostCodes = 500;
/** Columns that are looked at two by two, and how many groups a pair may make. */
const mostPaired = 10;
const mostPairs = 5000;

export interface GroupColumn {
  name: string;
  hasCodeList: boolean;
  /** Measured, not sorted into groups. */
  isMeasure: boolean;
}

/** Groups too small in one column, or in a pair of columns. */
export interface SmallGroups {
  columns: string[];
  count: number;
  /** The first row of the first of them. */
  row: number;
}

interface Group {
  rows: number;
  first: number;
}

type Groups = Map<unknown, Group>;

function add(groups: Groups, value: unknown, row: number): void {
  const group = groups.get(value);
  if (group) group.rows++;
  else groups.set(value, { rows: 1, first: row });
}

const isSmall = ({ rows }: Group): boolean => rows < smallestSafeGroup;

function told(columns: string[], small: readonly Group[]): SmallGroups[] {
  const [first] = small;
  return first ? [{ columns, count: small.length, row: first.first }] : [];
}

/** Counts the groups that each column sorts the rows into. Every row is taken once, then every row by the pairs. */
export class GroupCounter {
  private readonly groups: (Groups | null)[];
  private rows = 0;

  constructor(private readonly columns: readonly GroupColumn[]) {
    this.groups = columns.map(({ isMeasure }) => (isMeasure ? null : new Map()));
  }

  take(values: readonly unknown[], row: number): void {
    this.rows++;
    for (const [at, groups] of this.groups.entries()) {
      const value = values[at];
      if (!groups || value === null || value === undefined || value === '') continue;
      add(groups, value, row);
      if (groups.size > (this.columns[at]!.hasCodeList ? mostCodes : mostValues)) this.groups[at] = null;
    }
  }

  small(): SmallGroups[] {
    return this.sorting().flatMap(({ name, groups }) => told([name], [...groups.values()].filter(isSmall)));
  }

  /** Null when no two columns sort into groups. */
  pairs(): PairCounter | null {
    const sorting = this.sorting().slice(0, mostPaired);
    return sorting.length > 1 ? new PairCounter(sorting) : null;
  }

  private sorting(): Sorting[] {
    return this.columns.flatMap(({ name, hasCodeList }, at) => {
      const groups = this.groups[at];
      if (!groups) return [];
      return hasCodeList || groups.size * rowsPerValue <= this.rows ? [{ at, name, groups }] : [];
    });
  }
}

interface Sorting {
  at: number;
  name: string;
  groups: Groups;
}

/** Counts the groups that two columns together sort the rows into. */
export class PairCounter {
  private readonly pairs: { one: Sorting; other: Sorting; groups: Groups | null }[];

  constructor(sorting: readonly Sorting[]) {
    this.pairs = sorting.flatMap((one, at) =>
      sorting.slice(at + 1).map((other) => ({ one, other, groups: new Map() })),
    );
  }

  take(values: readonly unknown[], row: number): void {
    for (const pair of this.pairs) {
      const [one, other] = [values[pair.one.at], values[pair.other.at]];
      // What is small by itself is told by itself.
      if (!pair.groups || isSmallIn(pair.one, one) || isSmallIn(pair.other, other)) continue;
      add(pair.groups, `${one}\u0000${other}`, row);
      if (pair.groups.size > mostPairs) pair.groups = null;
    }
  }

  small(): SmallGroups[] {
    return this.pairs.flatMap(({ one, other, groups }) =>
      told([one.name, other.name], [...(groups?.values() ?? [])].filter(isSmall)),
    );
  }
}

const isSmallIn = ({ groups }: Sorting, value: unknown): boolean => isSmall(groups.get(value) ?? { rows: 0, first: 0 });
