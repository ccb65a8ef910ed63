import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CellRefusal, readValue } from './read-value.js';

describe('a number in a cell', () => {
  it('is never beyond what can be added up', () => {
    for (const cell of ['9'.repeat(400), '1e308', `-${'1'.repeat(302)}`, '9,9e300', -1e308])
      for (const type of ['number', 'integer'] as const)
        assert.ok(readValue(type, cell, '.') instanceof CellRefusal, `${type} ${cell}`);
    assert.deepEqual([readValue('number', '1e300', '.'), readValue('number', -1e300, ',')], [1e300, -1e300]);
  });
});
