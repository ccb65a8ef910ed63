import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAllowed } from '#libs/kernel';
import { compilePattern, mayBePattern } from './safe-pattern.js';

describe('a pattern for the texts of a column', () => {
  for (const source of [
    '[A-Z]{5}',
    '\\d{4}(\\.\\d{2}){1}',
    'LA-[A-Z]{2}',
    '(?:GA|GB)\\d+',
    'x|(ab){2}',
    '[ກ-ຮ]+ \\d*',
    'a{2,5}',
    '[*+]+',
    '[^@ ]+@[^@ ]+(?:\\.vn)?',
    '\\+?\\d{2,3}[- ]?\\d{3,4}[- ]?\\d{3,4}',
    'GA|GB|GC|GD|GE|GF|GG|GH|GI|GJ|GK|GL|GM|GN|GO|GP|GQ|GR|GS|GT|GU|GV|GW|GX',
  ])
    it(`may be ${source}`, () => assert.ok(isAllowed(mayBePattern(source))));

  for (const source of [
    '(a+)+',
    '(a|aa)+',
    '(.*)*x',
    '((ab)+c)+',
    '(?=x)x',
    '(a)\\1',
    '.*.*.*x',
    'a{1,5000}',
    '(a{2}){3}',
    '(?:a?){24}a{24}',
    '(?:(?:a|a)){30}',
    `${'a?'.repeat(25)}a{25}`,
    '(a|a)'.repeat(30),
    `${'a{0,9}'.repeat(9)}b`,
  ])
    it(`may not be ${source}: some text would take it for ever`, () =>
      assert.equal((mayBePattern(source) as { denied: string }).denied, 'pattern.not_safe'));

  it('must be one that can be read, and short', () => {
    assert.equal((mayBePattern('[a') as { denied: string }).denied, 'pattern.malformed');
    assert.equal((mayBePattern('a'.repeat(201)) as { denied: string }).denied, 'pattern.too_long');
  });

  it('holds for the whole text', () => {
    assert.ok(compilePattern('a|b').test('a'));
    assert.ok(!compilePattern('a|b').test('ab'));
  });
});
