import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '#libs/kernel';
import type { OwnWords } from '../person.rules.js';
import {
  choicesOf,
  chosenWords,
  differs,
  inOrder,
  type MergeField,
  mergeFieldNames,
  moreOpen,
  ownWordsAfter,
  type Reviewed,
  type Side,
} from './merge.rules.js';

const words = (more: Partial<OwnWords> = {}): OwnWords => ({
  fullName: 'ຄຳພອນ ແກ້ວ',
  fullNameLatin: '',
  nationality: 'LA',
  sex: 'female',
  birthDate: localDate('1990-03-05'),
  position: { lo: '', vi: '', en: '' },
  traineeKind: null,
  serviceSince: null,
  languages: [],
  sector: null,
  organisationId: null,
  phone: '',
  email: '',
  ...more,
});

const reviewed = (more: Partial<Reviewed> = {}): Reviewed => ({ ...words(), identityNumber: null, ...more });

describe('the record that is right', () => {
  const table: [string, MergeField, Partial<Reviewed>, Partial<Reviewed>, Side][] = [
    ['the survivor’s where both speak', 'fullName', {}, { fullName: 'ຄໍາພອນ ແກ້ວມະນີ' }, 'survivor'],
    ['the other’s where the survivor is silent', 'fullNameLatin', {}, { fullNameLatin: 'Khamphone' }, 'duplicate'],
    ['… an empty position', 'position', {}, { position: { lo: '', vi: 'Trưởng phòng', en: '' } }, 'duplicate'],
    ['… an empty list', 'languages', {}, { languages: ['vi'] }, 'duplicate'],
    ['… an unknown date', 'birthDate', { birthDate: null }, {}, 'duplicate'],
    ['… a number nobody told', 'identityNumber', {}, { identityNumber: '••••0002' }, 'duplicate'],
    ['the survivor’s where both are silent', 'phone', {}, {}, 'survivor'],
    ['the survivor’s where the other is silent', 'email', { email: 'k@a.la' }, {}, 'survivor'],
  ];
  for (const [which, field, survivor, duplicate, expected] of table)
    it(`is ${which}`, () => assert.equal(choicesOf(reviewed(survivor), reviewed(duplicate))[field], expected));

  it('is whichever the reviewer names', () => {
    const named = { fullName: 'duplicate', fullNameLatin: 'survivor' } as const;
    const choices = choicesOf(reviewed(), reviewed({ fullNameLatin: 'Khamphone' }), named);
    assert.deepEqual([choices.fullName, choices.fullNameLatin], ['duplicate', 'survivor']);
  });

  it('is settled for every field', () => {
    assert.deepEqual(Object.keys(choicesOf(reviewed(), reviewed())), [...mergeFieldNames]);
    const compared: (keyof Reviewed)[] = [...mergeFieldNames];
    assert.deepEqual(compared.toSorted(), Object.keys(reviewed()).toSorted());
  });
});

describe('the words of one record made of two', () => {
  const survivor = words({ phone: '020 1', position: { lo: 'ວິຊາການ', vi: '', en: '' } });
  const duplicate = words({ fullName: 'Khamphone Keo', phone: '020 2', languages: ['vi', 'en'], email: 'k@h.la' });
  const none = choicesOf(reviewed(survivor), reviewed(survivor));

  it('are the survivor’s where nothing else was chosen', () =>
    assert.deepEqual(chosenWords(survivor, duplicate, none), survivor));

  it('are the other’s where they were chosen, whole', () => {
    const made = chosenWords(survivor, duplicate, { ...none, phone: 'duplicate', languages: 'duplicate' });
    assert.deepEqual(made, { ...survivor, phone: '020 2', languages: ['vi', 'en'] });
  });

  it('never hold the identity number', () => {
    const made = chosenWords(survivor, duplicate, { ...none, identityNumber: 'duplicate' });
    assert.equal('identityNumber' in made, false);
  });
});

describe('a field of two records', () => {
  for (const [field, one, other, isAsked] of [
    ['fullName', {}, { fullName: 'ຄໍາພອນ ແກ້ວ' }, true],
    ['fullName', {}, {}, false],
    ['languages', { languages: ['vi'] }, { languages: ['vi'] }, false],
    ['languages', { languages: ['vi'] }, { languages: ['vi', 'en'] }, true],
    ['position', {}, { position: { lo: '', vi: '', en: '' } }, false],
    ['birthDate', {}, { birthDate: null }, true],
  ] as [MergeField, Partial<Reviewed>, Partial<Reviewed>, boolean][])
    it(`${field} is ${isAsked ? '' : 'not '}asked about: ${JSON.stringify(one)}, ${JSON.stringify(other)}`, () =>
      assert.equal(differs(reviewed(one), reviewed(other), field), isAsked));
});

describe('an organisation after a merge', () => {
  const before = words({ phone: '020 1' });
  const own = words({ phone: '020 7' });
  const table: [string, Parameters<typeof ownWordsAfter>, OwnWords | null][] = [
    ['sees the record as its employer', [{ ownWords: own, employs: true }, before, false], null],
    ['keeps its own words', [{ ownWords: own, employs: false }, before, true], own],
    ['goes on seeing a record in which nothing changed', [{ ownWords: null, employs: false }, before, true], null],
    ['keeps what it saw of one that changed', [{ ownWords: null, employs: false }, before, false], before],
  ];
  for (const [how, given, expected] of table) it(how, () => assert.deepEqual(ownWordsAfter(...given), expected));

  it('that knew both sees the more open of the two', () => {
    assert.equal(moreOpen(null, own), null);
    assert.equal(moreOpen(own, null), null);
    assert.equal(moreOpen(own, before), own);
  });
});

describe('a pair', () => {
  it('has no order', () => assert.deepEqual(inOrder('b', 'a'), inOrder('a', 'b')));
});
