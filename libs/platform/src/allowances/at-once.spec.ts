import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AtOnce } from './at-once.js';

describe('what an account may have under way', () => {
  it('is so much at once, each account its own, and more again when one is over', () => {
    const atOnce = new AtOnce(2);
    const [first] = [atOnce.begin('a'), atOnce.begin('a')];
    assert.throws(() => atOnce.begin('a'), { kind: 'too_many', code: 'too_many_at_once' });
    atOnce.begin('b');
    first();
    atOnce.begin('a');
    assert.throws(() => atOnce.begin('a'), { code: 'too_many_at_once' });
  });

  it('counts the end of one once, however often it is told', () => {
    const atOnce = new AtOnce(2);
    const [first] = [atOnce.begin('a'), atOnce.begin('a')];
    first();
    first();
    atOnce.begin('a');
    assert.throws(() => atOnce.begin('a'), { code: 'too_many_at_once' });
  });
});
