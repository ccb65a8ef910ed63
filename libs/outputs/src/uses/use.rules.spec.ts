import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed, type LocalDate } from '#libs/kernel';
import { daysToUse, figuresOf, mayTakeBack } from './use.rules.js';

const ended = '2026-03-10' as LocalDate;

const first = (country: 'LA' | 'VN', days: number, outputs = 1) => ({ country, days, outputs });

describe('figures of use', () => {
  it('count what was used and how soon, each country for itself', () => {
    const counts = [
      { outputs: 4, used: 3 },
      { outputs: 2, used: 1 },
    ];
    const firstUses = [first('LA', 10), first('LA', 4), first('LA', 0), first('VN', 8), first('VN', 3)];
    assert.deepEqual(figuresOf(counts, firstUses), {
      outputs: 6,
      used: 4,
      by: { LA: { used: 3, medianDays: 4 }, VN: { used: 2, medianDays: 5.5 } },
    });
    assert.deepEqual(figuresOf([], []).by.LA, { used: 0, medianDays: null });
  });

  it('weigh days by the outputs that were used after so many', () => {
    const { LA, VN } = figuresOf([], [first('LA', 9, 2), first('LA', 1, 3), first('VN', 2, 2), first('VN', 7, 2)]).by;
    assert.deepEqual(
      [LA, VN],
      [
        { used: 5, medianDays: 1 },
        { used: 4, medianDays: 4.5 },
      ],
    );
  });

  it('count days from the last day of the run in UTC+7, none for what was used before', () => {
    assert.equal(daysToUse(ended, new Date('2026-03-11T17:30:00Z')), 2);
    assert.equal(daysToUse(ended, new Date('2026-03-01T02:00:00Z')), 0);
  });
});

describe('a declared use', () => {
  it('is taken back on its day in UTC+7 alone', () => {
    const at = new Date('2026-03-09T16:59:00Z');
    assert.ok(isAllowed(mayTakeBack(at, at)));
    assert.ok(!isAllowed(mayTakeBack(at, new Date('2026-03-09T17:00:00Z'))));
  });
});
