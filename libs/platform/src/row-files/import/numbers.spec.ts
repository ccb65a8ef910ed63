import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DecimalMark, hintOf, markOf, numberIn, plainNumber } from './numbers.js';

const read = (text: string, mark: DecimalMark) => numberIn(plainNumber(text), mark);

describe('a written number', () => {
  const same: [string, number][] = [
    ['12', 12],
    ['-3', -3],
    ['−3', -3],
    ['+7', 7],
    ['໑໒', 12],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1234.5678', 1234.5678],
    ['1234,5678', 1234.5678],
    ['3,5', 3.5],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['1 234 567', 1_234_567],
    ['1\u00A0234,5', 1234.5],
    ['1.5e3', 1500],
    ['.5', 0.5],
  ];
  for (const [text, number] of same)
    it(`reads ${text} alike in every file`, () => {
      for (const mark of ['.', ',', null] as const) assert.equal(read(text, mark), number);
    });

  it('is read by its column where it says two things', () => {
    assert.deepEqual([read('1.234', '.'), read('1.234', ','), read('1.234', null)], [1.234, 1234, 'open']);
    assert.deepEqual([read('1,234', '.'), read('1,234', ','), read('1,234', null)], [1234, 1.234, 'open']);
  });

  it('is nothing but digits, a sign and its marks', () => {
    for (const text of [
      '',
      'x',
      '12 kg',
      '1.2.3',
      '1,23,4',
      '12.34.567',
      '1.234,567,8',
      '--1',
      '0x10',
      'Infinity',
      '=1+1',
    ])
      assert.equal(read(text, '.'), null, text);
  });

  it('tells its column by what can be read in one way alone', () => {
    assert.deepEqual(['12', '1.234', '1,5', '0.5', '1.234.567'].map(hintOf), [null, 'open', ',', '.', ',']);
    assert.equal(markOf(['open', ',', null], '.'), ',');
    assert.equal(markOf(['open', null], '.'), '.');
    assert.equal(markOf(['.', ','], '.'), null);
  });
});
