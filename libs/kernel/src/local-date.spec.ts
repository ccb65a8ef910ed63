import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  ageOn,
  daysBetween,
  instantOf,
  isLocalDate,
  isTimeOfDay,
  localDate,
  localDateOf,
  timeOfDay,
  weekdayOf,
} from './local-date.js';
import { days, period } from './period.js';

const on = localDate;

describe('a calendar date', () => {
  it('is a real day written YYYY-MM-DD', () => {
    for (const real of ['2026-03-15', '2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])
      assert.ok(isLocalDate(real));
    const not = ['2026-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00'];
    const malformed = [
      '',
      '0999-12-31',
      '26-01-01',
      '2026-1-1',
      '15/03/2026',
      '2026-03-15T00:00',
      ' 2026-03-15',
      null,
      20260315,
    ];
    for (const wrong of [...not, ...malformed]) assert.equal(isLocalDate(wrong), false, String(wrong));
    assert.throws(() => on('2026-02-29'), RangeError);
  });

  it('moves over month, year and leap day', () => {
    assert.equal(addDays(on('2026-12-31'), 1), '2027-01-01');
    assert.equal(addDays(on('2027-01-01'), -1), '2026-12-31');
    assert.equal(addDays(on('2024-02-28'), 1), '2024-02-29');
    assert.equal(addDays(on('2026-02-28'), 1), '2026-03-01');
    assert.equal(addDays(on('2024-02-29'), 365), '2025-02-28');
    assert.throws(() => addDays(on('9999-12-31'), 1), RangeError);
  });

  it('knows its day of the week, Monday first', () => {
    const week = ['2024-02-26', '2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02', '2024-03-03'];
    assert.deepEqual(week.map(on).map(weekdayOf), [1, 2, 3, 4, 5, 6, 7]);
    assert.equal(weekdayOf(on('1969-12-31')), 3);
  });

  it('counts days, also backwards', () => {
    assert.equal(daysBetween(on('2026-03-15'), on('2026-03-15')), 0);
    assert.equal(daysBetween(on('2026-12-31'), on('2027-01-01')), 1);
    assert.equal(daysBetween(on('2027-01-01'), on('2026-12-31')), -1);
    assert.equal(daysBetween(on('2024-01-01'), on('2025-01-01')), 366);
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (count) => {
        const moved = addDays(on('2026-03-15'), count);
        assert.equal(daysBetween(on('2026-03-15'), moved), count);
        assert.equal(moved > on('2026-03-15'), count > 0);
      }),
    );
  });
});

describe('an age', () => {
  it('grows on the birthday', () => {
    assert.equal(ageOn(on('1990-03-15'), on('2026-03-14')), 35);
    assert.equal(ageOn(on('1990-03-15'), on('2026-03-15')), 36);
    assert.equal(ageOn(on('1990-12-31'), on('2026-01-01')), 35);
    assert.equal(ageOn(on('2026-03-15'), on('2026-03-15')), 0);
    assert.equal(ageOn(on('2026-03-15'), on('2026-03-14')), -1);
  });

  it('of one born on 29 February grows on 1 March of a common year', () => {
    assert.equal(ageOn(on('2000-02-29'), on('2026-02-28')), 25);
    assert.equal(ageOn(on('2000-02-29'), on('2026-03-01')), 26);
    assert.equal(ageOn(on('2000-02-29'), on('2024-02-29')), 24);
  });
});

describe('the clock in Viet Nam and Laos', () => {
  it('is seven hours ahead of UTC', () => {
    assert.equal(localDateOf(new Date('2026-03-15T16:59:59.999Z')), '2026-03-15');
    assert.equal(localDateOf(new Date('2026-03-15T17:00:00Z')), '2026-03-16');
    assert.equal(localDateOf(new Date('2026-12-31T17:00:00Z')), '2027-01-01');
    assert.equal(localDateOf(new Date('2024-02-28T17:00:00Z')), '2024-02-29');
    assert.equal(timeOfDay(new Date('2026-03-15T17:05:00Z')), '00:05');
    assert.equal(timeOfDay(new Date('2026-03-15T16:59:59Z')), '23:59');
    assert.equal(instantOf(on('2026-03-15'), '08:00').toISOString(), '2026-03-15T01:00:00.000Z');
    assert.equal(instantOf(on('2027-01-01'), '00:00').toISOString(), '2026-12-31T17:00:00.000Z');
  });

  it('takes 00:00 to 23:59', () => {
    for (const time of ['00:00', '09:05', '23:59']) assert.ok(isTimeOfDay(time));
    for (const time of ['24:00', '7:30', '12:60', '12:00:00', '', null]) assert.equal(isTimeOfDay(time), false);
    assert.throws(() => instantOf(on('2026-03-15'), '24:00'), RangeError);
    assert.throws(() => localDateOf(new Date(Number.NaN)), RangeError);
  });

  it('does not depend on where the process runs', () => {
    const home = process.env.TZ;
    try {
      for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Bangkok', 'Europe/London', 'UTC']) {
        process.env.TZ = zone;
        // Los Angeles skips 02:00–03:00 on 8 March 2026 and repeats 01:00–02:00 on 1 November.
        for (const date of ['2026-03-08', '2026-11-01', '2024-02-29', '2026-12-31'].map(on)) {
          for (const time of ['00:00', '02:30', '09:30', '16:30', '23:59']) {
            const instant = instantOf(date, time);
            assert.deepEqual([localDateOf(instant), timeOfDay(instant)], [date, time], zone);
          }
          assert.equal(addDays(addDays(date, 1), -1), date);
          assert.equal(daysBetween(date, addDays(date, 300)), 300);
        }
        assert.equal(instantOf(on('2026-03-08'), '09:30').toISOString(), '2026-03-08T02:30:00.000Z');
      }
    } finally {
      if (home === undefined) delete process.env.TZ;
      else process.env.TZ = home;
    }
  });
});

describe('a period', () => {
  const march = period(on('2026-03-01'), on('2026-03-31'));

  it('includes its first and last day', () => {
    assert.equal(days(march), 31);
    assert.equal(days(period(on('2026-03-15'), on('2026-03-15'))), 1);
    assert.equal(days(period(on('2024-02-28'), on('2024-03-01'))), 3);
  });

  it('never ends before it begins', () => {
    assert.throws(() => period(on('2026-03-02'), on('2026-03-01')), RangeError);
  });
});
