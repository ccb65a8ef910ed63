/** Which character divides the whole part from the fraction in one column of a file; null where the file does not tell. */
export type DecimalMark = '.' | ',' | null;

/** What one written number says of its column's decimal mark: a mark, nothing, or that it may be read in two ways. */
export type Hint = '.' | ',' | 'open' | null;

const spaces = /(?<=\d)[ \u00A0\u2009\u202F](?=\d{3}(?!\d))/g;

/** ASCII digits and signs, no spaces between thousands. */
export const plainNumber = (text: string): string =>
  text
    .replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replace(/^[−–]/, '-')
    .replace(spaces, '');

// 12,345 and 12.345 are twelve thousand to some and twelve and a bit to others.
const open = /^[-+]?[1-9]\d{0,2}([.,])\d{3}$/;
const other = { '.': ',', ',': '.' } as const;

/** Of a text by `plainNumber`. */
export function hintOf(text: string): Hint {
  if (open.test(text)) return 'open';
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return null;
  const mark = text[last] as '.' | ',';
  // Twice the same: these are thousands. Else the last of them is the decimal mark.
  return text.indexOf(mark) === last ? mark : other[mark];
}

/** The mark of a column by some of its numbers: where they disagree there is none. */
export function markOf(hints: readonly Hint[], usual: DecimalMark): DecimalMark {
  const said = new Set(hints.filter((hint) => hint === '.' || hint === ','));
  if (said.size > 1) return null;
  return (said.values().next().value as '.' | ',' | undefined) ?? usual;
}

/** What programs write: digits, and a point before the fraction. */
export const isProgramNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

const plain = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$/;
const grouped = {
  '.': /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
  ',': /^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/,
} as const;

/** The number a text by `plainNumber` writes; null when it writes none, 'open' when it may be read in two ways. */
export function numberIn(text: string, mark: DecimalMark): number | 'open' | null {
  const hint = hintOf(text);
  if (hint === 'open' && mark === null) return 'open';
  const decimal = hint === 'open' || hint === null ? (mark ?? '.') : hint;
  if (grouped[decimal].test(text)) return Number(text.replaceAll(other[decimal], '').replace(',', '.'));
  const english = decimal === ',' ? text.replace(',', '.') : text;
  return plain.test(english) ? Number(english) : null;
}
