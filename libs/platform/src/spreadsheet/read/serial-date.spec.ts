import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dateOfSerial } from './serial-date.js';

const days: readonly (readonly [number, boolean, string | null])[] = [
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [60, false, null],
  [61, false, '1900-03-01'],
  [32_937, false, '1990-03-05'],
  [32_937.999, false, '1990-03-05'],
  [31_475, true, '1990-03-05'],
  [0, true, '1904-01-01'],
  [0, false, null],
  [0.5, false, null],
  [-1, false, null],
  [2_958_465, false, '9999-12-31'],
  [2_958_466, false, null],
  [Number.NaN, false, null],
];

describe('a serial number', () => {
  for (const [serial, is1904, date] of days) {
    it(`${serial} counted from ${is1904 ? 1904 : 1900} is ${date ?? 'no day'}`, () => {
      assert.equal(dateOfSerial(serial, is1904), date);
    });
  }
});
