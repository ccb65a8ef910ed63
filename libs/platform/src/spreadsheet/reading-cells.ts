import { isLocalDate, type LocalDate } from '#libs/kernel';
import type { Cell } from './table.js';

/** A cell as the text a person meant: whole numbers in all their digits, never 1.23E+15; a date as YYYY-MM-DD. */
export function textOfCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.date;
  if (typeof cell === 'number' && Number.isInteger(cell)) return BigInt(cell).toString();
  return String(cell).trim();
}

/**
 * A cell as a date: one that the spreadsheet keeps as such, or a text in the order of both countries (05/03/1990,
 * 5-3-1990, 5.3.1990) or as 1990-03-05, with ASCII or Lao digits. Null for anything else; a year of two digits or of
 * another calendar is not guessed.
 */
export function dateOfCell(cell: Cell): LocalDate | null {
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean') return null;
  if (typeof cell === 'object') return cell.date;
  const text = cell.trim().replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  const [, day, month, year] =
    /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})$/.exec(text)?.filter((_, at) => at !== 2) ?? [];
  const written = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
  return isLocalDate(written) ? written : null;
}
