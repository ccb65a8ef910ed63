import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAttended, type MarkStatus, rateOf, reaches, type Tally, unitsToSpare } from './attendance.rules.js';

const tally = (status: MarkStatus, units: number, isClosed = true): Tally => ({ status, isClosed, units });

describe('a mark', () => {
  const cases: [MarkStatus, boolean, boolean][] = [
    ['present', false, true],
    ['late', false, true],
    ['excused', false, false],
    ['excused', true, true],
    ['absent', false, false],
    ['absent', true, false],
  ];
  for (const [status, excusedCounts, attended] of cases)
    it(`${status} ${attended ? 'counts' : 'does not count'} as attended${excusedCounts ? ' where excused counts' : ''}`, () => {
      assert.equal(isAttended(status, excusedCounts), attended);
    });
});

describe('the threshold', () => {
  const cases: [attended: number, planned: number, threshold: number, reached: boolean][] = [
    [8, 10, 80, true],
    [7, 10, 80, false],
    // 0.7 * 10 and 0.1 + 0.2 are where floating point goes wrong; whole numbers do not.
    [7, 10, 70, true],
    [29, 50, 58, true],
    [57, 100, 57, true],
    [56, 100, 57, false],
    [2, 3, 66, true],
    [2, 3, 67, false],
    [0, 10, 0, true],
    [0, 0, 80, false],
    [0, 0, 0, true],
    [10, 10, 100, true],
    [9, 10, 100, false],
  ];
  for (const [attended, planned, threshold, reached] of cases)
    it(`${attended} of ${planned} units ${reached ? 'reach' : 'do not reach'} ${threshold} per cent`, () => {
      assert.equal(reaches(attended, planned, threshold), reached);
    });

  it('is compared exactly for every whole percentage of every plan up to 120 units', () => {
    for (let planned = 1; planned <= 120; planned += 1)
      for (let threshold = 0; threshold <= 100; threshold += 1) {
        const needed = planned - unitsToSpare(planned, threshold);
        assert.equal(reaches(needed, planned, threshold), true, `${needed}/${planned} at ${threshold}`);
        if (needed > 0) assert.equal(reaches(needed - 1, planned, threshold), false);
      }
  });
});

describe('the rate', () => {
  const run = { plannedUnits: 20, closedUnits: 8, largestOpenUnits: 4, excusedCounts: false, threshold: 80 };

  it('is over all planned units, not over those held so far', () => {
    const rate = rateOf(run, [tally('present', 8)]);
    assert.deepEqual([rate.attendedUnits, rate.plannedUnits, rate.rate], [8, 20, 0.4]);
    assert.equal(rate.isReached, false);
    assert.equal(rate.canReach, true);
  });

  it('counts late as attended', () => {
    assert.equal(rateOf(run, [tally('present', 4), tally('late', 4)]).attendedUnits, 8);
  });

  it('counts excused only where the run says so', () => {
    assert.equal(rateOf(run, [tally('excused', 4)]).attendedUnits, 0);
    assert.equal(rateOf({ ...run, excusedCounts: true }, [tally('excused', 4)]).attendedUnits, 4);
  });

  it('is out of reach once more units are missed in closed rolls than the threshold spares', () => {
    assert.equal(rateOf(run, [tally('present', 4), tally('absent', 4)]).canReach, true);
    assert.equal(rateOf(run, [tally('present', 3), tally('absent', 5)]).canReach, false);
  });

  it('is near its loss when one more absence would be too many', () => {
    const near = (missed: number, more: Partial<typeof run> = {}) =>
      rateOf({ ...run, ...more }, [tally('present', 8 - missed), tally('absent', missed)]).isNear;
    // Four units are to spare.
    assert.deepEqual([near(0), near(1), near(4), near(5)], [false, true, true, false]);
    assert.deepEqual([near(1, { largestOpenUnits: 3 }), near(2, { largestOpenUnits: 3 })], [false, true]);
    assert.equal(near(0, { threshold: 100 }), false);
    assert.equal(rateOf({ ...run, closedUnits: 20, largestOpenUnits: 0 }, [tally('present', 16)]).isNear, false);
  });

  it('does not count an absence as missed while its roll is open', () => {
    const rate = rateOf(run, [tally('present', 8), tally('absent', 6, false)]);
    assert.equal(rate.missedUnits, 0);
    assert.equal(rate.canReach, true);
  });

  it('counts a closed roll without a mark as missed', () => {
    assert.equal(rateOf(run, []).missedUnits, 8);
  });

  it('is nothing, and still open, for a run without a timetable', () => {
    const rate = rateOf({ ...run, plannedUnits: 0, closedUnits: 0 }, []);
    assert.deepEqual([rate.rate, rate.isReached, rate.canReach], [0, false, true]);
  });
});
