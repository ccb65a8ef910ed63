/** Attributes and text of XML. What XML cannot hold is left out; an underscore that Excel would read as one is escaped. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replace(unwritable, '')
    .replace(/[&<>"]/g, (sign) => entities[sign]!);
}

const unwritable = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
export const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** 0 is A, 26 is AA. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** A name Excel accepts for a sheet. */
export function sheetName(name: string): string {
  const plain = name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  return [...plain].slice(0, 31).join('').trim() || 'Sheet';
}
