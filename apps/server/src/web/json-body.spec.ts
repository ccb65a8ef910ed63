import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '#libs/kernel';
import { parseJson } from './json-body.js';

const nested = (depth: number, inside = '') => '['.repeat(depth) + inside + ']'.repeat(depth);

describe('a JSON body', () => {
  it('is what it says', () => {
    assert.deepEqual(parseJson('{"a": [1, {"b": null}]}'), { a: [1, { b: null }] });
    assert.equal(parseJson(''), undefined);
    assert.deepEqual(parseJson(nested(32)), JSON.parse(nested(32)));
  });

  it('may hold any number of brackets as text', () => {
    const text = JSON.stringify({ a: `"\\${'[{'.repeat(100)}`, b: '\\' });
    assert.deepEqual(parseJson(text), JSON.parse(text));
  });

  for (const [what, text] of [
    ['no JSON', '{"a":'],
    ['nested too deep', nested(33)],
    ['nested past the stack', `{"a":${nested(200_000, '"["')}}`],
    ['an endless string', `{"a":"${'\\'.repeat(100_001)}`],
  ] as const)
    it(`is refused as ${what}`, () => {
      assert.throws(
        () => parseJson(text),
        (error: DomainError) => error instanceof DomainError && error.kind === 'malformed',
      );
    });
});
