import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { localDate } from '#libs/kernel';
import { read } from '../read/read.js';
import { columnName, escapeXml, sheetName } from './markup.js';
import type { WorkbookSpec } from './spec.js';
import { writeWorkbook } from './workbook.js';

const provinces = ['ນະຄອນຫຼວງວຽງຈັນ', 'ສະຫວັນນະເຂດ', 'Vientiane "&" <Capital>'];
const filled = [
  ['=HYPERLINK("http://example.org")', '00123', { date: localDate('1990-03-05') }, 'ສະຫວັນນະເຂດ', null, 7],
  ['+856', 1_230_000_000_000_000, 'chưa rõ', '-1', '@x', 'bảy'],
];
const form: WorkbookSpec = {
  language: 'vi',
  title: 'Mẫu đề cử',
  sheets: [
    {
      name: 'Danh sách: đề cử/2026 của các cơ quan Lào',
      columns: [
        { header: 'Họ và tên', isRequired: true, width: 30, prompt: 'Như trong hộ chiếu' },
        { header: 'Số giấy tờ', kind: 'text' },
        { header: 'Ngày sinh', kind: 'date', refusal: 'Hãy ghi ngày/tháng/năm' },
        { header: 'Tỉnh', choices: provinces, refusal: 'Hãy chọn trong danh sách' },
        { header: 'Tỉnh nơi sinh', choices: provinces },
        { header: 'Số năm', kind: 'number' },
      ],
      rows: filled,
      entryRows: 500,
    },
    { name: 'Hướng dẫn', paragraphs: [{ text: 'Hướng dẫn', isHeading: true }, { text: 'ກະລຸນາຕື່ມ & ສົ່ງ' }] },
  ],
};

const parts = (spec: WorkbookSpec): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(writeWorkbook(spec))).map(([name, bytes]) => [name, strFromU8(bytes)]));

describe('a workbook that is written', () => {
  const written = parts(form);
  const sheet = written['xl/worksheets/sheet1.xml']!;

  it('is read again as it was, its own instructions and lists left aside', async () => {
    const table = await read(writeWorkbook(form), {});
    assert.equal(table.sheetName, 'Danh sách  đề cử 2026 của các c');
    assert.deepEqual(
      table.rows.map(({ cells }) => cells),
      [filled[0], ['+856', '1230000000000000', 'chưa rõ', '-1', '@x', 'bảy']],
    );
    assert.deepEqual(
      table.notices.map(({ args }) => Object.values(args).at(-1)),
      ['Hướng dẫn', 'Lists'],
    );
  });

  it('has text where somebody could have meant a formula', () => {
    assert.doesNotMatch(sheet, /<f[ >]/);
    assert.match(sheet, /<c r="A2" s="\d+" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK\(/);
    const [, style] = /<c r="A2" s="(\d+)"/.exec(sheet)!;
    const styles = [...written['xl/styles.xml']!.split('<cellXfs')[1]!.matchAll(/<xf [^>]*>/g)].map(([xf]) => xf);
    assert.match(styles[Number(style)]!, /numFmtId="49".*quotePrefix="1"/);
  });

  it('offers choices from a hidden sheet, one list for equal ones, in as many rows as may be filled', () => {
    const lists = [...sheet.matchAll(/<dataValidation type="list"[^>]*sqref="([^"]*)"><formula1>([^<]*)</g)];
    assert.deepEqual(
      lists.map(([, cells, range]) => [cells, range]),
      [
        ['D2:D501', "'Lists'!$A$1:$A$3"],
        ['E2:E501', "'Lists'!$A$1:$A$3"],
      ],
    );
    assert.match(written['xl/workbook.xml']!, /<sheet name="Lists" sheetId="3" state="hidden"/);
    assert.match(written['xl/worksheets/sheet3.xml']!, /Vientiane &quot;&amp;&quot; &lt;Capital&gt;/);
    assert.match(sheet, /error="Hãy chọn trong danh sách"/);
  });

  it('checks dates, keeps its header in sight and its empty cells in their kind', () => {
    assert.match(sheet, /<dataValidation type="date" operator="between".*?sqref="C2:C501"><formula1>61</);
    assert.match(sheet, /<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/);
    assert.match(sheet, /<col min="1" max="1" width="30" style="\d+" customWidth="1"\/>/);
    assert.match(sheet, /promptTitle="Họ và tên" prompt="Như trong hộ chiếu"/);
  });

  it('names fonts that have the letters, and its language', () => {
    const fonts = [...written['xl/styles.xml']!.matchAll(/<name val="([^"]*)"/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(fonts)], ['Times New Roman', 'Phetsarath OT']);
    assert.match(written['docProps/core.xml']!, /<dc:title>Mẫu đề cử<\/dc:title><dc:language>vi-VN</);
    assert.match(parts({ ...form, language: 'lo' })['docProps/core.xml']!, /lo-LA/);
  });

  it('has no drop-downs when it is a list to read', () => {
    const list = { name: 'A', columns: [{ header: 'a', choices: ['x'] }], rows: [['x']] };
    assert.doesNotMatch(parts({ language: 'en', sheets: [list] })['xl/worksheets/sheet1.xml']!, /dataValidation/);
  });

  it('is refused with two sheets of one name', () => {
    const sheets = [form.sheets[1]!, form.sheets[1]!];
    assert.throws(() => writeWorkbook({ language: 'en', sheets }), RangeError);
  });
});

describe('markup', () => {
  it('leaves out what XML cannot hold and keeps what only looks like an escape', async () => {
    assert.equal(escapeXml('a\u0000\u0008\uD800b\t<&>"_x0041_'), 'a\uFFFDb\t&lt;&amp;&gt;&quot;_x005F_x0041_');
    const rows = [['_x0041_ 👩']];
    const table = await read(
      writeWorkbook({ language: 'en', sheets: [{ name: 'A', columns: [{ header: 'a' }], rows }] }),
      {},
    );
    assert.deepEqual(table.rows[0]!.cells, rows[0]);
  });

  it('names columns and sheets as Excel does', () => {
    assert.deepEqual([0, 25, 26, 701, 702].map(columnName), ['A', 'Z', 'AA', 'ZZ', 'AAA']);
    assert.deepEqual(["'a'", '[x]:*?/\\', 'y'.repeat(40)].map(sheetName), ['a', 'x', 'y'.repeat(31)]);
  });
});
