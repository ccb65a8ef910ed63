import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Organisation } from '../organisation.entity.js';
import { Person } from '../person.entity.js';
import { personFields } from '../person.fields.js';
import { wordsOf } from '../person-disclosure.js';
import { PersonOrganisation } from '../person-organisation.entity.js';
import { Acquaintances } from './acquaintances.js';

const ours = Object.assign(new Organisation(), { id: 'ours', path: '/ours/' });
const below = Object.assign(new Organisation(), { id: 'below', path: '/ours/below/' });
const theirs = Object.assign(new Organisation(), { id: 'theirs', path: '/theirs/' });

const said = personFields.parse({ fullName: 'ນ້ຳຝົນ ວົງສາ', sex: 'female', birthDate: '1990-03-05' });

const somebody = (organisationId: string | null): Person =>
  Object.assign(new Person(), { ...said, id: 'p', organisationId });

const knownAs = (ownWords: PersonOrganisation['ownWords']) =>
  Object.assign(new PersonOrganisation(), { id: 'link', personId: 'p', organisationId: 'ours', ownWords });

const begin = (...links: PersonOrganisation[]) =>
  new Acquaintances({
    organisation: ours,
    known: [],
    links,
    employers: new Map([ours, below, theirs].map((one) => [one.id, one])),
    at: new Date('2026-03-02T02:00:00Z'),
  });

const rowsOf = ({ added, linked, reworded, told }: Acquaintances) => ({
  added: added.length,
  linked: linked.map(({ ownWords }) => ownWords),
  reworded: reworded.map(({ ownWords }) => ownWords),
  told: told.map(({ action }) => action),
});

const words = wordsOf(said);
const silent = { added: 0, linked: [], reworded: [], told: [] };
const recognised = { ...silent, told: ['person.recognised'] };

describe('somebody on a list', () => {
  it('whom nobody knew is an open record', () => {
    const list = begin();
    list.add(somebody(null));
    assert.deepEqual(rowsOf(list), { ...silent, added: 1, linked: [null], told: ['person.created'] });
  });

  for (const [employer, expected] of [
    ['ours', null],
    ['below', null],
    ['theirs', words],
    [null, words],
  ] as const)
    it(`employed by ${employer ?? 'nobody'} is met ${expected ? 'in the words of the list' : 'by the record'}`, () => {
      const list = begin();
      list.meet(somebody(employer), said);
      assert.deepEqual(rowsOf(list), { ...recognised, linked: [expected] });
    });

  it('known by words before is known by the new ones', () => {
    const list = begin(knownAs(wordsOf({ ...said, phone: '020 1' })));
    list.meet(somebody('theirs'), said);
    assert.deepEqual(rowsOf(list), { ...recognised, reworded: [words] });
  });

  it('whose record is open stays so', () => {
    const list = begin(knownAs(null));
    list.meet(somebody('theirs'), said);
    assert.deepEqual(rowsOf(list), recognised);
  });

  it('named twice is linked once, in the words said last', () => {
    const list = begin();
    list.meet(somebody('theirs'), { ...said, phone: '020 1' });
    list.meet(somebody('theirs'), said);
    assert.deepEqual(rowsOf(list), {
      ...recognised,
      linked: [words],
      told: ['person.recognised', 'person.recognised'],
    });
  });

  it('chosen by name is known as far as the one who chose may tell', () => {
    for (const [employer, told, expected] of [
      ['theirs', words, words],
      ['theirs', null, null],
      ['below', words, null],
    ] as const) {
      const list = begin();
      list.know(somebody(employer), told);
      assert.deepEqual(rowsOf(list), { ...recognised, linked: [expected] });
    }
    const list = begin(knownAs(words));
    list.know(somebody('theirs'), null);
    assert.deepEqual(rowsOf(list), silent);
  });
});
