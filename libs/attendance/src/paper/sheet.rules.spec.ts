import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linesPerPage, pagesOf } from './sheet.rules.js';

describe('the pages of a sign-in sheet', () => {
  for (const [people, pages] of [
    [1, [1]],
    [linesPerPage, [linesPerPage]],
    [linesPerPage + 1, [linesPerPage, 1]],
    [3 * linesPerPage, [linesPerPage, linesPerPage, linesPerPage]],
  ] as const)
    it(`of ${people} are ${pages.length}, nobody twice and nobody left out`, () => {
      const ids = Array.from({ length: people }, (_, index) => `person ${index}`);
      const cut = pagesOf(ids);
      assert.deepEqual(
        cut.map(({ length }) => length),
        pages,
      );
      assert.deepEqual(cut.flat(), ids);
    });
});
