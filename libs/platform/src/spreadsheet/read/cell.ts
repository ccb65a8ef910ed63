import type { ErrorArgs } from '#libs/kernel';
import { Refusal } from '../refusal.js';
import type { Cell, CellNote } from '../table.js';
import { legacyFontOf, type RichText } from './rich-text.js';
import { dateOfSerial } from './serial-date.js';
import type { CellStyle } from './styles.js';
import { decodeXml } from './xml.js';

/** One `<c>` as it is written. */
export interface RawCell {
  /** `t`: what `value` is. */
  readonly type: string;
  /** Index of the style, `s`. */
  readonly style: number;
  /** `<v>` not yet decoded; null without one. */
  readonly value: string | null;
  readonly inline: RichText | null;
  readonly isFormula: boolean;
}

/** What cells refer to. */
export interface Workings {
  readonly strings: readonly RichText[];
  readonly styles: readonly CellStyle[];
  readonly is1904: boolean;
}

export type ReadCell = readonly [value: Cell, note: Omit<CellNote, 'column'> | null];

const empty: ReadCell = [null, null];
// Excel and all that follow it calculate with 15 digits; the 16th is lost.
const firstLossy = 1e15;

/** The value a person sees in the cell: of a formula what was last calculated. */
export function readCell(cell: RawCell, workings: Workings): ReadCell {
  const { type, value, inline } = cell;
  if (type === 'inlineStr' || (inline && value === null)) return textCell(inline ?? { text: '' }, cell, workings);
  if (value === null) return cell.isFormula ? fault('formula_without_value') : empty;
  switch (type) {
    case 's':
      return sharedCell(value, cell, workings);
    case 'str':
      return textCell({ text: decodeXml(value) }, cell, workings);
    case 'b':
      return [value.trim() === '1' || value.trim() === 'true', null];
    case 'e':
      return fault('formula_error', { error: decodeXml(value).slice(0, 20) });
    case 'd':
      return isoCell(value);
    default:
      return numberCell(value.trim(), workings.styles[cell.style], workings.is1904);
  }
}

function fault(code: string, args: ErrorArgs = {}): ReadCell {
  return [null, { fault: { code: `spreadsheet.cell.${code}`, args } }];
}

function sharedCell(value: string, cell: RawCell, workings: Workings): ReadCell {
  const string = workings.strings[Number(value)];
  // Whoever wrote this file lost texts: what else is wrong with it cannot be known.
  if (!string) throw new Refusal('spreadsheet.broken');
  return textCell(string, cell, workings);
}

function textCell(rich: RichText, cell: RawCell, workings: Workings): ReadCell {
  if (rich.text.trim() === '') return empty;
  const cellFont = workings.styles[cell.style]?.legacyFont;
  const legacyFont = rich.legacyFont ?? legacyFontOf(cellFont, rich.inCellFont ?? rich.text);
  return [rich.text, legacyFont ? { legacyFont } : null];
}

// Strict Open XML keeps dates as text.
function isoCell(value: string): ReadCell {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value.trim()) ?? [];
  if (!year) return fault('impossible_date', { value: decodeXml(value).slice(0, 40) });
  const serial = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000 + 25_569;
  return dateCell(serial, false);
}

function dateCell(serial: number, is1904: boolean): ReadCell {
  const date = dateOfSerial(serial, is1904);
  return date ? [{ date }, null] : fault('impossible_date', { value: String(serial) });
}

function numberCell(value: string, style: CellStyle | undefined, is1904: boolean): ReadCell {
  if (value === '') return empty;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Refusal('spreadsheet.broken');
  const shown = style?.shown ?? 'number';
  if (shown === 'date') return dateCell(number, is1904);
  const note = Math.abs(number) >= firstLossy ? ({ lostDigits: true } as const) : null;
  // A number that is shown with leading zeros is a code somebody typed them into.
  const isPadded = typeof shown === 'object' && Number.isInteger(number) && number >= 0;
  return [isPadded ? BigInt(number).toString().padStart(shown.digits, '0') : number, note];
}
