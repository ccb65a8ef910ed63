import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate as on } from '#libs/kernel';
import { monthOf, neighbours, weekOf } from './calendar-days.js';

const ends = (days: string[]) => [days[0], days.at(-1), days.length];

describe('the days of a calendar', () => {
  it('are those of a week from Monday, over the end of a year too', () => {
    assert.deepEqual(ends(weekOf(on('2026-03-16'))), ['2026-03-16', '2026-03-22', 7]);
    assert.deepEqual(ends(weekOf(on('2026-03-22'))), ['2026-03-16', '2026-03-22', 7]);
    assert.deepEqual(ends(weekOf(on('2027-01-01'))), ['2026-12-28', '2027-01-03', 7]);
  });

  it('are the whole weeks of a month', () => {
    assert.deepEqual(ends(monthOf(on('2026-03-31'))), ['2026-02-23', '2026-04-05', 42]);
    assert.deepEqual(ends(monthOf(on('2027-02-10'))), ['2027-02-01', '2027-02-28', 28]);
    assert.deepEqual(ends(monthOf(on('2024-02-29'))), ['2024-01-29', '2024-03-03', 35]);
  });

  it('have neighbours', () => {
    assert.deepEqual(neighbours(on('2026-12-31'), false), { before: '2026-12-24', after: '2027-01-07' });
    assert.deepEqual(neighbours(on('2026-01-31'), true), { before: '2025-12-01', after: '2026-02-01' });
    assert.deepEqual(neighbours(on('2026-12-05'), true), { before: '2026-11-01', after: '2027-01-01' });
  });
});
