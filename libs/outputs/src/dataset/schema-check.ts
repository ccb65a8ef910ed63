import { allowed, type FieldError, isAllowed, languages } from '#libs/kernel';
import { CellRefusal, type Declared, type DeclaredColumn, mayBePattern, readValue } from '#libs/platform';
import type { TableField, TableSchema } from './dataset.types.js';

const mostKilobytes = 500;

/** Everything that is wrong with declared columns; pointers are into the schema. */
export function faultsOf(schema: TableSchema): FieldError[] {
  const { fields, primaryKey } = schema;
  const names = fields.map(({ name }) => name);
  const repeated = names.flatMap((name, at): FieldError[] =>
    names.indexOf(name) === at
      ? []
      : [{ pointer: `/fields/${at}/name`, code: 'dataset.column_repeated', args: { column: name } }],
  );
  const unknown = primaryKey
    .filter((name) => !names.includes(name))
    .map((column): FieldError => ({ pointer: '/primaryKey', code: 'dataset.key_unknown', args: { column } }));
  const columns = fields.flatMap((field, at) =>
    columnFaults(field).map((fault) => ({ ...fault, pointer: `/fields/${at}${fault.pointer}` })),
  );
  const isLarge = JSON.stringify(schema).length > mostKilobytes * 1000;
  const size: FieldError[] = isLarge
    ? [{ pointer: '/fields', code: 'dataset.schema_too_large', args: { kilobytes: mostKilobytes } }]
    : [];
  return [...repeated, ...unknown, ...columns, ...size];
}

const orders = ['integer', 'number', 'date', 'year'];

function columnFaults({ type, codeList, constraints }: TableField): FieldError[] {
  const { minimum, maximum, minLength, maxLength, pattern } = constraints;
  const faults: FieldError[] = [];
  const fault = (place: string, code: string, args = {}) => faults.push({ pointer: place, code, args });
  const isValue = (written: string | number) => isOfType(type, written);
  for (const [bound, value] of Object.entries({ minimum, maximum })) {
    if (value === null) continue;
    if (!orders.includes(type)) fault(`/constraints/${bound}`, 'dataset.bound_of_text');
    else if (!isValue(value)) fault(`/constraints/${bound}`, 'dataset.bound_not_of_type');
  }
  for (const [limit, value] of Object.entries({ minLength, maxLength, pattern }))
    if (value !== null && type !== 'string') fault(`/constraints/${limit}`, 'dataset.limit_of_text');
  if (
    faults.length === 0 &&
    (isCrossed(boundOf(type, minimum), boundOf(type, maximum)) || isCrossed(minLength, maxLength))
  )
    fault(`/constraints/${minLength === null ? 'minimum' : 'minLength'}`, 'dataset.bounds_crossed');
  const decision = pattern === null ? allowed : mayBePattern(pattern);
  if (!isAllowed(decision)) fault('/constraints/pattern', decision.denied, decision.args);
  const values = codeList.map(({ value }) => value);
  for (const [at, value] of values.entries()) {
    if (values.indexOf(value) !== at) fault(`/codeList/${at}/value`, 'dataset.code_repeated', { value });
    else if (!isValue(value)) fault(`/codeList/${at}/value`, 'dataset.code_not_of_type', { value });
  }
  return faults;
}

const isCrossed = (least: string | number | null, most: string | number | null): boolean =>
  least !== null && most !== null && least > most;

const read = (type: TableField['type'], written: string | number) => readValue(type, String(written), '.');

const isOfType = (type: TableField['type'], written: string | number): boolean => {
  const value = read(type, written);
  return value !== null && !(value instanceof CellRefusal);
};

const boundOf = (type: TableField['type'], written: string | number | null) =>
  written === null ? null : (read(type, written) as string | number);

/** The columns as files are held against them. */
export function declaredOf({ fields, primaryKey, missingValues }: TableSchema): Declared {
  return {
    columns: fields.map((field) => declaredColumn(field, primaryKey.includes(field.name))),
    primaryKey: primaryKey.map((name) => fields.findIndex((field) => field.name === name)),
    missingValues,
  };
}

function declaredColumn({ name, type, title, codeList, constraints }: TableField, isKey: boolean): DeclaredColumn {
  const { required, minimum, maximum, ...limits } = constraints;
  return {
    ...limits,
    name,
    type,
    titles: languages.map((language) => title[language]).filter((text) => text !== ''),
    codes: codeList.map(({ value, label }) => ({ value, labels: languages.map((language) => label[language]) })),
    required: required || isKey,
    minimum: boundOf(type, minimum),
    maximum: boundOf(type, maximum),
  };
}

/** Whether rows that were accepted under one schema are as right under the other: words may differ, demands may not. */
export const demandsTheSame = (one: TableSchema, other: TableSchema): boolean => demandsOf(one) === demandsOf(other);

const demandsOf = ({ fields, primaryKey, missingValues }: TableSchema): string =>
  JSON.stringify([
    fields.map(({ name, type, codeList, constraints }) => [
      name,
      type,
      codeList.map(({ value }) => value),
      Object.entries(constraints).toSorted(),
    ]),
    primaryKey,
    missingValues,
  ]);
