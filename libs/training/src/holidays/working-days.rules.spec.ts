import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { workingDayAfter } from './working-days.rules.js';

const tet = [{ startsOn: localDate('2026-02-16'), endsOn: localDate('2026-02-20') }];

describe('five working days', () => {
  const cases: [from: string, due: string, why: string][] = [
    ['2026-03-02', '2026-03-09', 'from a Monday to the next'],
    ['2026-03-06', '2026-03-13', 'from a Friday, with one weekend in between'],
    ['2026-03-07', '2026-03-13', 'from a Saturday, the first of them on Monday'],
    ['2026-02-13', '2026-02-27', 'over a week of holidays'],
    ['2026-02-18', '2026-02-27', 'from within holidays'],
  ];
  for (const [from, due, why] of cases)
    it(`end on ${due} ${why}`, () => {
      assert.equal(workingDayAfter(localDate(from), 5, tet), due);
    });
});
