import {
  type ColumnType,
  hasKeys,
  type RowValue,
  rowNumber,
  rowTable,
  searchColumn,
  sortColumn,
  valueColumn,
} from '../column-types.js';
import {
  type CountQuestion,
  type GroupsQuestion,
  type HistogramQuestion,
  type Measure,
  mostDistinct,
  type RowCursor,
  type RowFilter,
  type RowsQuestion,
} from './row-question.js';

/** A statement with what is bound to it. */
export interface RowStatement {
  sql: string;
  values: RowValue[];
}

const comparisons = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/** Looks at the clock every so many rows: the engine itself cannot be interrupted from outside. */
const inTime = `((${rowNumber} & 1023) <> 0 OR in_time())`;

/** The statements of one row file. Whatever names a column is a whole number within its schema. */
export class RowStatements {
  constructor(private readonly types: readonly ColumnType[]) {}

  rows({ select, filters, sort, after, limit }: RowsQuestion): RowStatement {
    const order = sort && sortColumn(this.known(sort.column), this.types[sort.column]!);
    const columns = select.map((column) => valueColumn(this.known(column)));
    const behind = after && this.behind(after, order, sort?.descending ?? false);
    const { sql, values } = this.where(filters, behind);
    const by = order ? `${order} IS NULL, ${order} ${sort?.descending ? 'DESC' : 'ASC'}, ` : '';
    return {
      sql: `SELECT ${[rowNumber, order ?? 'NULL', ...columns].join(', ')} FROM ${rowTable} WHERE ${sql}
        ORDER BY ${by}${rowNumber} LIMIT ?`,
      values: [...values, limit],
    };
  }

  count({ filters }: CountQuestion): RowStatement {
    const { sql, values } = this.where(filters);
    return { sql: `SELECT COUNT(*) FROM ${rowTable} WHERE ${sql}`, values };
  }

  groups({ by, measures, filters, sort, limit }: GroupsQuestion): RowStatement {
    const keys = by.map((column) => valueColumn(this.known(column)));
    const given = measures.map((measure) => this.measure(measure));
    const { sql, values } = this.where(filters);
    const byKeys = by.flatMap((column) => {
      const order = `MIN(${sortColumn(column, this.types[column]!)})`;
      return [`${order} IS NULL`, order, valueColumn(column)];
    });
    const first = sort
      ? [`${keys.length + this.measureAt(sort.measure, measures) + 1} ${sort.descending ? 'DESC' : 'ASC'}`]
      : [];
    return {
      sql: `SELECT ${[...keys, ...given].join(', ')} FROM ${rowTable} WHERE ${sql}
        ${keys.length > 0 ? `GROUP BY ${keys.join(', ')} ORDER BY ${[...first, ...byKeys].join(', ')}` : ''} LIMIT ?`,
      values: [...values, limit],
    };
  }

  /** Count of values, all rows, least, greatest, mean. */
  summary(column: number): RowStatement {
    const value = valueColumn(this.known(column));
    const isText = hasKeys(this.types[column]!);
    const bounds = isText ? 'NULL, NULL' : `MIN(${value}), MAX(${value})`;
    const mean = this.isNumber(column) ? `AVG(${value})` : 'NULL';
    return { sql: `SELECT COUNT(${value}), COUNT(*), ${bounds}, ${mean} FROM ${rowTable} WHERE ${inTime}`, values: [] };
  }

  /** How many different values, up to one more than are counted. */
  distinct(column: number): RowStatement {
    const value = valueColumn(this.known(column));
    const some = `SELECT DISTINCT ${value} FROM ${rowTable} WHERE ${value} IS NOT NULL AND ${inTime} LIMIT ${mostDistinct + 1}`;
    return { sql: `SELECT COUNT(*) FROM (${some})`, values: [] };
  }

  frequent(column: number): RowStatement {
    const value = valueColumn(this.known(column));
    return {
      sql: `SELECT ${value}, COUNT(*) FROM ${rowTable} WHERE ${value} IS NOT NULL AND ${inTime}
        GROUP BY ${value} ORDER BY 2 DESC, 1 LIMIT 10`,
      values: [],
    };
  }

  /** Number of the bin, and how many values are in it; empty bins are left out. */
  histogram({ column, filters, from, width, bins }: HistogramQuestion): RowStatement {
    const value = valueColumn(this.known(column));
    const { sql, values } = this.where(filters);
    return {
      sql: `SELECT MIN(MAX(CAST((${value} - ?) / ? AS INTEGER), 0), ?), COUNT(*) FROM ${rowTable}
        WHERE ${value} IS NOT NULL AND ${sql} GROUP BY 1`,
      values: [from, width, bins - 1, ...values],
    };
  }

  private behind({ key, n }: RowCursor, order: string | null, descending: boolean): RowStatement {
    if (order === null) return { sql: `${rowNumber} > ?`, values: [n] };
    if (key === null) return { sql: `${order} IS NULL AND ${rowNumber} > ?`, values: [n] };
    return {
      sql: `(${order} ${descending ? '<' : '>'} ? OR (${order} = ? AND ${rowNumber} > ?) OR ${order} IS NULL)`,
      values: [key, key, n],
    };
  }

  private where(filters: readonly RowFilter[], more: RowStatement | null = null): RowStatement {
    const parts = [...filters.map((filter) => this.condition(filter)), ...(more ? [more] : [])];
    return {
      sql: [...parts.map(({ sql }) => `(${sql})`), inTime].join(' AND '),
      values: parts.flatMap(({ values }) => values),
    };
  }

  private condition({ column, op, values }: RowFilter): RowStatement {
    const value = valueColumn(this.known(column));
    const byKey = hasKeys(this.types[column]!) ? searchColumn(column) : value;
    const given = [...values];
    switch (op) {
      case 'missing':
        return { sql: `${value} IS NULL`, values: [] };
      case 'present':
        return { sql: `${value} IS NOT NULL`, values: [] };
      case 'is':
        return { sql: `${value} = ?`, values: given };
      case 'contains':
        return { sql: `instr(${byKey}, ?) > 0`, values: given };
      case 'in':
        return { sql: `${byKey} IN (${given.map(() => '?').join(', ')})`, values: given };
      default:
        return { sql: `${byKey} ${comparisons[op]} ?`, values: given };
    }
  }

  private measure({ op, column }: Measure): string {
    if (op === 'count') return column === null ? 'COUNT(*)' : `COUNT(${valueColumn(this.known(column))})`;
    const value = valueColumn(this.known(column!));
    // The sum of whole numbers would fail where it outgrows them.
    if (op === 'sum') return `CASE WHEN COUNT(${value}) = 0 THEN NULL ELSE TOTAL(${value}) END`;
    return `${{ mean: 'AVG', min: 'MIN', max: 'MAX' }[op]}(${value})`;
  }

  private measureAt(index: number, measures: readonly Measure[]): number {
    if (!Number.isInteger(index) || index < 0 || index >= measures.length) throw new Error('No such measure');
    return index;
  }

  private isNumber(column: number): boolean {
    return ['integer', 'number', 'year'].includes(this.types[column]!);
  }

  private known(column: number): number {
    if (!Number.isInteger(column) || column < 0 || column >= this.types.length) throw new Error('No such column');
    return column;
  }
}
