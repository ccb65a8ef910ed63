import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, type LocalDate, localDate as on, weekdayOf } from '#libs/kernel';
import { seriesDays, shiftedDays, shiftedEnd } from './shift.rules.js';

const free = (startsOn: string, endsOn = startsOn) => ({ startsOn: on(startsOn), endsOn: on(endsOn) });
const tet = free('2027-02-05', '2027-02-09');
const piMai = free('2026-04-14', '2026-04-16');

describe('a series', () => {
  const days = (first: string, repeat: Parameters<typeof seriesDays>[1], ...off: ReturnType<typeof free>[]) =>
    seriesDays(on(first), repeat, off);

  it('is held on its days of the week, so many times or until a day', () => {
    assert.deepEqual(days('2026-03-09', { days: [1, 3], count: 3 }).held, ['2026-03-09', '2026-03-11', '2026-03-16']);
    assert.deepEqual(days('2026-03-10', { days: [1], until: on('2026-03-23') }).held, ['2026-03-16', '2026-03-23']);
    assert.deepEqual(days('2026-03-10', { days: [1], until: on('2026-03-12') }).held, []);
  });

  it('leaves out holidays and is held as often all the same', () => {
    assert.deepEqual(days('2026-04-13', { days: [1, 2, 3, 4, 5], count: 3 }, piMai), {
      held: ['2026-04-13', '2026-04-17', '2026-04-20'],
      skipped: ['2026-04-14', '2026-04-15', '2026-04-16'],
    });
    assert.deepEqual(days('2026-04-13', { days: [1, 2, 3], until: on('2026-04-20') }, piMai).held, [
      '2026-04-13',
      '2026-04-20',
    ]);
  });

  it('goes over 29 February and the end of a year', () => {
    assert.deepEqual(days('2028-02-28', { days: [1, 2, 3], count: 3 }).held, [
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
    assert.deepEqual(days('2026-12-31', { days: [4, 5], count: 2 }, free('2027-01-01')).held, [
      '2026-12-31',
      '2027-01-07',
    ]);
  });

  it('ends where every day of it is free', () => {
    assert.deepEqual(days('2026-03-09', { days: [1], count: 3 }, free('2026-01-01', '2199-12-31')).held, []);
  });
});

describe('what is moved to another first day', () => {
  const shifted = (taught: string[], from: string, to: string, ...off: ReturnType<typeof free>[]) => [
    ...shiftedDays(taught.map(on), on(from), on(to), off).values(),
  ];
  const week = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'];

  it('keeps its days of the week when it moves by weeks', () => {
    assert.deepEqual(shifted([...week, '2026-03-17'], '2026-03-09', '2026-03-23'), [
      '2026-03-23',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27',
      '2026-03-31',
    ]);
  });

  it('goes on over Tết and pushes what comes after it', () => {
    assert.deepEqual(shifted(week, '2026-03-09', '2027-02-03', tet), [
      '2027-02-03',
      '2027-02-04',
      '2027-02-10',
      '2027-02-11',
      '2027-02-12',
    ]);
  });

  it('goes on over Pi Mai, and over the weekend after it', () => {
    assert.deepEqual(shifted(week.slice(0, 4), '2026-03-09', '2026-04-13', piMai), [
      '2026-04-13',
      '2026-04-17',
      '2026-04-20',
      '2026-04-21',
    ]);
  });

  it('does not begin on a holiday', () => {
    assert.deepEqual(shifted(week.slice(0, 2), '2026-03-09', '2026-04-14', piMai), ['2026-04-17', '2026-04-20']);
  });

  it('is not held on a Sunday unless something was', () => {
    assert.deepEqual(shifted(['2026-03-13', '2026-03-14'], '2026-03-13', '2026-03-21'), ['2026-03-21', '2026-03-23']);
    assert.deepEqual(shifted(['2026-03-14', '2026-03-15'], '2026-03-14', '2026-03-21'), ['2026-03-21', '2026-03-22']);
  });

  it('goes over 29 February and the end of a year, also backwards', () => {
    assert.deepEqual(shifted(week.slice(0, 3), '2026-03-09', '2028-02-28'), ['2028-02-28', '2028-02-29', '2028-03-01']);
    assert.deepEqual(shifted(week.slice(0, 3), '2026-03-09', '2026-12-30', free('2027-01-01')), [
      '2026-12-30',
      '2026-12-31',
      '2027-01-04',
    ]);
    assert.deepEqual(shifted(week.slice(0, 2), '2026-03-09', '2025-12-31', free('2026-01-01')), [
      '2025-12-31',
      '2026-01-02',
    ]);
  });

  it('makes up for a holiday that the first run went around', () => {
    assert.deepEqual(shifted(['2026-04-13', '2026-04-17'], '2026-04-13', '2026-05-04', piMai), [
      '2026-05-04',
      '2026-05-05',
    ]);
  });

  it('keeps the order, stays off free days, and takes each day once', () => {
    const day = fc.integer({ min: 0, max: 120 }).map((after) => addDays(on('2026-01-05'), after));
    const off = fc.array(fc.tuple(day, fc.nat(6)).map(([first, more]) => free(first, addDays(first, more))));
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 30 }), day, off, (taught, to, holidays) => {
        const days = [...new Set(taught)].sort();
        const moved = shiftedDays(days, days[0]!, to, holidays);
        const targets = days.map((one) => moved.get(one)!);
        assert.equal(moved.size, days.length);
        assert.deepEqual(targets, [...new Set(targets)].sort());
        assert.ok(targets.every((one: LocalDate) => one >= to));
        for (const { startsOn, endsOn } of holidays) assert.ok(targets.every((one) => one < startsOn || one > endsOn));
        if (!days.some((one) => weekdayOf(one) === 7)) assert.ok(targets.every((one) => weekdayOf(one) !== 7));
      }),
    );
  });

  it('lasts as many days as before', () => {
    assert.equal(shiftedEnd(on('2026-03-09'), on('2026-03-20'), on('2028-02-27')), '2028-03-09');
  });
});
