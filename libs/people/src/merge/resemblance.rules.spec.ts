import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import { compared, type ReasonCode, resemblance, swapped, type Traits } from './resemblance.rules.js';

type Said = Partial<Omit<Traits, 'birthDate'>> & { birthDate?: string | null };

const born = '1990-03-05';

const traits = ({ birthDate = born, ...more }: Said): Traits => ({
  fullName: 'ສົມພອນ ວົງສາ',
  fullNameLatin: '',
  phone: '',
  email: '',
  organisationId: null,
  numberDigest: null,
  ...more,
  birthDate: birthDate === null ? null : localDate(birthDate),
});

const codes = (one: Said, other: Said): ReasonCode[] =>
  compared(traits(one), traits(other)).reasons.map(({ code }) => code);

const strangers = { fullName: 'ພູທອນ ດາລາ', birthDate: '1955-11-30' };

describe('what two names have in common', () => {
  const table: [string, string, ReasonCode | null][] = [
    // one text to a reader, however it was typed
    ['ຄຳພອນ ແກ້ວ', 'ຄໍາພອນ  ແກ້ວ', 'same_name'],
    ['ນ້ຳຝົນ', 'ນ\u0ECD\u0EC9\u0EB2ຝົນ', 'same_name'],
    ['ໝອນ ຫຼ້າ', 'ຫມອນ ຫລ້າ', 'same_name'],
    ['Trần Hòa', 'TRẦN HOÀ', 'same_name'],
    // another identity, but the marks alone tell them apart
    ['Nguyễn Văn Đức', 'Nguyen Van Duc', 'same_latin_name'],
    ['Trần Thị Bán', 'Trần Thị Bạn', 'same_latin_name'],
    ['Somphone Vongsa', 'Som Phone Vongsa', 'same_latin_name'],
    // a slip of the pen, or the words the other way round
    ['ຈັນທາ ແກ້ວມະນີ', 'ຈັນທາ ແກ້ວມະນິ', 'similar_name'],
    ['Somphone Vongsa', 'Somphon Vongsa', 'similar_name'],
    ['Vongsa Somphone', 'Somphone Vongsa', 'similar_name'],
    ['Nguyễn Văn Đức', 'Nguyễn Văn Đúc', 'same_latin_name'],
    // two scripts, or two romanisations
    ['ສົມພອນ ວົງສາ', 'Somphone Vongsa', 'sounds_alike'],
    ['ຄຳພອນ ແກ້ວ', 'Khamphone Keo', 'sounds_alike'],
    ['Bounchanh Xayasane', 'Bunjan Saiasan', 'sounds_alike'],
    // others
    ['ຄ່າ', 'ຄ້າ', null],
    ['ກາ', 'ກ້າ', null],
    ['Hà', 'Hạnh', null],
    ['ສົມພອນ ວົງສາ', 'ສົມສັກ ວົງສາ', null],
    ['Nguyễn Văn Đức', 'Nguyễn Văn Bình', null],
  ];
  for (const [one, other, expected] of table)
    it(`${one}, ${other}: ${expected ?? 'nothing'}`, () => {
      const found = codes({ fullName: one }, { fullName: other });
      assert.deepEqual(
        found.filter((code) => /name$|sounds/.test(code)),
        expected ? [expected] : [],
      );
      const back = codes({ fullName: other }, { fullName: one });
      assert.deepEqual(back, found, 'the other way round');
    });

  it('is looked for in either script', () => {
    const lao = { fullName: 'ສົມພອນ ວົງສາ', fullNameLatin: 'Somphone Vongsa' };
    assert.ok(codes(lao, { fullName: 'Somphone Vongsa' }).includes('same_latin_name'));
    assert.ok(codes({ fullName: 'Som', fullNameLatin: 'Somphon Vongsa' }, lao).includes('similar_name'));
  });
});

describe('what two birth dates have in common', () => {
  const table: [string | null, string | null, ReasonCode | null][] = [
    [born, born, 'same_birth_date'],
    [born, '1990-05-03', 'swapped_birth_date'],
    [born, '1991-03-05', 'near_birth_date'],
    [born, '1990-03-15', 'near_birth_date'],
    [born, '1991-03-06', null],
    [born, '1971-12-30', null],
    [born, null, 'birth_date_unknown'],
    [null, null, 'birth_date_unknown'],
  ];
  for (const [one, other, expected] of table)
    it(`${one}, ${other}: ${expected ?? 'nothing'}`, () => {
      const found = codes({ birthDate: one }, { birthDate: other }).filter(
        (code) => code.endsWith('birth_date') || code.startsWith('birth'),
      );
      assert.deepEqual(found, expected ? [expected] : []);
    });

  it('is not the same date turned round, nor one that does not exist', () => {
    assert.equal(swapped(localDate('1990-05-05')), null);
    assert.equal(swapped(localDate('1990-05-13')), null);
    assert.equal(swapped(localDate('1990-05-12')), '1990-12-05');
  });
});

describe('two people', () => {
  const somebody = { phone: '020 5512 3456', email: 'A@b.la', organisationId: 'o', numberDigest: 'n' };
  const table: [string, Said, Said, boolean][] = [
    ['of one name and birth date', {}, {}, true],
    ['of one name, the birth date unknown', {}, { birthDate: null }, true],
    ['of one name, born on other days', {}, { birthDate: '1971-12-30' }, false],
    ['of one name and telephone', somebody, { birthDate: '1971-12-30', phone: '+856 20 55123456' }, true],
    ['whose names sound alike, born on one day', {}, { fullName: 'Somphone Vongsa' }, true],
    ['whose names sound alike, a digit apart', {}, { fullName: 'Somphone Vongsa', birthDate: '1991-03-05' }, true],
    ['whose names sound alike, no more', {}, { fullName: 'Somphone Vongsa', birthDate: '1971-12-30' }, false],
    ['whose names sound alike, undated', {}, { fullName: 'Somphone Vongsa', birthDate: null }, false],
    [
      '… of one organisation',
      { organisationId: 'o' },
      { fullName: 'Somphone Vongsa', birthDate: null, organisationId: 'o' },
      true,
    ],
    ['with one identity number', { numberDigest: 'n' }, { ...strangers, numberDigest: 'n' }, true],
    ['born on one day, no more', {}, { fullName: 'ພູທອນ ດາລາ' }, false],
    ['born on one day, with one telephone', somebody, { fullName: 'ພູທອນ ດາລາ', phone: '2055123456' }, true],
    ['of one organisation', { organisationId: 'o' }, { ...strangers, organisationId: 'o' }, false],
    ['with nothing in common', {}, strangers, false],
    ['with one address', somebody, { ...strangers, email: 'a@B.la' }, false],
  ];
  for (const [who, one, other, isAsked] of table)
    it(`${who} are ${isAsked ? '' : 'not '}asked about`, () =>
      assert.equal(resemblance(traits(one), traits(other)) !== null, isAsked));

  it('with two identity numbers are less likely one', () => {
    const [one, other] = [traits({ numberDigest: 'm' }), traits({ numberDigest: 'n' })];
    assert.ok(compared(one, other).reasons.some(({ code }) => code === 'different_number'));
    assert.ok(compared(one, other).score < compared(traits({}), traits({})).score);
  });

  it('are the likelier the more speaks for it', () => {
    const scores = [
      compared(traits({}), traits({ fullName: 'Somphone Vongsa' })),
      compared(traits({}), traits({})),
      compared(traits(somebody), traits(somebody)),
    ].map(({ score }) => score);
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(scores).size, scores.length);
  });

  it('of whom nothing is said have no address and no telephone in common', () => {
    const found = codes(
      { phone: '', email: '', organisationId: null },
      { phone: 'none', email: '', organisationId: null },
    );
    assert.deepEqual(found, ['same_name', 'same_birth_date']);
  });
});
