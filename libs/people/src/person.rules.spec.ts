import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { areToldApart, maskedNumber, personKeys, plainNumber } from './person.rules.js';

const keysOf = (fullName: string, birthDate: string | null = '1990-05-01', fullNameLatin = '', nationality = 'LA') =>
  personKeys({ fullName, fullNameLatin, nationality, birthDate: birthDate === null ? null : localDate(birthDate) });

describe('two people are one', () => {
  const same: [string, string][] = [
    ['ບຸນມີ ສີຄຳ', 'ບຸນມີ  ສີຄໍາ'],
    ['ໝອນ ແກ້ວ', 'ຫມອນ ແກ້ວ'],
    ['Nguyễn Văn Đức', 'NGUYỄN VĂN ĐỨC'],
    ['Trần Hòa', 'Trần Hoà'],
  ];
  for (const [one, other] of same)
    it(`when ${one} and ${other} have one birth date`, () => {
      assert.equal(keysOf(one).identityKey, keysOf(other).identityKey);
    });

  const different: [string, string][] = [
    ['ຄ່າ', 'ຄ້າ'],
    ['Duc', 'Đức'],
    ['Bán', 'Bạn'],
  ];
  for (const [one, other] of different)
    it(`but not when ${one} is ${other}`, () => {
      assert.notEqual(keysOf(one).identityKey, keysOf(other).identityKey);
    });

  it('but not when they were born on different days', () => {
    assert.notEqual(keysOf('ບຸນມີ').identityKey, keysOf('ບຸນມີ', '1990-05-02').identityKey);
  });

  it('is not asked while the birth date is unknown', () => {
    assert.equal(keysOf('ບຸນມີ', null).identityKey, null);
  });

  it('unless two identity numbers tell them apart', () => {
    assert.equal(areToldApart('a', 'b'), true);
    assert.equal(areToldApart('a', 'a'), false);
    assert.equal(areToldApart('a', null), false);
    const person = { fullName: 'ບຸນມີ', fullNameLatin: '', nationality: 'LA', birthDate: localDate('1990-05-01') };
    assert.notEqual(personKeys(person).identityKey, personKeys(person, 'b').identityKey);
  });
});

describe('a person', () => {
  it('is found in their own script and in Latin, without marks', () => {
    assert.equal(keysOf('ບຸນມີ', null, 'Bounmy Sihalath').searchKey.endsWith('bounmy sihalath'), true);
    assert.match(keysOf('Nguyễn Văn Đức').searchKey, /nguyen van duc/);
  });

  it('from Viet Nam is listed by the last word of the name', () => {
    const ha = keysOf('Trần Hà', null, '', 'VN').sortKey;
    const bui = keysOf('Bùi Hạ', null, '', 'VN').sortKey;
    assert.ok(ha < bui);
  });
});

describe('an identity number', () => {
  it('is one number however it is spaced', () => assert.equal(plainNumber(' p 01-234.567 '), 'P01234567'));
  it('shows its last four characters', () => assert.equal(maskedNumber('P01234567'), '••••4567'));
  it('of four characters shows none', () => assert.equal(maskedNumber('1234'), '••••'));
});
