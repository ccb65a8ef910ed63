import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowed, localDate } from '#libs/kernel';
import {
  inTreeOrder,
  isOrganisationValid,
  isUnder,
  levelOf,
  mayHangBelow,
  maySucceed,
  organisationKeys,
} from './organisation.rules.js';

describe('the tree of organisations', () => {
  it('counts levels from the root', () => {
    assert.equal(levelOf('/a/'), 1);
    assert.equal(levelOf('/a/b/c/'), 3);
  });

  it('knows what lies below', () => {
    assert.equal(isUnder('/a/b/', '/a/'), true);
    assert.equal(isUnder('/a/', '/a/'), true);
    assert.equal(isUnder('/ab/', '/a/'), false);
  });

  it('lets nothing hang below itself', () => {
    assert.deepEqual(mayHangBelow('/a/', '/a/b/'), { denied: 'organisation.below_itself', args: {} });
    assert.equal(mayHangBelow('/a/b/', '/c/'), allowed);
  });

  it('has ten levels at most, the moved subtree counted', () => {
    const nine = '/1/2/3/4/5/6/7/8/9/';
    assert.equal(mayHangBelow('/x/', nine, 1), allowed);
    assert.deepEqual(mayHangBelow('/x/', nine, 2), { denied: 'organisation.too_deep', args: { deepest: 10 } });
  });
});

describe('an organisation', () => {
  const life = { id: 'a', validFrom: localDate('2020-01-01'), validTo: localDate('2025-02-28') };

  it('lives from its first day to its last', () => {
    const alive = ['2020-01-01', '2025-02-28'].map((date) => isOrganisationValid(life, localDate(date)));
    const dead = ['2019-12-31', '2025-03-01'].map((date) => isOrganisationValid(life, localDate(date)));
    assert.deepEqual([...alive, ...dead], [true, true, false, false]);
    assert.equal(isOrganisationValid({ ...life, validTo: null }, localDate('2099-01-01')), true);
  });

  it('is succeeded by another, on a day of its life', () => {
    assert.equal(maySucceed(life, 'b', localDate('2025-02-28')), allowed);
    assert.equal(maySucceed(life, null, localDate('2025-02-28')), allowed);
    assert.notEqual(maySucceed(life, 'a', localDate('2025-02-28')), allowed);
    assert.notEqual(maySucceed(life, 'b', localDate('2019-12-31')), allowed);
  });

  it('is found by its name in three languages, its short name and its code', () => {
    const name = { lo: 'ກະຊວງອຸດສາຫະກຳ ແລະ ການຄ້າ', vi: 'Bộ Công Thương Lào', en: 'Ministry of Industry and Commerce' };
    const { searchKey } = organisationKeys(name, { lo: 'ອຄ', vi: '', en: 'MOIC' }, 'LA-MOIC', 'LA');
    for (const words of ['bo cong thuong', 'ministry of industry', 'moic', 'la moic'])
      assert.ok(searchKey.includes(words), words);
  });
});

describe('a list of organisations', () => {
  it('shows each right after its parent', () => {
    const node = (id: string, parentId: string | null = null) => ({ id, parentId });
    const nodes = [node('a1', 'a'), node('b'), node('a'), node('lone', 'unseen'), node('a2', 'a'), node('a11', 'a1')];
    assert.deepEqual(
      inTreeOrder(nodes).map(({ id }) => id),
      ['b', 'a', 'a1', 'a11', 'a2', 'lone'],
    );
  });
});
