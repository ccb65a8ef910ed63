import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GroupColumn, GroupCounter } from './small-groups.rules.js';

const column = (name: string, more: Partial<GroupColumn> = {}): GroupColumn => ({
  name,
  hasCodeList: false,
  isMeasure: false,
  ...more,
});

/** Rows as often as said. */
const times = (...groups: [number, ...unknown[]][]) =>
  groups.flatMap(([count, ...values]) => Array.from({ length: count }, () => values));

function told(columns: GroupColumn[], rows: unknown[][]) {
  const counter = new GroupCounter(columns);
  rows.forEach((values, at) => {
    counter.take(values, at + 2);
  });
  const pairs = counter.pairs();
  rows.forEach((values, at) => {
    pairs?.take(values, at + 2);
  });
  return [...counter.small(), ...(pairs?.small() ?? [])].map(({ columns, count, row }) => [
    columns.join('+'),
    count,
    row,
  ]);
}

describe('groups of rows', () => {
  const sex = column('sex');
  const province = column('province');

  it('of five are large enough, of four are not', () => {
    assert.deepEqual(told([sex], times([5, 'f'], [9, 'm'])), []);
    assert.deepEqual(told([sex], times([9, 'm'], [4, 'f'])), [['sex', 1, 11]]);
  });

  it('are told by two columns where neither alone tells them', () => {
    const rows = times([5, 'f', 'SV'], [5, 'm', 'SV'], [5, 'm', 'KH'], [1, 'f', 'KH'], [4, 'f', 'CH'], [1, 'm', 'CH']);
    assert.deepEqual(told([sex, province], rows), [['sex+province', 3, 17]]);
    assert.deepEqual(told([sex, province], times([5, 'f', 'SV'], [5, 'm', 'SV'], [5, 'm', 'KH'], [5, 'f', 'KH'])), []);
  });

  it('that one column tells already are not told again by two', () => {
    assert.deepEqual(told([sex, province], times([9, 'm', 'SV'], [9, 'm', 'KH'], [3, 'f', 'SV'])), [['sex', 1, 20]]);
  });

  it('are not what different values in every row make, unless a code list says so', () => {
    const rows = Array.from({ length: 20 }, (_, at) => [`place ${at}`]);
    assert.deepEqual(told([province], rows), []);
    assert.deepEqual(told([column('province', { hasCodeList: true })], rows), [['province', 20, 2]]);
  });

  it('are not made by measures and by what is missing', () => {
    assert.deepEqual(told([column('tons', { isMeasure: true })], times([8, 1], [2, 2])), []);
    assert.deepEqual(told([sex], times([8, 'f'], [3, null], [2, ''])), []);
  });
});
