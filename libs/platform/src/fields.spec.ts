import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { z } from 'zod';
import { dateField, lineField, optionalLineField, paragraphField } from './fields.js';

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

describe('a text that is too long', () => {
  for (const [what, field] of Object.entries({ lineField, optionalLineField, paragraphField }))
    it(`is told how long it may be, however long it is (${what})`, () => {
      for (const length of [11, 40, 41, 10_000]) {
        const [issue] = field(10).safeParse('ກ'.repeat(length)).error!.issues as (z.core.$ZodIssueCustom | undefined)[];
        assert.deepEqual([issue?.message, issue?.params], ['field.too_long', { maximum: 10 }], String(length));
      }
      assert.equal(
        field(10)
          .parse(`  ${'ກ'.repeat(10)}`)
          .trim(),
        'ກ'.repeat(10),
      );
    });
});
