import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ReadOptions, usualLimits } from '../table.js';
import { read } from './read.js';

const table = (source: string | Uint8Array, options: ReadOptions = {}) =>
  read(typeof source === 'string' ? Buffer.from(source) : source, options);

const list = 'Họ tên;Ngày sinh;Số giấy tờ\r\nNguyễn Thị Ánh;05/03/1990;001122\r\nສົມພອນ;"1;2";P12\r\n';
const cells = [
  ['Nguyễn Thị Ánh', '05/03/1990', '001122'],
  ['ສົມພອນ', '1;2', 'P12'],
];

const utf16 = (text: string, isBig: boolean, mark = '\uFEFF') => {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

// "Nguyễn Thị Ánh" as Windows-1258 has it: ê + tilde, i + dot below, Á.
const vietnamese = Buffer.concat([
  Buffer.from('Ten;Noi\nNguy'),
  Buffer.from([0xea, 0xde]),
  Buffer.from('n Thi'),
  Buffer.from([0xf2, 0x20, 0xc1]),
  Buffer.from('nh;'),
  Buffer.from([0xd0]),
  Buffer.from('a Na'),
  Buffer.from([0xde]),
  Buffer.from('ng\n'),
]);

describe('values separated by signs', () => {
  const writings: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', Buffer.from(list)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${list}`)],
    ['UTF-16 with its mark', utf16(list, false)],
    ['UTF-16, the large byte first', utf16(list, true)],
    ['UTF-16 without a mark', utf16(list, false, '')],
    ['UTF-16 without a mark, the large byte first', utf16(list, true, '')],
    ['decomposed letters', Buffer.from(list.normalize('NFD'))],
    ['commas', Buffer.from('Họ tên,Ngày sinh,Số giấy tờ\nNguyễn Thị Ánh,05/03/1990,001122\nສົມພອນ,1;2,P12')],
    ['tabs', Buffer.from(list.replace('"1;2"', '1!2').replaceAll(';', '\t').replace('!', ';'))],
    ['a separator it declares itself', Buffer.from(`sep=;\r\n${list}`)],
  ];
  for (const [how, bytes] of writings) {
    it(`are read from ${how}`, async () => {
      const { header, rows, format, notices } = await table(bytes);
      assert.deepEqual(header, ['Họ tên', 'Ngày sinh', 'Số giấy tờ']);
      assert.deepEqual(
        rows.map((row) => row.cells),
        cells,
      );
      assert.deepEqual([format, notices], ['csv', []]);
    });
  }

  it('are read from Windows-1258, tones put together with their letters, and said so', async () => {
    const { rows, notices } = await table(vietnamese);
    assert.deepEqual(rows[0]!.cells, ['Nguyễn Thị Ánh', 'Đa Nãng']);
    assert.deepEqual(notices, [{ code: 'spreadsheet.notice.windows_1258', args: {} }]);
  });

  it('keep the zeros of numbers, and say where digits are gone', async () => {
    const { rows } = await table('a,b,c\n007,"=""0123""",1.23E+15\n');
    assert.deepEqual(rows, [
      { number: 2, cells: ['007', '0123', '1.23E+15'], notes: [{ column: 2, lostDigits: true }] },
    ]);
  });

  it('keep the numbers of their lines when some are empty', async () => {
    const { rows, headerNumber } = await table('\n\na,b\n,\n1,2\n\n3\n,,\n');
    assert.equal(headerNumber, 3);
    assert.deepEqual(
      rows.map((row) => row.number),
      [5, 7],
    );
  });

  it('may have their header beneath a title', async () => {
    const { header, headerNumber, rows } = await table('DANH SÁCH,\n,\nHỌ TÊN,Năm\nAn,1990', {
      headerWords: ['Họ tên', 'năm'],
    });
    assert.deepEqual([header, headerNumber, rows.length], [['HỌ TÊN', 'Năm'], 3, 1]);
  });

  it('at twenty megabytes of empty lines cost next to nothing', async () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024, '\n');
    bytes.write('a,b\n1,2');
    const began = process.cpuUsage();
    assert.equal((await table(bytes)).rows.length, 1);
    assert.ok(process.cpuUsage(began).user < 2_000_000);
  });

  const refused: readonly (readonly [string, Uint8Array | string, ReadOptions, string])[] = [
    ['with nothing in it', '', {}, 'spreadsheet.empty'],
    ['with separators only', ';;;\n;;;\n', {}, 'spreadsheet.empty'],
    [
      'in no known encoding',
      Buffer.from([0x41, 0xff, 0x00, 0x07, 0x2c, 0x42, 0x00, 0x00, 0x01]),
      {},
      'spreadsheet.encoding_unknown',
    ],
    ['with a line without end', 'a,b\n1,xxxxxxxxx\n', { limits: { characters: 8 } }, 'spreadsheet.line_too_long'],
    ['with an open quotation mark', 'a,b\n1,"2\n3,4', {}, 'spreadsheet.quote_open'],
    ['too large', 'a,b\n1,2', { limits: { bytes: 5 } }, 'spreadsheet.too_large'],
    ['with too many rows', `a\n${'1\n'.repeat(50)}`, { limits: { rows: 10 } }, 'spreadsheet.too_many_rows'],
    ['with too many columns', 'a,b,c\n', { limits: { columns: 2 } }, 'spreadsheet.too_many_columns'],
    ['with too much text', 'a,b\nccc,ddd', { limits: { characters: 5 } }, 'spreadsheet.too_much_text'],
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), {}, 'spreadsheet.not_a_table'],
    ['that is a PDF', '%PDF-1.7\n', {}, 'spreadsheet.not_a_table'],
  ];
  for (const [what, source, options, code] of refused) {
    it(`are refused in a file ${what}`, () => assert.rejects(table(source, options), { code }));
  }

  it('are counted after the header: as many rows as allowed pass', async () => {
    assert.equal((await table(`a\n${'1\n'.repeat(10)}`, { limits: { rows: 10 } })).rows.length, 10);
    assert.ok(usualLimits.rows >= 10_000);
  });
});
