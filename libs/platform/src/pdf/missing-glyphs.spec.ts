import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { missingGlyphs } from './missing-glyphs.js';

describe('the letters our fonts lack', () => {
  const table: [what: string, text: string, missing: string[]][] = [
    ['none of Lao, however many marks a letter has', 'ຫຼື້ ນ້ຳ ກ່ໍາ ປຶ້ມ', []],
    ['none of Vietnamese, composed or not', 'Nguyễn Thị Hường Nguye\u0302\u0303n', []],
    ['another script, each once', 'Ana אבא', ['א', 'ב']],
    ['marks heaped on a letter', `A${'\u0301'.repeat(240)}`, ['\u0301']],
    ['tones heaped on a letter', `ກ${'\u0EC8'.repeat(240)}`, ['\u0EC8']],
  ];
  for (const [what, text, missing] of table) it(`are ${what}`, () => assert.deepEqual(missingGlyphs(text), missing));
});
