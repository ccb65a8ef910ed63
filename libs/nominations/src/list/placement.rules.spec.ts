import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed } from '#libs/kernel';
import { nominationStatuses } from '../nomination.rules.js';
import { keepsPlace, mayMovePast, placeInList, shiftFor } from './placement.rules.js';

/** What a move is: taken out, and put in again at that place. */
function moved(people: readonly string[], who: string, to: number): string[] {
  const others = people.filter((one) => one !== who);
  return others.toSpliced(to - 1, 0, who);
}

describe('a move in a list', () => {
  it('makes those between step aside by one, and nobody else', () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const [index, who] of people.entries()) {
      for (let to = 1; to <= people.length; to += 1) {
        const shift = shiftFor(index + 1, to);
        const ranks = people.map((one, place): [string, number] => {
          const rank = place + 1;
          if (one === who) return [one, to];
          return [one, shift && rank >= shift.first && rank <= shift.last ? rank + shift.by : rank];
        });
        const order = ranks.toSorted((x, y) => x[1] - y[1]);
        assert.deepEqual(
          order.map(([one]) => one),
          moved(people, who, to),
          `${who} to ${to}`,
        );
        assert.deepEqual(
          order.map(([, rank]) => rank),
          [1, 2, 3, 4, 5, 6],
        );
      }
    }
  });

  it('ends behind the last at most', () => {
    assert.equal(placeInList(99, 4), 4);
    assert.equal(placeInList(0, 4), 1);
    assert.equal(placeInList(3, 4), 3);
  });

  const moves: [status: (typeof nominationStatuses)[number], passesFrozen: boolean, answer: string][] = [
    ['draft', false, 'allowed'],
    ['draft', true, 'nomination.placement_past_submitted'],
    ['returned', false, 'allowed'],
    ['returned', true, 'allowed'],
    ['submitted', false, 'nomination.placement_frozen'],
    ['selected', false, 'nomination.placement_frozen'],
    ['reserve', false, 'nomination.placement_frozen'],
    ['confirmed', false, 'nomination.placement_frozen'],
    ['not_selected', false, 'nomination.placement_frozen'],
  ];
  for (const [status, passesFrozen, answer] of moves)
    it(`of somebody ${status}${passesFrozen ? ' past somebody submitted' : ''} is ${answer}`, () => {
      const decision = mayMovePast(status, passesFrozen);
      assert.equal(isAllowed(decision) ? 'allowed' : decision.denied, answer);
    });

  it('concerns all who are on the list', () => {
    assert.deepEqual(
      nominationStatuses.filter((status) => !keepsPlace(status)),
      ['substituted', 'withdrawn'],
    );
  });
});
