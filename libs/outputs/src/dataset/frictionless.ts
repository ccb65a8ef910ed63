import { type Language, type LocalisedText, languages, pickText } from '#libs/kernel';
import type { TableField, TableSchema } from './dataset.types.js';

/** The table schema as the Frictionless standard has it, in one language, the others beside. */
export function frictionlessSchema(schema: TableSchema, language: Language) {
  const { fields, primaryKey, missingValues } = schema;
  return {
    fields: fields.map((field) => frictionlessField(field, language)),
    ...(primaryKey.length > 0 ? { primaryKey } : {}),
    missingValues: ['', ...missingValues],
  };
}

function frictionlessField(
  { name, type, title, description, unit, codeList, constraints }: TableField,
  language: Language,
) {
  const limits = Object.entries(constraints).filter(([, value]) => value !== null && value !== false);
  const listed = codeList.length > 0 ? [['enum', codeList.map(({ value }) => typed(type, value))] as const] : [];
  const own = [...limits, ...listed];
  return {
    name,
    type,
    ...inOneLanguage('title', title, language),
    ...inOneLanguage('description', description, language),
    ...(unit === '' ? {} : { unit }),
    ...(own.length > 0 ? { constraints: Object.fromEntries(own) } : {}),
    ...(codeList.some(({ label }) => hasText(label)) ? { codeList } : {}),
  };
}

/** `title` as the standard has it, and `titles` with every language there is. */
function inOneLanguage(key: 'title' | 'description', text: LocalisedText, language: Language): Record<string, unknown> {
  return hasText(text) ? { [key]: pickText(text, language).text, [`${key}s`]: text } : {};
}

const hasText = (text: LocalisedText): boolean => languages.some((language) => text[language] !== '');

const typed = (type: TableField['type'], value: string): string | number | boolean => {
  if (type === 'boolean') return value === 'true' || value === '1';
  return type === 'integer' || type === 'number' || type === 'year' ? Number(value) : value;
};
