import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchKey } from './fold.js';
import { gramsNeeded, gramsOf, gramWords } from './grams.js';

const mayContain = (text: string, words: string): boolean => {
  const marks = gramsOf(searchKey(text));
  return gramsNeeded(searchKey(words)).every(({ word, bits }) => (marks[word]! & bits) === bits);
};

const text = 'ການຄຸ້ມຄອງເຂດເສດຖະກິດພິເສດ ແລະ ດ່ານຊາຍແດນ';

describe('the marks of a text', () => {
  it('are numbers that both databases keep as whole ones', () => {
    const marks = gramsOf(searchKey(text));
    assert.equal(marks.length, gramWords);
    assert.ok(marks.every((bits) => Number.isInteger(bits) && bits >= 0 && bits < 2 ** 30));
  });

  it('hold those of every piece of it, however short', () => {
    const characters = [...searchKey(text)];
    for (let start = 0; start < characters.length; start += 1)
      for (let length = 1; length <= 12 && start + length <= characters.length; length += 1) {
        const piece = characters.slice(start, start + length).join('');
        assert.ok(mayContain(text, piece), piece);
      }
  });

  it('rule out nearly all that it does not contain', () => {
    const other = ['ນ້ຳຕານ', 'ໄຟຟ້າ', 'customs', 'warehouse', 'hải quan', 'điện', 'ກະສິກຳ', 'logistics'];
    assert.deepEqual(
      other.filter((words) => mayContain(text, words)),
      [],
    );
  });

  it('stay where they are kept', () => {
    assert.deepEqual(gramsNeeded('ab'), [{ word: 16, bits: 2 ** 29 }]);
  });

  it('say nothing of a single character', () => assert.deepEqual(gramsNeeded('a'), []));
});
