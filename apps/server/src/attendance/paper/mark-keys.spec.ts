import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markKeys } from './mark-keys.js';

describe('the keys of marks', () => {
  const keys = (present: string, late: string, excused: string, absent: string) =>
    Object.values(markKeys({ present, late, excused, absent })).map((each) => each.join(''));

  it('are the letters of the page, and English initials beside them', () => {
    assert.deepEqual(keys('ມ', 'ຊ', 'ລ', 'ຂ'), ['ມP', 'ຊL', 'ລE', 'ຂA']);
    assert.deepEqual(keys('P', 'L', 'E', 'A'), ['P', 'L', 'E', 'A']);
  });

  it('are one each, also where a mark has two letters and an initial says another one', () => {
    assert.deepEqual(keys('C', 'M', 'CP', 'V'), ['C', 'ML', 'PE', 'VA']);
  });
});
