import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  compoundFile,
  rowsXml,
  sayingSize,
  sheetOf,
  workbook,
  workbookParts,
  zipped,
} from '../../../../../test/support/workbooks.js';
import type { ReadOptions } from '../table.js';
import { read } from './read.js';

const table = (bytes: Uint8Array, options: ReadOptions = {}) => read(bytes, options);
const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên</t></is></c></row>';
const under = (cells: string) => `${header}<row r="2">${cells}</row>`;

describe('a workbook that is not read', () => {
  const ordinary = { sheets: [{ data: rowsXml(['a'], ['1']) }] };
  const bomb = sheetOf(`${header}${' '.repeat(3_000_000)}`);
  const part = 'xl/worksheets/sheet1.xml';
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`;
  const withDoctype = (part: string) =>
    Object.fromEntries(
      Object.entries(workbookParts({ ...ordinary, strings: '<si><t>&b;</t></si>' })).map(([name, xml]) => [
        name,
        name === part ? String(xml).replace('?>', `?>${laughs}`) : xml,
      ]),
    );

  const refused: readonly (readonly [string, Uint8Array, ReadOptions, string])[] = [
    [
      'grows past the limit, as it says',
      bomb,
      { limits: { inflatedBytes: 1_000_000 } },
      'spreadsheet.inflates_too_far',
    ],
    ['grows further than it says', sayingSize(bomb, part, 1000), {}, 'spreadsheet.inflates_too_far'],
    [
      'says it grows to four gigabytes',
      sayingSize(sheetOf(header), part, 0xfffffffe),
      {},
      'spreadsheet.inflates_too_far',
    ],
    ['is smaller than it says', sayingSize(sheetOf(header), part, 100_000), {}, 'spreadsheet.broken'],
    ['declares entities in its texts', zipped(withDoctype('xl/sharedStrings.xml')), {}, 'spreadsheet.forbidden_markup'],
    ['declares entities in its cells', zipped(withDoctype(part)), {}, 'spreadsheet.forbidden_markup'],
    ['is behind a password', compoundFile('EncryptedPackage'), {}, 'spreadsheet.encrypted'],
    ['is of Excel before 2007', compoundFile('Workbook'), {}, 'spreadsheet.old_excel'],
    ['is another compound file', compoundFile('WordDocument'), {}, 'spreadsheet.not_a_table'],
    [
      'has macros',
      workbook({ ...ordinary, contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
      {},
      'spreadsheet.macros',
    ],
    ['hides macros', workbook({ ...ordinary, parts: { 'xl/vbaProject.bin': 'x' } }), {}, 'spreadsheet.macros'],
    [
      'is binary',
      workbook({ ...ordinary, contentType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
      {},
      'spreadsheet.binary_workbook',
    ],
    [
      'is a document',
      workbook({
        ...ordinary,
        contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
      }),
      {},
      'spreadsheet.not_a_table',
    ],
    [
      'is of OpenOffice',
      zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }),
      {},
      'spreadsheet.open_document',
    ],
    ['is any archive', zipped({ 'a.txt': 'a' }), {}, 'spreadsheet.not_a_table'],
    ['is cut off', sheetOf(header).subarray(0, 700), {}, 'spreadsheet.broken'],
    ['has markup that does not end', workbook({ sheets: [{ data: '<row r="1"><c' }] }), {}, 'spreadsheet.broken'],
    ['refers to a text it has not', sheetOf(under('<c r="A2" t="s"><v>7</v></c>')), {}, 'spreadsheet.broken'],
    ['has rows in disorder', sheetOf(`<row r="3"><c r="A3"><v>1</v></c></row>${header}`), {}, 'spreadsheet.broken'],
    ['has nothing in its sheet', sheetOf('<row r="1"/>'), {}, 'spreadsheet.empty'],
    [
      'hides all its sheets',
      workbook({ sheets: [{ state: 'hidden', data: header }] }),
      {},
      'spreadsheet.no_visible_sheet',
    ],
    [
      'has hundreds of sheets',
      workbook({ sheets: Array.from({ length: 300 }, () => ({ data: header })) }),
      {},
      'spreadsheet.too_many_sheets',
    ],
    [
      'has something in the last column',
      sheetOf(under('<c r="XFD2"><v>1</v></c>')),
      {},
      'spreadsheet.too_many_columns',
    ],
    [
      'has too many rows',
      sheetOf(rowsXml(...Array.from({ length: 60 }, () => ['a']))),
      { limits: { rows: 10 } },
      'spreadsheet.too_many_rows',
    ],
    [
      'says one text again and again',
      sheetOf(`${rowsXml(['a'])}<row r="2">${'ABCDE'.replace(/./g, '<c r="$&2" t="s"><v>0</v></c>')}</row>`, {
        strings: `<si><t>${'x'.repeat(400)}</t></si>`,
      }),
      { limits: { characters: 1000 } },
      'spreadsheet.too_much_text',
    ],
    [
      'merges the same cells again and again',
      sheetOf(rowsXml(['a', 'b'], ['1', '2']), {
        after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50)}</mergeCells>`,
      }),
      {},
      'spreadsheet.broken',
    ],
  ];
  for (const [why, bytes, options, code] of refused) {
    it(`${why}: ${code}`, () => assert.rejects(table(bytes, options), { code }));
  }
});
