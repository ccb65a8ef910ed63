import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { personFields } from './person.fields.js';

const issuesOf = (names: { fullName: string; fullNameLatin?: string }) =>
  personFields.safeParse({ ...names, sex: 'female', birthDate: '1990-03-05' }).error?.issues ?? [];

describe('a name as somebody writes it', () => {
  const good = ['ນາງ ຄຳຫຼ້າ ໄຊຍະວົງ', 'ນາງ ຄໍາຫລ້າ', 'Nguyễn Thị Phượng', 'Đặng Ỷ Lan', "Anne-Marie O'Neill", 'Æsir Łódź'];
  for (const fullName of good) {
    it(`may be ${fullName}`, () => assert.deepEqual(issuesOf({ fullName, fullNameLatin: fullName }), []));
  }

  const refused: [fullName: string, letters: string][] = [
    ['王小明 Wang', '王 小 明'],
    ['สมชาย', 'ส ม ช า ย'],
    ['Bounmy 😀', '😀'],
  ];
  for (const [fullName, letters] of refused) {
    it(`is refused with ${letters}, which no certificate could carry`, () => {
      const [issue, ...others] = issuesOf({ fullName });
      assert.equal(others.length, 0);
      assert.deepEqual(issue!.path, ['fullName']);
      assert.equal(issue!.message, 'field.missing_glyphs');
      assert.equal(issue!.code === 'custom' && issue!.params?.letters, letters);
      assert.equal(issuesOf({ fullName: 'Bounmy', fullNameLatin: fullName })[0]!.path[0], 'fullNameLatin');
    });
  }
});
