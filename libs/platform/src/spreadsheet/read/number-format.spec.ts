import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Shown, shownBy, shownByBuiltIn } from './number-format.js';

const codes: readonly (readonly [string, Shown])[] = [
  ['General', 'number'],
  ['0.00', 'number'],
  ['0.00E+00', 'number'],
  ['#,##0\\ "đ"', 'number'],
  ['#,##0 "ປີ day"', 'number'],
  ['[Red]0.0;[Blue]-0.0', 'number'],
  ['@', 'number'],
  ['0', 'number'],
  ['0000000000', { digits: 10 }],
  ['dd/mm/yyyy', 'date'],
  ['[$-454]d mmm yy;@', 'date'],
  ['[$-107041E]d mmmm bbbb', 'date'],
  ['"ngày" d "tháng" m', 'date'],
  ['mmm', 'date'],
  ['yyyy-mm-dd hh:mm', 'date'],
  ['hh:mm', 'time'],
  ['[h]:mm:ss', 'time'],
  ['[mm]', 'time'],
];

describe('a number format', () => {
  for (const [code, shown] of codes)
    it(`${code} shows ${JSON.stringify(shown)}`, () => assert.deepEqual(shownBy(code), shown));

  it('without a code is known by its number', () => {
    assert.deepEqual([0, 14, 20, 22, 49, 57].map(shownByBuiltIn), ['number', 'date', 'time', 'date', 'number', 'date']);
  });
});
