import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { phoneKeyOf, soundOf } from './sound.rules.js';

describe('two names sound alike', () => {
  for (const [one, other] of [
    // one name in two scripts
    ['ສົມພອນ ວົງສາ', 'Somphone Vongsa'],
    ['ບຸນທຽມ ຈັນທະ', 'Bounthiem Chantha'],
    ['ພູວົງ ໄຊ', 'Phouvong Xay'],
    ['ທອງສິງ', 'Thongsing'],
    ['ອານຸສອນ', 'Anousone'],
    ['ຄຳພອນ ແກ້ວ', 'Khamphone Keo'],
    ['ຂັນຄຳ', 'Khankham'],
    ['ນ້ຳຝົນ', 'Namfon'],
    ['ໝອນ ແກ້ວມະນີ', 'Mone Keomany'],
    ['ໜູເພັດ', 'Nouphet'],
    ['ຫຼ້າ ສີວິໄລ', 'La Sivilay'],
    // one name in two romanisations
    ['Somphone Vongsa', 'SOMPHON  WONGSA'],
    ['Ratsamy', 'Latsamy'],
    ['Xaysombath', 'Saisombat'],
    ['Bounchanh', 'Bunjan'],
    // one Lao name, typed in two ways
    ['ຄຳພອນ ແກ້ວ', 'ຄໍາພອນ ແກ້ວ'],
    ['ນ້ຳຝົນ', 'ນ\u0ECD\u0EC9\u0EB2ຝົນ'],
    ['ໝອນ ແກ້ວມະນີ', 'ຫມອນ ແກ້ວມະນີ'],
    ['ໜູເພັດ', 'ຫນູເພັດ'],
    ['ຫຼ້າ ສີວິໄລ', 'ຫລ້າ ສີວິໄລ'],
    ['ລັດສະໝີ', 'ຣັດສະໝີ'],
    // one Vietnamese name, with its marks and without
    ['Nguyễn Văn Đức', 'NGUYEN VAN DUC'],
    ['Phạm Quỳnh Như', 'Pham Quynh Nhu'],
    ['Trần Thị Hòa Bình', 'Trần Thị Hoà Bình'],
  ] as const)
    it(`: ${one}, ${other}`, () => assert.equal(soundOf(one), soundOf(other)));
});

describe('two names do not sound alike', () => {
  for (const [one, other] of [
    ['ສົມພອນ ວົງສາ', 'ສົມສັກ ວົງສາ'],
    ['Nguyễn Văn Đức', 'Nguyễn Văn Bình'],
    // too short to be told by their consonants: then every letter counts
    ['ຄ່າ', 'ຄ້າ'],
    ['ກາ', 'ກ້າ'],
    ['ສີ', 'ຊີ'],
    ['ວິໄລ', 'ມະໄລ'],
    ['Hà', 'Hoa'],
  ] as const)
    it(`: ${one}, ${other}`, () => assert.notEqual(soundOf(one), soundOf(other)));
});

describe('the sound of a name', () => {
  it('is nothing for no name', () => assert.deepEqual(['', ' '].map(soundOf), ['', '']));
  it('of no script we know is its letters', () => assert.equal(soundOf('ปราณี'), '=ปราณี'));
  it('fits its column', () => {
    for (const name of ['ກ', 'ສນ', 'Ko', 'x'].map((part) => part.repeat(250))) assert.ok(soundOf(name).length <= 120);
  });
});

describe('a telephone number', () => {
  for (const [typed, key] of [
    ['020 5512 3456', '55123456'],
    ['+856 20 5512 3456', '55123456'],
    ['020-55.123.456', '55123456'],
    ['+84 912 345 678', '12345678'],
    ['0912345678', '12345678'],
    ['21 2345', '212345'],
    ['12345', ''],
    ['ບໍ່ມີ', ''],
    ['', ''],
  ] as const)
    it(`${typed || 'left out'} is ${key ? `compared by ${key}` : 'not compared'}`, () =>
      assert.equal(phoneKeyOf(typed), key));
});
