import { DomainError, type FieldError, invalid } from '#libs/kernel';
import {
  type GroupsQuestion,
  type Measure,
  measureOps,
  type RowCursor,
  type RowFilter,
  type RowsQuestion,
} from '#libs/platform';
import type { TableSchema } from '../dataset/dataset.types.js';
import { positionOf, readFilter } from './row-filters.js';
import type { AggregateQuery, ExportQuery, RowsQuery } from './rows-query.fields.js';

/** How many groups one answer has. */
export const mostGroups = 1000;

/** Turns what a query says by names into a question by positions; 422 with a pointer to each thing that is wrong. */
export function rowsQuestion(schema: TableSchema, query: ExportQuery & Partial<RowsQuery>): RowsQuestion {
  const faults: FieldError[] = [];
  const filters = filtersOf(schema, query.filter, faults);
  const select = (query.columns ?? schema.fields.map(({ name }) => name)).map((name) =>
    columnOf(schema, name, '/columns', faults),
  );
  const sort = query.sort ? sortOf(query.sort) : null;
  const column = sort ? columnOf(schema, sort.name, '/sort', faults) : -1;
  if (faults.length > 0) throw invalid(...faults);
  const ordered = sort && { column, descending: sort.descending };
  const after = query.after === undefined ? null : cursorOf(query.after, ordered && schema.fields[column]!.type);
  return { kind: 'rows', select, filters, sort: ordered, after, limit: query.pageSize ?? 1 };
}

export function groupsQuestion(schema: TableSchema, query: AggregateQuery): GroupsQuestion {
  const faults: FieldError[] = [];
  const filters = filtersOf(schema, query.filter, faults);
  if (query.by.length > 2) faults.push({ pointer: '/by', code: 'field.too_many', args: { maximum: 2 } });
  const by = query.by.slice(0, 2).map((name) => columnOf(schema, name, '/by', faults));
  const asked = query.measure.length > 0 ? query.measure : ['count'];
  const measures = asked.map((text, index) => measureOf(schema, text, `/measure/${index}`, faults));
  const sort = query.sort ? sortOf(query.sort) : null;
  const measure = sort ? asked.indexOf(sort.name) : -1;
  if (sort && measure < 0) faults.push({ pointer: '/sort', code: 'rows.sort_by_measure' });
  if (faults.length > 0) throw invalid(...faults);
  return {
    kind: 'groups',
    by,
    measures,
    filters,
    sort: sort && { measure, descending: sort.descending },
    limit: mostGroups,
  };
}

export const cursorText = ({ key, n }: RowCursor): string =>
  Buffer.from(JSON.stringify([key, n])).toString('base64url');

function cursorOf(text: string, type: string | null): RowCursor {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    throw malformed();
  }
  if (!Array.isArray(read) || read.length !== 2) throw malformed();
  const [key, n] = read as [unknown, unknown];
  const isText = type === 'string' || type === 'date';
  const fits = key === null || (type !== null && typeof key === (isText ? 'string' : 'number'));
  if (!fits || !Number.isSafeInteger(n)) throw malformed();
  return { key: key as RowCursor['key'], n: n as number };
}

const malformed = () => new DomainError('malformed', 'list.cursor_malformed');

const sortOf = (text: string) => ({ name: text.replace(/^-/, ''), descending: text.startsWith('-') });

function filtersOf(schema: TableSchema, given: readonly string[], faults: FieldError[]): RowFilter[] {
  return given.flatMap((text, index) => {
    const read = readFilter(schema, text);
    if ('value' in read) return [read.value];
    faults.push({ pointer: `/filter/${index}`, ...read.fault });
    return [];
  });
}

function columnOf(schema: TableSchema, name: string, pointer: string, faults: FieldError[]): number {
  const column = positionOf(schema, name);
  if (column < 0) faults.push({ pointer, code: 'rows.no_column', args: { column: name.slice(0, 60) } });
  return column;
}

function measureOf(schema: TableSchema, text: string, pointer: string, faults: FieldError[]): Measure {
  const [word = '', name] = text.split(/:(.*)/s);
  const op = measureOps.find((one) => one === word);
  if (!op || (name === undefined && op !== 'count')) {
    faults.push({ pointer, code: 'rows.measure_form' });
    return { op: 'count', column: null };
  }
  if (name === undefined) return { op, column: null };
  const column = columnOf(schema, name, pointer, faults);
  const type = schema.fields[column]?.type;
  const isNumber = type === 'integer' || type === 'number' || type === 'year';
  const fits = op === 'count' || isNumber || (type === 'date' && (op === 'min' || op === 'max'));
  if (type && !fits) faults.push({ pointer, code: 'rows.measure_of_number', args: { column: name } });
  return { op, column };
}
