import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare, difference, saidBy } from './comparison.rules.js';

describe('two versions beside each other', () => {
  it('show what is the same, changed, added and gone, each where it stands', () => {
    const before = new Map([
      ['title.lo', 'ກ'],
      ['zone', 'boten'],
      ['sector', 'dairy'],
    ]);
    const after = new Map([
      ['title.lo', 'ຂ'],
      ['title.vi', 'A'],
      ['sector', 'dairy'],
    ]);
    assert.deepEqual(
      compare(before, after).map(({ part, change }) => `${part} ${change}`),
      ['title.lo changed', 'zone removed', 'title.vi added', 'sector same'],
    );
  });

  it('are taken apart to single values', () => {
    const content = { kind: 'model', steps: [{ title: { lo: '', vi: 'Một' }, role: null }], target: 0 };
    assert.deepEqual(saidBy(content, 'content'), [
      ['content.kind', 'model'],
      ['content.steps.1.title.vi', 'Một'],
      ['content.target', '0'],
    ]);
  });

  it('differ by whole syllables', () => {
    assert.deepEqual(difference('ຄ່າຂົນສົ່ງ', 'ຄ້າຂົນສົ່ງ'), { start: '', before: 'ຄ່', after: 'ຄ້', end: 'າຂົນສົ່ງ' });
    assert.deepEqual(difference('aa', 'aaa'), { start: 'aa', before: '', after: 'a', end: '' });
    assert.deepEqual(difference('same', 'same'), { start: 'same', before: '', after: '', end: '' });
  });
});
