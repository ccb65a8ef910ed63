import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ordinaryType,
  rowsXml,
  sheetOf,
  stylesXml,
  workbook,
  workbookParts,
  zipped,
} from '../../../../../test/support/workbooks.js';
import type { ReadOptions } from '../table.js';
import { read } from './read.js';

const table = (bytes: Uint8Array, options: ReadOptions = {}) => read(bytes, options);
const cellsOf = async (bytes: Uint8Array, options?: ReadOptions) =>
  (await table(bytes, options)).rows.map((row) => row.cells);
const noticesOf = async (bytes: Uint8Array) =>
  (await table(bytes)).notices.map(({ code }) => code.replace('spreadsheet.notice.', ''));
const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên</t></is></c></row>';
const under = (cells: string) => `${header}<row r="2">${cells}</row>`;
const a2 = (type: string, inner: string, style = 0) => `<c r="A2" t="${type}" s="${style}">${inner}</c>`;

describe('a workbook', () => {
  it('gives texts, numbers, truths, dates and empty cells', async () => {
    const styles = stylesXml({ format: 14 }, { format: 'dd/mm/yyyy' });
    const data = `${rowsXml(['Tên', 'ຊື່', 'Năm', '', 'Ngày'])}<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="inlineStr"><is><t>ສົມ &amp; ພອນ</t></is></c><c r="C4"><v>1990</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" s="1"><v>32937</v></c><c r="F4" s="2"><v>32937.5</v></c></row>`;
    const found = await table(
      sheetOf(data, { styles, strings: '<si><t>x</t></si><si><t>Nguye\u0302\u0303n</t></si>' }),
    );
    assert.deepEqual(found, {
      format: 'xlsx',
      sheetName: 'Sheet1',
      headerNumber: 1,
      header: ['Tên', 'ຊື່', 'Năm', '', 'Ngày', ''],
      rows: [{ number: 4, cells: ['Nguyễn', 'ສົມ & ພອນ', 1990, true, { date: '1990-03-05' }, { date: '1990-03-05' }] }],
      notices: [],
    });
  });

  it('counts its days from 1904 when it says so', async () => {
    const data = under(a2('n', '<v>31475</v>', 1));
    const styles = stylesXml({ format: 14 });
    assert.deepEqual(await cellsOf(sheetOf(data, { styles, properties: 'date1904="1"' })), [[{ date: '1990-03-05' }]]);
    assert.deepEqual(await cellsOf(sheetOf(data, { styles })), [[{ date: '1986-03-04' }]]);
  });

  it('keeps dates of strict Open XML, and faults what is no day', async () => {
    const styles = stylesXml({ format: 14 });
    assert.deepEqual(await cellsOf(sheetOf(under(a2('d', '<v>1990-03-05T00:00:00</v>')))), [[{ date: '1990-03-05' }]]);
    for (const [data, value] of [
      [a2('n', '<v>60</v>', 1), '60'],
      [a2('n', '<v>-3</v>', 1), '-3'],
      [a2('d', '<v>soon</v>'), 'soon'],
    ] as const) {
      const { rows } = await table(sheetOf(under(data), { styles }));
      assert.deepEqual(rows[0]!.cells, [null]);
      assert.deepEqual(rows[0]!.notes, [
        { column: 0, fault: { code: 'spreadsheet.cell.impossible_date', args: { value } } },
      ]);
    }
  });

  it('leaves a typed date as the text it is', async () => {
    assert.deepEqual(await cellsOf(sheetOf(rowsXml(['Ngày'], ['05/03/1990']))), [['05/03/1990']]);
  });

  it('joins rich text and leaves out how it is pronounced', async () => {
    const strings =
      '<si><r><t>Nguyễn </t></r><r><rPr><b/></rPr><t xml:space="preserve">Văn A</t></r><r><t>n</t></r><rPh sb="0" eb="1"><t>XX</t></rPh></si>';
    const inline = '<is><r><t>ສົມ</t></r><r><t>ພອນ</t></r></is>';
    const data = under(`<c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr">${inline}</c>`);
    assert.deepEqual(await cellsOf(sheetOf(data, { strings })), [['Nguyễn Văn An', 'ສົມພອນ']]);
  });

  it('gives all digits of long numbers and says where the last are lost', async () => {
    const data = under(
      '<c r="A2"><v>1.23E+15</v></c><c r="B2"><v>123456789012345</v></c><c r="C2" s="1"><v>12345</v></c>',
    );
    const { rows } = await table(sheetOf(data, { styles: stylesXml({ format: '0000000000' }) }));
    assert.deepEqual(rows[0]!.cells, [1_230_000_000_000_000, 123_456_789_012_345, '0000012345']);
    assert.deepEqual(rows[0]!.notes, [{ column: 0, lostDigits: true }]);
  });

  it('gives what a formula last came to, and faults one never calculated', async () => {
    const data = under(
      '<c r="A2" t="str"><f>A1&amp;"x"</f><v>Tênx</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2"><f>NOW()</f></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    );
    const { rows, notices } = await table(sheetOf(data));
    assert.deepEqual(rows[0]!.cells, ['Tênx', 2, null, null]);
    assert.deepEqual(rows[0]!.notes, [
      { column: 2, fault: { code: 'spreadsheet.cell.formula_without_value', args: {} } },
      { column: 3, fault: { code: 'spreadsheet.cell.formula_error', args: { error: '#DIV/0!' } } },
    ]);
    assert.deepEqual(notices, [{ code: 'spreadsheet.notice.formulas', args: { cells: 4 } }]);
  });

  it('has the value of merged cells in the first and tells the range of all', async () => {
    const data = rowsXml(['Đơn vị', 'Tên'], ['Sở', 'An'], [null, 'Bình'], [null, 'Chi']);
    const after = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>';
    const { rows, notices } = await table(sheetOf(data, { after }));
    const notes = [{ column: 0, merged: 'A2:A3' }];
    assert.deepEqual(rows, [
      { number: 2, cells: ['Sở', 'An'], notes },
      { number: 3, cells: [null, 'Bình'], notes },
      { number: 4, cells: [null, 'Chi'] },
    ]);
    assert.deepEqual(notices, [{ code: 'spreadsheet.notice.merged', args: { ranges: 'A2:A3' } }]);
  });

  it('shows its first visible sheet, or the one that is named', async () => {
    const fixture = {
      sheets: [
        { name: 'Ẩn', state: 'hidden' as const, data: rowsXml(['a'], ['1']) },
        { name: 'Rất ẩn', state: 'veryHidden' as const, data: rowsXml(['a'], ['2']) },
        { name: 'Danh sách', data: rowsXml(['a'], ['3']) },
        { name: 'ບັນຊີ', data: rowsXml(['a'], ['4']) },
      ],
    };
    const found = await table(workbook(fixture));
    assert.deepEqual([found.sheetName, found.rows[0]!.cells], ['Danh sách', ['3']]);
    assert.deepEqual(found.notices, [
      { code: 'spreadsheet.notice.other_sheets', args: { sheet: 'Danh sách', others: 'ບັນຊີ' } },
      { code: 'spreadsheet.notice.hidden_sheets', args: { sheets: 'Ẩn, Rất ẩn' } },
    ]);
    assert.deepEqual(await cellsOf(workbook(fixture), { sheet: 'ບັນຊີ' }), [['4']]);
    assert.deepEqual(await cellsOf(workbook(fixture), { sheet: 'ẩn' }), [['1']]);
    await assert.rejects(table(workbook(fixture), { sheet: 'Không có' }), { code: 'spreadsheet.sheet_not_found' });
  });

  it('tells of hidden rows and of links to other files, which it does not follow', async () => {
    const hidden = rowsXml(['a'], ['1']).replace('<row r="2"', '<row r="2" hidden="1"');
    assert.deepEqual(await noticesOf(sheetOf(hidden)), ['hidden_rows']);
    const parts = { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' };
    const linked = under('<c r="A2" t="str"><f>[1]Sheet1!A1</f><v>from there</v></c>');
    assert.deepEqual(await noticesOf(sheetOf(linked, { parts })), ['formulas', 'external_links']);
  });

  it('names the legacy Lao font that makes a text gibberish', async () => {
    const styles = stylesXml({ font: 'Saysettha Lao' }, { font: 'Alice_5' }, { font: 'Saysettha OT' });
    const strings =
      '<si><r><rPr><rFont val="Saysettha 2000"/></rPr><t>lq,rvo</t></r><r><rPr><rFont val="Arial"/></rPr><t> An</t></r></si><si><r><rPr><rFont val="Arial"/></rPr><t>café</t></r></si>';
    const cell = (at: string, text: string, style: number) =>
      `<c r="${at}2" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const data = under(
      [
        cell('A', '¦ö´²º­', 1),
        cell('B', 'Somphone 12', 1),
        cell('C', 'dok', 2),
        cell('D', '020 5555', 2),
        cell('E', 'ສົມພອນ', 2),
        cell('F', '¦ö´²º­', 3),
        '<c r="G2" t="s"><v>0</v></c><c r="H2" s="1" t="s"><v>1</v></c>',
      ].join(''),
    );
    const { rows } = await table(sheetOf(data, { styles, strings }));
    assert.deepEqual(rows[0]!.notes, [
      { column: 0, legacyFont: 'Saysettha Lao' },
      { column: 2, legacyFont: 'Alice_5' },
      { column: 6, legacyFont: 'Saysettha 2000' },
    ]);
  });

  it('is read whatever prefixes its writer uses, and where cells do not say where they are', async () => {
    const data =
      '<x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row><x:row/><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>';
    assert.deepEqual((await table(sheetOf(data))).rows, [{ number: 3, cells: [1, 2] }]);
  });

  it('is told by its content, not by the order or kind of its parts', async () => {
    const fixture = { sheets: [{ data: rowsXml(['a'], ['1']) }] };
    const turned = zipped(Object.fromEntries(Object.entries(workbookParts(fixture)).reverse()));
    assert.deepEqual(await cellsOf(turned), [['1']]);
    const template = workbook({ ...fixture, contentType: ordinaryType.replace('sheet.main', 'template.main') });
    assert.deepEqual(await cellsOf(template), [['1']]);
  });

  it('with forty megabytes of empty rows gives the rows that are not', async () => {
    const empty =
      '<row r="RRRRRRR" spans="1:20" ht="15" x14ac:dyDescent="0.25"><c r="A1" s="1"/><c r="B1" s="1"/></row>';
    const rows = Array.from({ length: 400_000 }, (_, at) => empty.replace('RRRRRRR', String(at + 4)));
    const data = `${rowsXml(['a'], ['1'], ['2'])}${rows.join('')}`;
    assert.ok(data.length > 38_000_000);
    assert.deepEqual(await cellsOf(sheetOf(data)), [['1'], ['2']]);
  });

  it('does not mind a style that goes to the last column', async () => {
    assert.deepEqual(await cellsOf(sheetOf(under('<c r="A2"><v>1</v></c><c r="XFD2" s="1"/>'))), [[1]]);
  });
});
