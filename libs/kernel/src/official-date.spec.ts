import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from './local-date.js';
import { officialDate, officialPeriod, shortDate, shortInstant } from './official-date.js';
import { period } from './period.js';

const on = localDate;
const months: readonly (readonly [string, string, string, string])[] = [
  ['2026-01-01', 'ngày 01 tháng 01 năm 2026', 'ວັນທີ 1 ມັງກອນ 2026', '1 January 2026'],
  ['2026-02-05', 'ngày 05 tháng 02 năm 2026', 'ວັນທີ 5 ກຸມພາ 2026', '5 February 2026'],
  ['2024-02-29', 'ngày 29 tháng 02 năm 2024', 'ວັນທີ 29 ກຸມພາ 2024', '29 February 2024'],
  ['2026-03-15', 'ngày 15 tháng 3 năm 2026', 'ວັນທີ 15 ມີນາ 2026', '15 March 2026'],
  ['2026-04-09', 'ngày 09 tháng 4 năm 2026', 'ວັນທີ 9 ເມສາ 2026', '9 April 2026'],
  ['2026-05-10', 'ngày 10 tháng 5 năm 2026', 'ວັນທີ 10 ພຶດສະພາ 2026', '10 May 2026'],
  ['2026-06-30', 'ngày 30 tháng 6 năm 2026', 'ວັນທີ 30 ມິຖຸນາ 2026', '30 June 2026'],
  ['2026-07-07', 'ngày 07 tháng 7 năm 2026', 'ວັນທີ 7 ກໍລະກົດ 2026', '7 July 2026'],
  ['2026-08-31', 'ngày 31 tháng 8 năm 2026', 'ວັນທີ 31 ສິງຫາ 2026', '31 August 2026'],
  ['2026-09-02', 'ngày 02 tháng 9 năm 2026', 'ວັນທີ 2 ກັນຍາ 2026', '2 September 2026'],
  ['2026-10-11', 'ngày 11 tháng 10 năm 2026', 'ວັນທີ 11 ຕຸລາ 2026', '11 October 2026'],
  ['2026-11-20', 'ngày 20 tháng 11 năm 2026', 'ວັນທີ 20 ພະຈິກ 2026', '20 November 2026'],
  ['2025-12-01', 'ngày 01 tháng 12 năm 2025', 'ວັນທີ 1 ທັນວາ 2025', '1 December 2025'],
];

describe('a date on an official paper', () => {
  for (const [date, vi, lo, en] of months) {
    it(`is ${vi}`, () => {
      assert.deepEqual(
        [officialDate(on(date), 'vi'), officialDate(on(date), 'lo'), officialDate(on(date), 'en')],
        [vi, lo, en],
      );
    });
  }
});

describe('a period on an official paper', () => {
  const write = (from: string, to: string) => {
    const dates = period(on(from), on(to));
    return [officialPeriod(dates, 'vi'), officialPeriod(dates, 'lo'), officialPeriod(dates, 'en')];
  };

  it('says month and year once within a month', () => {
    assert.deepEqual(write('2026-03-05', '2026-03-15'), [
      'từ ngày 05 đến ngày 15 tháng 3 năm 2026',
      'ແຕ່ວັນທີ 5 ຫາ ວັນທີ 15 ມີນາ 2026',
      'from 5 to 15 March 2026',
    ]);
  });

  it('says the year once within a year', () => {
    assert.deepEqual(write('2026-02-28', '2026-03-15'), [
      'từ ngày 28 tháng 02 đến ngày 15 tháng 3 năm 2026',
      'ແຕ່ວັນທີ 28 ກຸມພາ ຫາ ວັນທີ 15 ມີນາ 2026',
      'from 28 February to 15 March 2026',
    ]);
  });

  it('says both years over the new year, also for the same month', () => {
    assert.deepEqual(write('2026-12-28', '2027-01-03'), [
      'từ ngày 28 tháng 12 năm 2026 đến ngày 03 tháng 01 năm 2027',
      'ແຕ່ວັນທີ 28 ທັນວາ 2026 ຫາ ວັນທີ 3 ມັງກອນ 2027',
      'from 28 December 2026 to 3 January 2027',
    ]);
    assert.equal(write('2026-03-01', '2027-03-01')[2], 'from 1 March 2026 to 1 March 2027');
  });

  it('is one date when it is one day', () => {
    assert.deepEqual(write('2026-03-15', '2026-03-15'), [
      'ngày 15 tháng 3 năm 2026',
      'ວັນທີ 15 ມີນາ 2026',
      '15 March 2026',
    ]);
  });
});

describe('a date in a table', () => {
  it('is day, month, year', () => {
    assert.equal(shortDate(on('2026-03-05'), 'vi'), '05/03/2026');
    assert.equal(shortDate(on('2026-03-05'), 'lo'), '05/03/2026');
    assert.equal(shortDate(on('2026-03-05'), 'en'), '5 Mar 2026');
  });

  it('has the local clock beside it for an instant', () => {
    assert.equal(shortInstant(new Date('2026-03-15T17:05:59Z'), 'vi'), '16/03/2026 00:05');
    assert.equal(shortInstant('2026-03-15T01:00:00.000Z', 'en'), '15 Mar 2026 08:00');
  });
});
