import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inTurn, type Ranked, skippedBy } from './order.rules.js';

const one = (id: string, rest: Partial<Ranked> = {}): Ranked => ({
  id,
  organisationId: id[0]!,
  rank: Number(id[1]),
  status: 'submitted',
  holdsSeat: false,
  ...rest,
});

describe('the order of an organisation', () => {
  const cases: [string, Ranked[], string[], Record<string, string[]>][] = [
    ['is kept by its first', [one('a1'), one('a2')], ['a1'], {}],
    ['is kept by the first three together', [one('a3'), one('a1'), one('a2')], ['a3', 'a1', 'a2'], {}],
    ['is skipped by the second alone', [one('a1'), one('a2')], ['a2'], { a2: ['a1'] }],
    [
      'is skipped by each one behind the gap, and its first is named first',
      [one('a2'), one('a1'), one('a3'), one('a4')],
      ['a3', 'a4'],
      { a3: ['a1', 'a2'], a4: ['a1', 'a2'] },
    ],
    ['binds nobody of another organisation', [one('a1'), one('b2')], ['b2'], {}],
    [
      'waits for those not decided on, and for them alone',
      ['selected', 'reserve', 'not_selected', 'returned']
        .map((status, index) => one(`a${index + 1}`, { status: status as Ranked['status'] }))
        .concat(one('a5')),
      ['a5'],
      {},
    ],
    ['holds for those thought over again', [one('a1'), one('a2', { status: 'not_selected' })], ['a2'], { a2: ['a1'] }],
    [
      'does not concern a replacement, for whom a seat is held',
      [one('a1'), one('a2', { holdsSeat: true })],
      ['a2'],
      {},
    ],
    ['is not skipped by leaving a replacement behind', [one('a1', { holdsSeat: true }), one('a2')], ['a2'], {}],
    ['is not skipped among equals', [one('a1'), one('a1')], ['a1'], {}],
  ];
  for (const [claim, rows, chosen, expected] of cases)
    it(claim, () => assert.deepEqual(Object.fromEntries(skippedBy(rows, chosen)), expected));
});

describe('several decided on at once', () => {
  it('go by rank, and holders of seats last', () => {
    const several = [one('a3'), one('a1', { holdsSeat: true }), one('b1'), one('c2')];
    assert.deepEqual(
      inTurn(several, false).map(({ id }) => id),
      ['b1', 'c2', 'a3', 'a1'],
    );
  });

  it('begin with the holders of seats where they are put on reserve', () => {
    const several = [one('a3'), one('b1'), one('a2', { holdsSeat: true })];
    assert.deepEqual(
      inTurn(several, true).map(({ id }) => id),
      ['a2', 'b1', 'a3'],
    );
  });
});
