import { type FieldError, isLocalDate, normaliseText, searchKey } from '#libs/kernel';
import { type FilterOp, filterOps, type RowFilter } from '#libs/platform';
import type { TableField, TableSchema } from '../dataset/dataset.types.js';

/** A value of a query, or why it is none. */
type Read<T> = { value: T } | { fault: Pick<FieldError, 'code' | 'args'> };

const ordered: readonly FilterOp[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'missing', 'present'];

/** What may be asked of a column of each type. */
const opsOf: Readonly<Record<TableField['type'], readonly FilterOp[]>> = {
  string: ['eq', 'ne', 'is', 'contains', 'in', 'missing', 'present'],
  integer: ordered,
  number: ordered,
  date: ordered,
  year: ordered,
  boolean: ['eq', 'ne', 'missing', 'present'],
};

const mostValues = 100;

const fault = (code: string, args: FieldError['args'] = {}) => ({ fault: { code, args } });

/** The position of a column, or -1. */
export const positionOf = ({ fields }: TableSchema, name: string): number =>
  fields.findIndex((field) => field.name === name);

const takesNoValue = (op: string): boolean => op === 'missing' || op === 'present';

/** A filter as addresses have it. */
export const filterText = (column: string, op: string, value: string): string =>
  [column, op, ...(takesNoValue(op) ? [] : [value])].join(':');

/** What may be asked of a column whose values are listed, beside whether one is there; null where any may be typed. */
export function listedFilters({ name, type, codeList }: TableField): { filter: string; value: string }[] | null {
  if (type !== 'boolean' && codeList.length === 0) return null;
  const values = type === 'boolean' ? ['true', 'false'] : codeList.map(({ value }) => value);
  // The fold makes one of codes that are two.
  return values.map((value) => ({ filter: filterText(name, type === 'string' ? 'is' : 'eq', value), value }));
}

/** `<column>:<op>:<value>` as a filter of the table. Colons in the value stay; values of `in` have commas between. */
export function readFilter(schema: TableSchema, text: string): Read<RowFilter> {
  const [, name, op, given = ''] = /^([^:]*):([^:]*)(?::([\s\S]*))?$/.exec(text) ?? [];
  if (name === undefined || op === undefined) return fault('rows.filter_form');
  const column = positionOf(schema, name);
  const field = schema.fields[column];
  if (!field) return fault('rows.no_column', { column: name.slice(0, 60) });
  const known = filterOps.find((one) => one === op);
  if (!known || !opsOf[field.type].includes(known))
    return fault('rows.filter_op', { column: name, ops: opsOf[field.type].join(', ') });
  if (takesNoValue(known))
    return given === '' ? { value: { column, op: known, values: [] } } : fault('rows.filter_without_value', { op });
  const texts = known === 'in' ? given.split(',') : [given];
  if (texts.length > mostValues) return fault('rows.filter_too_many', { most: mostValues });
  const values: (string | number)[] = [];
  for (const one of texts) {
    const read = readValue(field, known, one);
    if ('fault' in read) return read;
    values.push(read.value);
  }
  return { value: { column, op: known, values } };
}

function readValue({ name, type }: TableField, op: FilterOp, text: string): Read<string | number> {
  const wrong = fault('rows.filter_value', { column: name, type });
  const line = normaliseText(text);
  if (type === 'string') {
    if (op === 'is') return { value: text.normalize('NFC') };
    const key = searchKey(line);
    return key === '' ? wrong : { value: key };
  }
  if (type === 'boolean') {
    if (line !== 'true' && line !== 'false') return wrong;
    return { value: line === 'true' ? 1 : 0 };
  }
  if (type === 'date') return isLocalDate(line) ? { value: line } : wrong;
  const isWhole = type !== 'number';
  if (!(isWhole ? /^[+-]?\d{1,16}$/ : /^[+-]?\d{1,300}(?:\.\d{1,300})?(?:[eE][+-]?\d{1,3})?$/).test(line)) return wrong;
  const number = Number(line);
  return Number.isFinite(number) && (!isWhole || Number.isSafeInteger(number)) ? { value: number } : wrong;
}
