import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Organisation } from '#libs/people';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { NominatingFiles } from '../support/nominating-files.js';
import { openRun } from '../support/nominations.js';
import { rowsOfAllTables } from '../support/tables.js';
import { organisation } from '../support/training.js';
import {
  compoundFile,
  type Fixture,
  rowsXml,
  sayingSize,
  sheetOf,
  stylesXml,
  workbook,
  zipped,
} from '../support/workbooks.js';

const header = ['Full name', 'Sex', 'Date of birth', 'Position'];
const person = ['ສົມໃຈ ວົງສາ', 'Female', '05/03/1990', 'Officer'];
const head = rowsXml(header);
const listed = rowsXml(header, person);
const text = (at: string, said: string, style = 0) =>
  `<c r="${at}" t="inlineStr" s="${style}"><is><t>${said}</t></is></c>`;
/** One row below the header: the first cell as given, the others of an ordinary person. */
const under = (first: string, fixture: Partial<Fixture> & { after?: string } = {}) =>
  sheetOf(`${head}<row r="2">${first}${text('B2', 'Female')}${text('C2', '05/03/1990')}</row>`, fixture);
const ordinary = { sheets: [{ data: listed }] };
const part = 'xl/worksheets/sheet1.xml';

const utf16 = (said: string, isBig: boolean) => {
  const bytes = Buffer.from(`\uFEFF${said}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const csv = 'Họ và tên;Giới tính;Ngày sinh\r\nNguyễn Thị Ánh;Nữ;05/03/1990\r\n';

describe('a file with a trap in it, sent to be checked', () => {
  let app: TestApp;
  let industry: Organisation;
  let run: CourseRun;
  let nominator: Client;
  let files: NominatingFiles;
  before(async () => {
    app = await startApp();
    industry = await organisation(app, 'Industry');
    run = await openRun(app, { capacity: 5 }, [industry.id, 2]);
    nominator = await app.as('nominator', { organisationId: industry.id });
    files = new NominatingFiles(app, nominator);
  });
  after(() => app?.close());

  const refused: readonly (readonly [what: string, bytes: () => Uint8Array, code: string])[] = [
    ['a zip bomb', () => sheetOf(`${listed}${' '.repeat(70_000_000)}`), 'inflates_too_far'],
    [
      'a bomb that says it is small',
      () => sayingSize(sheetOf(`${listed}${' '.repeat(3e6)}`), part, 999),
      'inflates_too_far',
    ],
    [
      'entities that grow',
      () => workbook({ ...ordinary, parts: { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "ha">]><sst/>' } }),
      'forbidden_markup',
    ],
    ['a password', () => compoundFile('EncryptedPackage'), 'encrypted'],
    ['the Excel of before 2007', () => compoundFile('Workbook'), 'old_excel'],
    ['macros', () => workbook({ ...ordinary, parts: { 'xl/vbaProject.bin': 'x' } }), 'macros'],
    [
      'an OpenDocument sheet',
      () => zipped({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }),
      'open_document',
    ],
    ['only hidden sheets', () => workbook({ sheets: [{ state: 'hidden', data: listed }] }), 'no_visible_sheet'],
    ['something in its last column', () => under('<c r="XFD2"><v>1</v></c>'), 'too_many_columns'],
    [
      'a CSV in no known encoding',
      () => Buffer.from([0x41, 0xff, 0x00, 0x07, 0x2c, 0x42, 0x00, 0x00, 0x01]),
      'encoding_unknown',
    ],
    ['a CSV whose quotation mark stays open', () => Buffer.from('Full name,Sex\n"a,b'), 'quote_open'],
  ];
  for (const [what, bytes, code] of refused)
    it(`is refused for ${what}: spreadsheet.${code}`, async () => {
      const jobId = await files.check(run.id, bytes());
      const { state, fault, items } = await files.found(jobId);
      assert.deepEqual([state, fault?.code, items], ['refused', `spreadsheet.${code}`, []]);
      const job = await files.job(jobId);
      assert.deepEqual([job.status, job.result.code], ['failed', `spreadsheet.${code}`]);
      assert.equal((await files.saidInThree(jobId)).length, 1);
    });

  /** The bytes, what is read of the first cells, and what the reader is told. */
  const read: readonly (readonly [what: string, bytes: () => Uint8Array, cells: string[], notices: RegExp[]])[] = [
    [
      'forty megabytes of empty rows',
      () => {
        const empty = '<row r="N" spans="1:20" ht="15" x14ac:dyDescent="0.25"><c r="A1" s="1"/><c r="B1" s="1"/></row>';
        const rows = Array.from({ length: 440_000 }, (_, at) => empty.replace('N', String(at + 3)));
        const data = `${listed}${rows.join('')}`;
        assert.ok(data.length > 40_000_000, String(data.length));
        return sheetOf(data);
      },
      person,
      [],
    ],
    [
      'a formula that was calculated',
      () => under('<c r="A2" t="str"><f>"ສົມໃຈ"&amp;" ວົງສາ"</f><v>ສົມໃຈ ວົງສາ</v></c>'),
      person.slice(0, 3),
      [/1 cells have formulas/],
    ],
    [
      'days counted from 1904',
      () =>
        sheetOf(
          `${head}<row r="2">${text('A2', person[0]!)}${text('B2', 'Female')}<c r="C2" s="1"><v>31475</v></c></row>`,
          {
            styles: stylesXml({ format: 14 }),
            properties: 'date1904="1"',
          },
        ),
      [person[0]!, 'Female', '1990-03-05'],
      [],
    ],
    [
      'hidden sheets before and behind',
      () =>
        workbook({
          sheets: [
            { name: 'Ẩn', state: 'hidden', data: rowsXml(header, ['ຄົນທີ່ເຊື່ອງ', 'Male', '01/01/1980', '']) },
            { name: 'ບັນຊີ', data: listed },
            { name: 'Rất ẩn', state: 'veryHidden', data: listed },
          ],
        }),
      person,
      [/Hidden sheets were not read: Ẩn, Rất ẩn/],
    ],
    [
      'rich text',
      () =>
        under('<c r="A2" t="s"><v>0</v></c>', {
          strings:
            '<si><r><t xml:space="preserve">ສົມໃຈ </t></r><r><rPr><b/></rPr><t>ວົງສາ</t></r><rPh sb="0" eb="1"><t>XX</t></rPh></si>',
        }),
      person.slice(0, 3),
      [],
    ],
    [
      'links to other files',
      () =>
        under('<c r="A2" t="str"><f>[1]Sheet1!A1</f><v>ສົມໃຈ ວົງສາ</v></c>', {
          parts: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' },
        }),
      person.slice(0, 3),
      [/1 cells have formulas/, /refers to other files\. They were not opened/],
    ],
  ];
  for (const [what, bytes, cells, notices] of read)
    it(`gives the right text despite ${what}`, async () => {
      const jobId = await files.check(run.id, bytes());
      const { state, items, counts } = await files.found(jobId);
      assert.deepEqual([state, counts.rows, counts.verdicts], ['checked', 1, { new: 1 }]);
      assert.deepEqual(items[0]!.cells.slice(0, cells.length), cells);
      const said = await files.saidInThree(jobId);
      assert.equal(said.length, notices.length, said.join('\n'));
      for (const [at, notice] of notices.entries()) assert.match(said[at]!, notice);
    });

  const cells: readonly (readonly [what: string, bytes: () => Uint8Array, code: string])[] = [
    ['a formula never calculated', () => under('<c r="A2"><f>NOW()</f></c>'), 'formula_without_value'],
    ['a formula with an error', () => under('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), 'formula_error'],
    [
      'a day that never was',
      () =>
        sheetOf(`${head}<row r="2">${text('A2', 'x y')}${text('B2', 'Female')}<c r="C2" s="1"><v>60</v></c></row>`, {
          styles: stylesXml({ format: 14 }),
        }),
      'impossible_date',
    ],
    ...['Saysettha Lao', 'LSWin', 'Alice_5', 'Lao 2000'].map(
      (font) =>
        [
          `the old font ${font}`,
          () => under(text('A2', /alice|2000/i.test(font) ? 'lq,rvo' : '¦ö´²º­', 1), { styles: stylesXml({ font }) }),
          'legacy_font',
        ] as const,
    ),
    ['Lao typed for an old font, whatever it is set in now', () => under(text('A2', '¦ö´²º­')), 'legacy_text'],
  ];
  for (const [what, bytes, code] of cells)
    it(`names the cell with ${what}: spreadsheet.cell.${code}`, async () => {
      const jobId = await files.check(run.id, bytes());
      const { state, items, counts } = await files.found(jobId);
      assert.deepEqual([state, counts.verdicts], ['checked', { error: 1 }]);
      assert.equal(items[0]!.row, 2);
      assert.deepEqual(
        items[0]!.errors.map((error) => error.code),
        [`spreadsheet.cell.${code}`],
      );
      const [column] = items[0]!.errors.map((error) => error.column);
      const said = await files.saidInThree(jobId);
      assert.ok(
        said.some((message) => message.startsWith(`${column}: `)),
        said.join('\n'),
      );
    });

  it('takes the value of merged cells for the first row only, and says so of the others', async () => {
    const data = rowsXml(header, person, ['ຄຳຫຼ້າ', null, '01/02/1985', 'Officer']);
    const after = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>';
    const jobId = await files.check(run.id, sheetOf(data, { after }));
    const { items, counts } = await files.found(jobId);
    assert.deepEqual(counts.verdicts, { new: 1, error: 1 });
    assert.deepEqual(
      items.map(({ row, errors }) => [row, errors.map(({ column, code }) => `${column} ${code}`)]),
      [
        [3, ['Sex spreadsheet.cell.merged']],
        [2, []],
      ],
    );
    const said = await files.saidInThree(jobId);
    assert.match(said.join('\n'), /merged cells \(B2:B3\)[\s\S]*part of the merged cells B2:B3/);
  });

  // "Nguyễn Thị Ánh" as Windows-1258 has it, every tone a mark of its own behind its letter.
  const windows1258 = Buffer.concat([
    Buffer.from('Ho va ten;Gioi tinh;Ngay sinh\r\nNguy'),
    Buffer.from([0xea, 0xde]),
    Buffer.from('n Thi'),
    Buffer.from([0xf2, 0x20, 0xc1]),
    Buffer.from('nh;N'),
    Buffer.from([0xfd, 0xde]),
    Buffer.from(';05/03/1990\r\n'),
  ]);
  const writings: readonly (readonly [how: string, bytes: Uint8Array, notices: number])[] = [
    ['UTF-8, semicolons', Buffer.from(csv), 0],
    ['UTF-8 with its mark, semicolons', Buffer.from(`\uFEFF${csv}`), 0],
    ['UTF-8, commas', Buffer.from(csv.replaceAll(';', ',')), 0],
    ['UTF-16', utf16(csv, false), 0],
    ['UTF-16, the large byte first', utf16(csv, true), 0],
    ['letters taken apart', Buffer.from(csv.normalize('NFD')), 0],
    ['Windows-1258, semicolons', windows1258, 1],
  ];
  for (const [how, bytes, notices] of writings)
    it(`reads a Vietnamese CSV in ${how}`, async () => {
      const jobId = await files.check(run.id, bytes, 'danh sách.csv');
      const { state, items, counts, fault } = await files.found(jobId);
      assert.deepEqual([state, fault, counts.verdicts], ['checked', null, { new: 1 }]);
      assert.deepEqual(items[0]!.cells, ['Nguyễn Thị Ánh', 'Nữ', '05/03/1990']);
      assert.equal((await files.saidInThree(jobId)).length, notices);
    });

  it('has added nobody so far, and a sound list is imported as if nothing had been', async () => {
    const { person: people, nomination } = await rowsOfAllTables(app);
    assert.deepEqual([people, nomination], [0, 0]);
    const jobId = await files.check(run.id, utf16(csv, false), 'list.csv');
    await files.import(jobId);
    const { body } = await nominator.get(`/api/v1/runs/${run.id}/nominations`);
    assert.deepEqual(
      body.items.map(({ fullName }: { fullName: string }) => fullName),
      ['Nguyễn Thị Ánh'],
    );
    const known = await nominator.get(`/api/v1/people/${body.items[0].personId}`);
    assert.deepEqual([known.body.birthDate, known.body.sex], ['1990-03-05', 'female']);
  });
});
