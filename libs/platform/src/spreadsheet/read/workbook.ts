import { Refusal } from '../refusal.js';
import type { ReadLimits, ReadOptions, Remark, Table } from '../table.js';
import { type Relationship, relationshipsOf, workbookPart } from './package.js';
import { readSharedStrings } from './shared-strings.js';
import { readSheet, type Sheet } from './sheet.js';
import { readStyles } from './styles.js';
import { decodeXml, parseXml } from './xml.js';
import { Zip } from './zip.js';

interface SheetEntry {
  readonly name: string;
  readonly relation: string;
  readonly isHidden: boolean;
}

interface Contents {
  readonly sheets: readonly SheetEntry[];
  readonly is1904: boolean;
}

const mostSheets = 250;

/**
 * Reads one sheet of an .xlsx from its parts. read-excel-file 9 was looked at first: it tells neither hidden sheets from
 * others, nor merged ranges, fonts, or a formula from its value, and inflates every part whole.
 */
export async function readWorkbook(bytes: Buffer, options: ReadOptions, limits: ReadLimits): Promise<Table> {
  const zip = await Zip.open(bytes, limits.inflatedBytes);
  const main = await workbookPart(zip);
  const relations = await relationshipsOf(zip, main);
  const contents = await readContents(zip, main);
  const chosen = choose(contents.sheets, options.sheet);
  const part = relations.get(chosen.relation);
  // Chart sheets and old dialogues have no cells.
  if (part?.type !== 'worksheet' || part.isExternal) throw new Refusal('spreadsheet.broken');

  const partOf = (type: string) =>
    [...relations.values()].find((relation) => relation.type === type && !relation.isExternal);
  const read = <T>(
    found: Relationship | undefined,
    reader: (part: AsyncIterable<Uint8Array>) => Promise<readonly T[]>,
  ) => (found && zip.has(found.target) ? reader(zip.read(found.target)) : []);
  const styles = await read(partOf('styles'), readStyles);
  const strings = await read(partOf('sharedStrings'), (source) => readSharedStrings(source, limits.characters));
  const workings = { strings, styles, is1904: contents.is1904 };
  const sheet = await readSheet(zip.read(part.target), workings, limits, options.headerWords ?? []);

  const { headerNumber, header, rows } = sheet;
  const notices = noticesOf(zip, contents.sheets, chosen, sheet);
  return { format: 'xlsx', sheetName: chosen.name, headerNumber, header, rows, notices };
}

/** The names of all sheets, hidden ones and charts included. */
export async function sheetNamesOf(bytes: Buffer, { inflatedBytes }: ReadLimits): Promise<string[]> {
  const zip = await Zip.open(bytes, inflatedBytes);
  return (await readContents(zip, await workbookPart(zip))).sheets.map(({ name }) => name);
}

async function readContents(zip: Zip, main: string): Promise<Contents> {
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  await parseXml(zip.read(main), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attributes().date1904 ?? '');
      if (tag !== 'sheet') return;
      const { name = '', state = 'visible', ...rest } = attributes();
      const relation = Object.entries(rest).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: decodeXml(name), relation: decodeXml(relation), isHidden: state !== 'visible' });
      if (sheets.length > mostSheets) throw new Refusal('spreadsheet.too_many_sheets', { most: mostSheets });
    },
  });
  return { sheets, is1904 };
}

function choose(sheets: readonly SheetEntry[], name: string | undefined): SheetEntry {
  const wanted = name?.normalize('NFC').toLowerCase();
  const found = sheets.find((sheet) => (wanted === undefined ? !sheet.isHidden : sheet.name.toLowerCase() === wanted));
  if (found) return found;
  if (name === undefined) throw new Refusal('spreadsheet.no_visible_sheet');
  throw new Refusal('spreadsheet.sheet_not_found', {
    sheet: name,
    sheets: named(sheets.filter((sheet) => !sheet.isHidden)),
  });
}

const named = (sheets: readonly SheetEntry[]) =>
  sheets
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 500);

function noticesOf(zip: Zip, sheets: readonly SheetEntry[], chosen: SheetEntry, sheet: Sheet): Remark[] {
  const others = sheets.filter((other) => other !== chosen);
  const hidden = others.filter(({ isHidden }) => isHidden);
  const visible = others.filter(({ isHidden }) => !isHidden);
  const found: readonly (false | readonly [code: string, args: Remark['args']])[] = [
    visible.length > 0 && ['other_sheets', { sheet: chosen.name, others: named(visible) }],
    hidden.length > 0 && ['hidden_sheets', { sheets: named(hidden) }],
    sheet.hiddenRows > 0 && ['hidden_rows', { rows: sheet.hiddenRows }],
    sheet.formulas > 0 && ['formulas', { cells: sheet.formulas }],
    sheet.merged.length > 0 && ['merged', { ranges: sheet.merged.slice(0, 10).join(', ') }],
    zip.hasUnder('xl/externalLinks/') && ['external_links', {}],
  ];
  return found
    .filter((notice) => notice !== false)
    .map(([code, args]) => ({ code: `spreadsheet.notice.${code}`, args }));
}
