import type { Language } from '#libs/kernel';
import { cellXml } from './cells.js';
import { columnName, declaration, main } from './markup.js';
import type { Column, PageSheet } from './spec.js';

/** One wide column of text. */
export function pageSheetXml(sheet: PageSheet, language: Language): string {
  const rows = sheet.paragraphs.map(({ text, isHeading }, at) => {
    const cell = cellXml(at + 1, 0, isHeading ? 'heading' : 'paragraph', text, language);
    return `<row r="${at + 1}">${cell}</row>`;
  });
  return (
    `${declaration}<worksheet ${main}><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="21"/><cols><col min="1" max="1" width="100" customWidth="1"/></cols>' +
    `<sheetData>${rows.join('')}</sheetData></worksheet>`
  );
}

/** What the drop-downs offer, a column for each. */
export function listsSheetXml(lists: readonly (readonly string[])[], language: Language): string {
  const longest = Math.max(...lists.map((list) => list.length));
  const rows = Array.from({ length: longest }, (_, row) => {
    const cells = lists.map((list, column) => cellXml(row + 1, column, 'text', list[row] ?? null, language));
    return `<row r="${row + 1}">${cells.join('')}</row>`;
  });
  return `${declaration}<worksheet ${main}><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** Columns that offer the same choices share one list. */
export function listsOf(columns: readonly Column[], name: string) {
  const lists: (readonly string[])[] = [];
  const ranges = new Map<Column, string>();
  const known = new Map<string, string>();
  for (const column of columns) {
    const { choices = [] } = column;
    if (choices.length === 0) continue;
    const key = JSON.stringify(choices);
    const at = columnName(lists.length);
    const range = known.get(key) ?? `'${name.replaceAll("'", "''")}'!$${at}$1:$${at}$${choices.length}`;
    if (!known.has(key)) lists.push(choices);
    known.set(key, range);
    ranges.set(column, range);
  }
  return { lists, ranges };
}
