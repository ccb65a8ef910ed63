import { z } from 'zod';
import { containsLao, type LocalisedText } from '#libs/kernel';
import {
  columnTypes,
  lineField,
  localisedField,
  mostColumns,
  optionalLineField,
  optionalLocalisedField,
} from '#libs/platform';
import type { TableSchema } from './dataset.types.js';

export const mostCodes = 1000;

/** How columns and tables are named in addresses, queries and files. */
export const nameField = () =>
  z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, 'dataset.not_a_name');

const noText: LocalisedText = { lo: '', vi: '', en: '' };

const vietnamese = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

/** A text of the standard, which knows one language, in the one it is written in. */
export function inItsLanguage(text: string): LocalisedText {
  if (containsLao(text)) return { ...noText, lo: text };
  return vietnamese.test(text.normalize('NFC')) ? { ...noText, vi: text } : { ...noText, en: text };
}

/** `{lo, vi, en}`, or one text as the standard has it. */
const eitherText = (maximum: number) =>
  z
    .union([optionalLocalisedField(maximum), optionalLineField(maximum)])
    .default(noText)
    .transform((text) => (typeof text === 'string' ? inItsLanguage(text) : text));

const bound = () =>
  z
    .union([z.number(), lineField(60)])
    .nullable()
    .default(null);
const length = () => z.number().int().min(0).max(10_000).nullable().default(null);
const code = z.union([lineField(100), z.number(), z.boolean()]).transform(String);

const constraintsField = z.object({
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  minimum: bound(),
  maximum: bound(),
  minLength: length(),
  maxLength: length(),
  pattern: lineField(200).nullable().default(null),
  /** The standard's way of listing codes; read when `codeList` has none. */
  enum: z.array(code).max(mostCodes).optional(),
});

const columnField = z
  .object({
    name: nameField(),
    type: z.enum(columnTypes).default('string'),
    title: eitherText(200),
    description: eitherText(1000),
    unit: optionalLineField(40),
    codeList: z
      .array(z.object({ value: code, label: eitherText(200) }))
      .max(mostCodes)
      .default([]),
    constraints: constraintsField.optional(),
  })
  .transform(({ constraints = constraintsField.parse({}), codeList, ...column }) => {
    const { enum: listed = [], ...limits } = constraints;
    const codes = codeList.length > 0 ? codeList : listed.map((value) => ({ value, label: noText }));
    return { ...column, codeList: codes, constraints: limits };
  });

/** A Frictionless Table Schema; what else it says is left aside. Texts are `{lo, vi, en}` or, as in the standard, one text. */
export const schemaField = z
  .object({
    fields: z.array(columnField).min(1, 'field.required').max(mostColumns),
    primaryKey: z.union([z.array(nameField()).max(10), nameField().transform((name) => [name])]).default([]),
    missingValues: z.array(z.string().trim().max(20)).max(20).default([]),
  })
  .transform(
    (schema): TableSchema => ({
      ...schema,
      // An empty cell says nothing in any table.
      missingValues: schema.missingValues.filter((word) => word !== ''),
    }),
  );

export const tableFields = z.strictObject({ name: nameField(), title: localisedField(200), schema: schemaField });
export type TableFields = z.output<typeof tableFields>;

/** What is absent stays. */
export const tableChanges = z
  .strictObject({ name: nameField(), title: localisedField(200), schema: schemaField })
  .partial();
export type TableChanges = z.output<typeof tableChanges>;
