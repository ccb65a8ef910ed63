import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { laoHolidays } from './lao-holidays.js';
import { vietnameseHolidays } from './vietnamese-holidays.js';

const told = (days: readonly { name: string | null; startsOn: string; endsOn: string }[]) =>
  days.map(({ name, startsOn, endsOn }) => `${startsOn} ${endsOn} ${name}`);

describe('the holidays of a year', () => {
  it('of Laos are fixed days and the full moon of That Luang', () => {
    assert.deepEqual(told(laoHolidays(2028)), [
      '2028-01-01 2028-01-01 newYear',
      '2028-03-08 2028-03-08 womensDay',
      '2028-04-14 2028-04-16 piMai',
      '2028-05-01 2028-05-01 labourDay',
      '2028-11-02 2028-11-02 thatLuang',
      '2028-12-02 2028-12-02 laoNationalDay',
    ]);
  });

  it('of Laos are the fixed ones alone where nobody knows the moon yet', () => {
    assert.equal(laoHolidays(2080).length, 5);
  });

  it('of Viet Nam are the public ones; Tết is one with its eve', async () => {
    assert.deepEqual(told(await vietnameseHolidays(2027)), [
      '2027-01-01 2027-01-01 newYear',
      '2027-02-05 2027-02-09 tet',
      '2027-04-16 2027-04-16 hungKings',
      '2027-04-30 2027-04-30 reunificationDay',
      '2027-05-01 2027-05-01 labourDay',
      '2027-09-02 2027-09-02 vietnameseNationalDay',
    ]);
  });

  it('of Viet Nam are reckoned anew by the next who asks where that failed', async () => {
    const beyondOurDates = 10_000;
    const failed = vietnameseHolidays(beyondOurDates);
    await assert.rejects(failed);
    const again = vietnameseHolidays(beyondOurDates);
    assert.notEqual(again, failed);
    await assert.rejects(again);
  });

  it('of Viet Nam are the same wherever the programme runs', async () => {
    const zone = process.env.TZ;
    const zones = ['UTC', 'Asia/Vientiane', 'America/Los_Angeles'];
    const found = [];
    for (const one of zones) {
      process.env.TZ = one;
      found.push(told(await vietnameseHolidays(2026)));
    }
    process.env.TZ = zone;
    if (zone === undefined) delete process.env.TZ;
    assert.deepEqual(found[1], found[0]);
    assert.deepEqual(found[2], found[0]);
  });
});
