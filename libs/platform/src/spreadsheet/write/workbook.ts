import { strToU8, zipSync } from 'fflate';
import type { Language } from '#libs/kernel';
import { declaration, escapeXml, main, officeRelations, sheetName } from './markup.js';
import { listsOf, listsSheetXml, pageSheetXml } from './page-sheet.js';
import { isPage, type WorkbookSpec } from './spec.js';
import { stylesPart } from './styles.js';
import { tableSheetXml } from './table-sheet.js';

const packageTypes = 'http://schemas.openxmlformats.org/package/2006';
const sheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const tags: Readonly<Record<Language, string>> = { lo: 'lo-LA', vi: 'vi-VN', en: 'en-GB' };

interface WrittenSheet {
  readonly name: string;
  readonly xml: string;
  readonly isHidden: boolean;
}

/**
 * The parts of an .xlsx, written by hand. write-excel-file 4 has neither drop-downs nor hidden sheets of its own; its
 * plugin for drop-downs is not to be had, and rewriting its markup afterwards is what its manual warns of.
 */
export function writeWorkbook(spec: WorkbookSpec): Uint8Array<ArrayBuffer> {
  const sheets = writeSheets(spec);
  const names = sheets.map(({ name }) => name.toLowerCase());
  if (new Set(names).size < names.length) throw new RangeError(`Two sheets of one name: ${names.join(', ')}`);
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relations([
      [`${officeRelations}/officeDocument`, 'xl/workbook.xml'],
      [`${packageTypes}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': properties(spec),
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => [`${officeRelations}/worksheet`, `worksheets/sheet${at + 1}.xml`] as const),
      [`${officeRelations}/styles`, 'styles.xml'],
    ]),
    'xl/styles.xml': stylesPart(spec.language),
  };
  sheets.forEach(({ xml }, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = xml;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

function writeSheets({ sheets, language, listsName = 'Lists' }: WorkbookSpec): WrittenSheet[] {
  const columns = sheets.flatMap((sheet) => (isPage(sheet) ? [] : sheet.columns));
  const name = sheetName(listsName);
  const { lists, ranges } = listsOf(columns, name);
  const written = sheets.map((sheet) => ({
    name: sheetName(sheet.name),
    xml: isPage(sheet) ? pageSheetXml(sheet, language) : tableSheetXml(sheet, language, ranges),
    isHidden: false,
  }));
  if (lists.length > 0) written.push({ name, xml: listsSheetXml(lists, language), isHidden: true });
  return written;
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const entries = sheets.map(({ name, isHidden }, at) => {
    const state = isHidden ? ' state="hidden"' : '';
    return `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  const views = '<bookViews><workbookView activeTab="0"/></bookViews>';
  return `${declaration}<workbook ${main} xmlns:r="${officeRelations}">${views}<sheets>${entries.join('')}</sheets></workbook>`;
}

function contentTypes(sheets: readonly WrittenSheet[]): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}+xml"/>`;
  return (
    `${declaration}<Types xmlns="${packageTypes}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('xl/workbook.xml', `${sheetTypes}.sheet.main`) +
    part('xl/styles.xml', `${sheetTypes}.styles`) +
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties') +
    sheets.map((_, at) => part(`xl/worksheets/sheet${at + 1}.xml`, `${sheetTypes}.worksheet`)).join('') +
    '</Types>'
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const written = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageTypes}/relationships">${written.join('')}</Relationships>`;
}

function properties({ title, language }: WorkbookSpec): string {
  const spaces = `xmlns:cp="${packageTypes}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`;
  const titled = title ? `<dc:title>${escapeXml(title)}</dc:title>` : '';
  return `${declaration}<cp:coreProperties ${spaces}>${titled}<dc:language>${tags[language]}</dc:language></cp:coreProperties>`;
}
