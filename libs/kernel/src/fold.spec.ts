import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differentSpellings, sameSpellings, searches } from '../../../test/support/spellings.js';
import { containsLao, containsLatin, identityKey, searchKey, sortKey } from './fold.js';

describe('the identity key', () => {
  it('has a table of at least 150 pairs', () => {
    assert.ok(sameSpellings.length + differentSpellings.length >= 150);
    for (const [a, b] of sameSpellings) assert.notEqual(a, b, 'a pair of two spellings');
  });

  for (const [a, b] of sameSpellings) {
    it(`is one for ${a} ${escaped(a)} and ${b} ${escaped(b)}`, () => {
      assert.equal(identityKey(a), identityKey(b));
      assert.equal(identityKey(a.normalize('NFD')), identityKey(b.normalize('NFC')));
    });
  }

  for (const [a, b] of differentSpellings) {
    it(`is not the same for ${a} and ${b}`, () => {
      assert.notEqual(identityKey(a), identityKey(b));
      assert.notEqual(identityKey(a.normalize('NFD')), identityKey(b.normalize('NFD')));
    });
  }

  it('keeps the letters of a name apart under every tone', () => {
    const tones = ['', '\u0EC8', '\u0EC9', '\u0ECA', '\u0ECB'];
    assert.equal(new Set(tones.map((tone) => identityKey(`ກ${tone}າ`))).size, tones.length);
    assert.equal(new Set([...'aàảãáạăằẳẵắặâầẩẫấậ'].map(identityKey)).size, 18);
  });
});

describe('the search key', () => {
  for (const [text, typed, found] of searches) {
    it(`${found ? 'finds' : 'does not find'} ${typed} in ${text}`, () => {
      assert.equal(searchKey(text).includes(searchKey(typed)), found);
    });
  }

  it('is the same for every pair of one identity', () => {
    for (const [a, b] of sameSpellings) assert.equal(searchKey(a), searchKey(b));
  });

  it('keeps Lao tones apart and lets Vietnamese ones go', () => {
    assert.notEqual(searchKey('ຄ່າ'), searchKey('ຄ້າ'));
    assert.equal(searchKey('Bán Đức'), searchKey('bạn duc'));
  });

  it('is empty without letter or digit', () => {
    assert.equal(searchKey(' –—!? '), '');
  });
});

const characters = [
  ...'ກຂຄງຈຊຍດຕນບປພຟມຢຣລວຫອຮໜໝາະຳເແໂໃໄຽໆຯ໐໙',
  ...'\u0EB1\u0EB4\u0EB5\u0EB6\u0EB7\u0EB8\u0EB9\u0EBA\u0EBB\u0EBC\u0EC8\u0EC9\u0ECA\u0ECB\u0ECC\u0ECD',
  ...'aăâbdđeêghinoôơquưxyAĂĐÊÔƯßøæłİΑΣσά 1',
  ...'\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323\u0327\u0361\u0345',
  ...'-.,\'"!\t\n\u00A0\u00AD\u200B\u200C\u200D\uFEFF\u2060\u0000\u0085\u3000🙂☺',
];
const typedText = fc.oneof(
  fc.array(fc.constantFrom(...characters), { maxLength: 14 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const runs = { numRuns: 5000, seed: 20260315 };

describe('any text', () => {
  it('keeps its keys when they are folded again', () => {
    fc.assert(
      fc.property(typedText, (text) => {
        assert.equal(identityKey(identityKey(text)), identityKey(text));
        assert.equal(searchKey(searchKey(text)), searchKey(text));
      }),
      runs,
    );
  });

  it('has the same keys in NFC and NFD', () => {
    fc.assert(
      fc.property(typedText, (text) => {
        for (const key of [identityKey, searchKey, sortKey]) {
          assert.equal(key(text.normalize('NFD')), key(text.normalize('NFC')));
          assert.equal(key(text.normalize('NFC')), key(text));
        }
      }),
      runs,
    );
  });

  it('is found by its own identity key', () => {
    fc.assert(
      fc.property(typedText, (text) => assert.equal(searchKey(identityKey(text)), searchKey(text))),
      runs,
    );
  });
});

describe('the script of a text', () => {
  it('is told apart', () => {
    assert.equal(containsLao('VITA ປາກ'), true);
    assert.equal(containsLao('VITA Park 12'), false);
    assert.equal(containsLatin('ປາກ Đ'), true);
    assert.equal(containsLatin('ປາກ 12.'), false);
  });
});

function escaped(text: string): string {
  return [...text].map((letter) => (letter.codePointAt(0) ?? 0).toString(16)).join('.');
}
