import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { dateOfCell, textOfCell } from './reading-cells.js';
import type { Cell } from './table.js';

const date = localDate('1990-03-05');

const texts: readonly (readonly [Cell, string])[] = [
  [null, ''],
  [' ສົມພອນ ', 'ສົມພອນ'],
  [1.23e15, '1230000000000000'],
  [1e21, '1000000000000000000000'],
  [2055551234, '2055551234'],
  [0.5, '0.5'],
  [true, 'true'],
  [{ date }, '1990-03-05'],
];

const dates: readonly (readonly [Cell, string | null])[] = [
  [{ date }, '1990-03-05'],
  ['05/03/1990', '1990-03-05'],
  [' 5/3/1990 ', '1990-03-05'],
  ['5-3-1990', '1990-03-05'],
  ['05.03.1990', '1990-03-05'],
  ['໐໕/໐໓/໑໙໙໐', '1990-03-05'],
  ['1990-03-05', '1990-03-05'],
  ['31/12/1990', '1990-12-31'],
  ['12/31/1990', null],
  ['31/02/1990', null],
  ['5/3-1990', null],
  ['05/03/90', null],
  ['5 March 1990', null],
  [32_937, null],
  [null, null],
];

describe('a cell', () => {
  for (const [cell, text] of texts) {
    it(`${JSON.stringify(cell)} reads “${text}”`, () => assert.equal(textOfCell(cell), text));
  }
  for (const [cell, day] of dates) {
    it(`${JSON.stringify(cell)} is ${day ?? 'no date'}`, () => assert.equal(dateOfCell(cell), day));
  }
});
