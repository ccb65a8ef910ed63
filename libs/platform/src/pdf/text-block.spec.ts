import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentFonts } from './fonts.js';
import { missingGlyphs } from './missing-glyphs.js';
import { darkRuns } from './qr.js';
import { fitText } from './text-block.js';

const fonts = documentFonts().bold;
const box = { width: 300, height: 60, size: 22, minSize: 9, lineHeight: 1.6, maxLines: 2 };

describe('a text fitted into a box', () => {
  const names = {
    'a short name': 'ທ້າວ ບຸນມີ',
    'a single name': 'ຄຳ',
    '250 letters without a space': 'W'.repeat(250),
    '250 letters of Lao': 'ສີສະຫວັດ'.repeat(32).slice(0, 250),
    '250 letters of Vietnamese': 'Nguyễn Thị '.repeat(23).slice(0, 250),
    'a row of signs that may not begin a line': ')'.repeat(250),
    nothing: '',
  };
  for (const [what, text] of Object.entries(names)) {
    it(`holds ${what}`, () => {
      const fitted = fitText(text, fonts, box);
      assert.ok(fitted.height <= box.height + 0.01);
      for (const line of fitted.lines) assert.ok(line.em * fitted.size <= box.width + 0.01);
      assert.equal(fitted.lines.flatMap((line) => line.words.map((word) => word.given)).join(''), text);
    });
  }

  it('keeps its size when there is room', () => assert.equal(fitText('ທ້າວ ບຸນມີ', fonts, box).size, 22));

  it('keeps paragraphs apart', () => assert.equal(fitText('một\nhai', fonts, box).lines.length, 2));
});

describe('missing glyphs', () => {
  it('are none in Lao, Vietnamese and English', () => {
    assert.deepEqual(missingGlyphs('ທ້າວ ບຸນມີ ນໍ້າ ໝ ໆ ຯ ໑໒, Nguyễn Thị Phượng Đặng – “x” №5 ₫₭'), []);
  });

  it('are each named once', () =>
    assert.deepEqual(missingGlyphs('王小明 王 ทดสอบ😀'), ['王', '小', '明', 'ท', 'ด', 'ส', 'อ', 'บ', '😀']));

  it('count a control character, which would print as a box', () =>
    assert.deepEqual(missingGlyphs('a\u0001'), ['\u0001']));
});

describe('dark modules of a QR row', () => {
  it('are merged into runs', () => {
    const rows = ['110', '011', '101'];
    assert.deepEqual(
      darkRuns(3, (row, column) => rows[row]![column] === '1'),
      [
        { row: 0, column: 0, length: 2 },
        { row: 1, column: 1, length: 2 },
        { row: 2, column: 0, length: 1 },
        { row: 2, column: 2, length: 1 },
      ],
    );
  });
});
