import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed } from '#libs/kernel';
import { type HoldState, holdState, mayClear, mayLeaveHold, mayLookAgain } from './hold.rules.js';

describe('the hold on an output', () => {
  it('stands as its newest look came out', () => {
    const look = { status: 'done' as const, findingCount: 0, isCleared: false };
    assert.equal(holdState(null), 'looking');
    assert.equal(holdState({ ...look, status: 'waiting' }), 'looking');
    assert.equal(holdState({ ...look, status: 'failed' }), 'failed');
    assert.equal(holdState({ ...look, status: 'failed', isCleared: true }), 'cleared');
    assert.equal(holdState(look), 'clean');
    assert.equal(holdState({ ...look, findingCount: 2 }), 'held');
    assert.equal(holdState({ ...look, findingCount: 2, isCleared: true }), 'cleared');
  });

  const table: [state: HoldState, publishes: boolean, clears: boolean, looksAgain: boolean][] = [
    ['looking', false, false, false],
    ['failed', false, true, true],
    ['clean', true, false, false],
    ['held', false, true, false],
    ['cleared', true, false, false],
  ];
  for (const [state, publishes, clears, looksAgain] of table) {
    it(`when ${state} ${publishes ? 'lets it be published' : 'keeps it'}`, () => {
      assert.equal(isAllowed(mayLeaveHold(state)), publishes);
      assert.equal(isAllowed(mayClear('accepted', state)), clears);
      assert.equal(isAllowed(mayLookAgain('submitted', state)), looksAgain);
      assert.equal(isAllowed(mayClear('returned', state)), false);
      assert.equal(isAllowed(mayLookAgain('published', state)), false);
    });
  }
});
