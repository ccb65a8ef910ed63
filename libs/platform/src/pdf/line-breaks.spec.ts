import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentFonts } from './fonts.js';
import { breakLines, type Line, mayBreak, wordsOf } from './line-breaks.js';

const fonts = documentFonts().regular;
const paragraph =
  'ໄດ້ສໍາເລັດຫຼັກສູດຝຶກອົບຮົມ “ການຄຸ້ມຄອງນິຄົມອຸດສາຫະກຳ” ແລະ ເຂດເສດຖະກິດພິເສດ (KCN-01/2026) ຈັດຂຶ້ນທີ່ນະຄອນຫຼວງວຽງຈັນ ' +
  'ແຕ່ວັນທີ 02/03/2026 ຫາ 27/03/2026 ໂດຍການຮ່ວມມືລະຫວ່າງ ສປປ ລາວ ແລະ ສສ ຫວຽດນາມ, ພະນັກງານໆ ຯລຯ.';

const textOf = (line: Line) => line.words.map((word) => word.given).join('');
const linesAt = (text: string, em: number) => breakLines(wordsOf(text, fonts), em, fonts);

describe('a broken paragraph', () => {
  const widths = Array.from({ length: 200 }, (_, i) => 1 + i * 0.25);

  it('is the same text again when its lines are joined', () => {
    for (const em of widths) assert.equal(linesAt(paragraph, em).map(textOf).join(''), paragraph);
  });

  it('never begins a line with a mark, a closing sign or a repetition sign, nor ends one with an opening sign', () => {
    for (const em of widths.filter((width) => width > 6)) {
      const lines = linesAt(paragraph, em).map(textOf);
      assert.deepEqual(
        lines.filter((line) => /^[\u0EB0-\u0EBD\u0EC6\u0EC8-\u0ECD\u0EAF)”.,\s]/.test(line) || /[(“ເແໂໃໄ]$/.test(line)),
        [],
      );
    }
  });

  it('has no line wider than asked for, as long as a letter fits', () => {
    for (const em of widths.filter((width) => width > 6)) {
      for (const line of linesAt(paragraph, em)) assert.ok(line.em <= em + 1e-9, `${textOf(line)}: ${line.em} > ${em}`);
    }
  });

  it('breaks Lao between words of the dictionary, in either spelling of SARA AM', () => {
    assert.deepEqual(
      wordsOf('ການຄຸ້ມຄອງອຸດສາຫະກຳ', fonts).map((word) => word.given),
      ['ການຄຸ້ມຄອງ', 'ອຸດສາຫະກຳ'],
    );
    assert.deepEqual(
      wordsOf('ອຸດສາຫະກໍາສໍາເລັດ', fonts).map((word) => word.given),
      ['ອຸດສາຫະກໍາ', 'ສໍາເລັດ'],
    );
  });

  it('cuts a word only when it is wider than a whole line', () => {
    const lines = linesAt('x '.repeat(3) + 'W'.repeat(250), 20).map(textOf);
    assert.equal(lines[0], 'x x x ');
    assert.ok(lines.length > 10);
  });

  it('obeys a zero-width space and a no-break space', () => {
    assert.equal(wordsOf('KCN\u200B01', fonts).length, 2);
    assert.equal(wordsOf('40\u00A0tiết', fonts).length, 1);
  });
});

describe('a place between two texts', () => {
  const places: [before: string, after: string, may: boolean][] = [
    ['ແລະ ', 'ເຂດ', true],
    ['ການ', 'ຄຸ້ມ', true],
    ['ການ', ' ', false],
    ['ພະນັກງານ', 'ໆ', false],
    ['(', 'ລາວ', false],
    ['ລາວ', ')', false],
    ['ລາວ ', '"ຫຼັກ', true],
    ['ລາວ ', ')', false],
    ['02', '/03', false],
    ['KCN-', '01', false],
    ['ທີ່', '15', true],
    ['Độc lập ', '- Tự do', true],
  ];
  for (const [before, after, may] of places) {
    it(`${may ? 'may' : 'may not'} break in ${before}|${after}`, () => assert.equal(mayBreak(before, after), may));
  }
});
