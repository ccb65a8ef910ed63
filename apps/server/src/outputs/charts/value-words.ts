import { isLocalDate, type Language, pickText, shortDate } from '#libs/kernel';
import type { TableField } from '#libs/outputs';
import type { RowValue } from '#libs/platform';
import type { Visit } from '../../web/index.js';

const formats = new Map<Language, Intl.NumberFormat>();

/** With all the digits that were given, up to six after the point. */
export function figure(language: Language, value: number): string {
  const format = formats.get(language) ?? new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  formats.set(language, format);
  return format.format(value);
}

/** A value of a column as a page shows it: a code by its label, a date as the language writes it, nothing as empty. */
export function valueWords(visit: Visit, { type, codeList }: TableField, value: RowValue): string {
  if (value === null) return '';
  if (type === 'boolean') return visit.t(`shared-output.value.${value === 1 ? 'yes' : 'no'}`);
  const code = codeList.find((entry) => entry.value === String(value));
  if (code) return pickText(code.label, visit.language).text || code.value;
  if (type === 'date' && isLocalDate(value)) return shortDate(value, visit.language);
  if (typeof value === 'number' && type !== 'year') return figure(visit.language, value);
  return String(value);
}

/** A value as a filter has it, in words where the page shows words. */
export function askedWords(visit: Visit, field: TableField, value: string): string {
  if (field.type === 'boolean') return valueWords(visit, field, value === 'true' ? 1 : 0);
  return field.codeList.some((code) => code.value === value) ? valueWords(visit, field, value) : value;
}

export const columnWords = (visit: Visit, { name, title }: TableField): string =>
  pickText(title, visit.language).text || name;
