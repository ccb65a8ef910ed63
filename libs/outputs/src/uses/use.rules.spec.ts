import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed, type LocalDate } from '#libs/kernel';
import { daysToUse, figuresOf, mayTakeBack, type UsedOutput } from './use.rules.js';

const ended = '2026-03-10' as LocalDate;

const used = (LA: number | null, VN: number | null): UsedOutput => ({
  sector: 'dairy',
  programmeId: 'p',
  endedOn: ended,
  days: { LA, VN },
  isUsed: true,
});

describe('figures of use', () => {
  it('count what was used and how soon, each country for itself', () => {
    const outputs = [used(10, null), used(4, 3), used(0, 8), used(null, null)];
    assert.deepEqual(figuresOf(6, outputs), {
      outputs: 6,
      used: 4,
      by: { LA: { used: 3, medianDays: 4 }, VN: { used: 2, medianDays: 5.5 } },
    });
    assert.deepEqual(figuresOf(0, []).by.LA, { used: 0, medianDays: null });
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
