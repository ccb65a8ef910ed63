import { z } from 'zod';
import { schemaField, type TableFields, type TableSchema, tableFields } from '#libs/outputs';
import { columnTypes } from '#libs/platform';

/** One code in a line of a text field: `LA | ລາວ | Lào | Laos`, the words for it as far as there are. */
export function codesIn(text: string): { value: string; label: { lo: string; vi: string; en: string } }[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([value]) => value !== undefined && value !== '')
    .map(([value = '', lo = '', vi = '', en = '']) => ({ value, label: { lo, vi, en } }));
}

export const codesText = (codes: TableSchema['fields'][number]['codeList']): string =>
  codes
    .map(({ value, label: { lo, vi, en } }) => (lo || vi || en ? [value, lo, vi, en].join(' | ') : value))
    .join('\n');

const text = z.string().default('');
const words = z.strictObject({ lo: text, vi: text, en: text }).default({ lo: '', vi: '', en: '' });
const whole = z.number().nullable().default(null);

const columnForm = z.object({
  name: text,
  type: text,
  title: words,
  description: words,
  unit: text,
  codes: text,
  isKey: z.boolean().default(false),
  constraints: z
    .object({
      required: z.boolean().default(false),
      unique: z.boolean().default(false),
      minimum: text,
      maximum: text,
      minLength: whole,
      maxLength: whole,
      pattern: text,
    })
    .prefault({}),
});

type ColumnForm = z.output<typeof columnForm>;

const orNull = (written: string): string | null => (written.trim() === '' ? null : written);

const column = ({ codes, isKey: _, constraints, ...field }: ColumnForm) => ({
  ...field,
  codeList: codesIn(codes),
  constraints: {
    ...constraints,
    minimum: orNull(constraints.minimum),
    maximum: orNull(constraints.maximum),
    pattern: orNull(constraints.pattern),
  },
});

/** A table as the form of its columns posts it. */
const posted = z.object({
  name: text,
  title: words,
  schema: z.object({ fields: z.array(columnForm).default([]), missingWords: text }),
  version: z.number().int().optional(),
});

/** What a form says of a table, as the API takes it; `version` the one it started from. */
export const tableForm = posted.transform(
  ({ name, title, schema, version }, context): TableFields & { version?: number } => {
    const { fields, missingWords } = schema;
    const checked = tableFields.safeParse({
      name,
      title,
      schema: {
        fields: fields.map(column),
        primaryKey: fields.filter(({ isKey }) => isKey).map((field) => field.name),
        missingValues: missingWords.split(/\s+/).filter((word) => word !== ''),
      },
    });
    if (checked.success) return version === undefined ? checked.data : { ...checked.data, version };
    for (const issue of checked.error.issues) context.addIssue({ ...issue, input: undefined } as never);
    return z.NEVER;
  },
);

/** A Table Schema somebody pasted. What of it cannot be taken is named by its place: `fields.2.type`. */
export const schemaForm = z.strictObject({ json: z.string().max(1_000_000) }).transform(({ json }, context) => {
  const refuse = (message: string, params = {}) => {
    context.addIssue({ code: 'custom', path: ['json'], message, params });
    return z.NEVER;
  };
  const given = parsed(json);
  if (!hasFields(given)) return refuse('dataset.schema_malformed');
  const { data, error } = schemaField.safeParse(given);
  const part = error?.issues[0]?.path.join('.') ?? '';
  return data ? { schema: data } : refuse('dataset.schema_part', { part, types: columnTypes.join(', ') });
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const hasFields = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && 'fields' in given && Array.isArray(given.fields);

export type SchemaForm = z.output<typeof schemaForm>;
