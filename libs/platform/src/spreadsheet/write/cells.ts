import { daysBetween, type Language, type LocalDate, localDate } from '#libs/kernel';
import type { Cell } from '../table.js';
import { columnName, escapeXml } from './markup.js';
import { type Shape, styleOf } from './styles.js';

// Excel's own limit of one cell.
const mostCharacters = 32_767;

export const serialOf = (date: LocalDate): number => daysBetween(localDate('1899-12-30'), date);

/** One `<c>`. Text is always text, whatever it begins with: nothing is ever written as a formula. */
export function cellXml(row: number, column: number, shape: Shape, value: Cell, language: Language): string {
  if (value === null) return '';
  const place = `${columnName(column)}${row}`;
  if (typeof value === 'object') {
    return `<c r="${place}" s="${styleOf('date', '', language)}"><v>${serialOf(value.date)}</v></c>`;
  }
  if (typeof value === 'number' && shape === 'number' && Number.isFinite(value)) {
    return `<c r="${place}" s="${styleOf('number', '', language)}"><v>${value}</v></c>`;
  }
  const text = String(value).slice(0, mostCharacters);
  // A number column may hold a remark, a date column a date nobody can read: those are text in their own right.
  const style = styleOf(shape === 'number' || shape === 'date' ? 'text' : shape, text, language);
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}
