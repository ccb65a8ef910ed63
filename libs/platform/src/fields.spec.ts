import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dateField } from './fields.js';

describe('a date that somebody enters', () => {
  const said = (value: string) => {
    const { error } = dateField().safeParse(value);
    return error?.issues.map(({ message }) => message) ?? [];
  };

  for (const [value, expected] of [
    ['2026-03-15', []],
    ['1900-01-01', []],
    ['2199-12-31', []],
    ['1899-12-31', ['field.year_out_of_reach']],
    ['2568-03-15', ['field.year_out_of_reach']],
    ['9999-12-31', ['field.year_out_of_reach']],
    ['15/03/2026', ['field.not_a_date']],
    ['2026-02-30', ['field.not_a_date']],
  ] as const)
    it(`${value}: ${expected[0] ?? 'is taken'}`, () => assert.deepEqual(said(value), expected));
});
