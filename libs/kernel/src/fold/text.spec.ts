import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { normaliseMultiline, normaliseText } from './text.js';

const stored: readonly (readonly [string, string, string])[] = [
  ['two-character AM stays', 'ກ\u0ECD\u0EB2', 'ກ\u0ECD\u0EB2'],
  ['one-character AM stays', 'ກ\u0EB3', 'ກ\u0EB3'],
  ['tone before an upper vowel stays', 'ທ\u0EC8\u0EB5', 'ທ\u0EC8\u0EB5'],
  ['clusters stay', 'ຫມາ ໝາ ຫລ ຫຼ', 'ຫມາ ໝາ ຫລ ຫຼ'],
  ['old tone placement stays', 'Hòa Hoà', 'Hòa Hoà'],
  ['capitals and punctuation stay', '"NGUYỄN" – An’s…', '"NGUYỄN" – An’s…'],
  ['NFD becomes NFC', 'Nguye\u0302\u0303n', 'Nguyễn'],
  ['outer spaces go', '  ສົມພອນ \t', 'ສົມພອນ'],
  ['inner spaces become one', 'Văn \u00A0\t\u3000 An', 'Văn An'],
  ['a line end becomes a space', 'ສົມ\r\nພອນ', 'ສົມ ພອນ'],
  ['zero-width characters go', '\uFEFFສົມ\u200Bພອນ\u2060', 'ສົມພອນ'],
  ['joiners go from Lao and Latin', 'ສົມ\u200Cພອນ A\u200Dn', 'ສົມພອນ An'],
  ['a joiner holds an emoji together', '👩\u200D🏫', '👩\u200D🏫'],
  ['a joiner holds Devanagari together', 'क्\u200Dष', 'क्\u200Dष'],
  ['control characters go', 'A\u0000n\u0007\u009F', 'An'],
  ['directional marks go', '\u202EAn\u202C\u200F', 'An'],
  ['fillers that show nothing go', '\u3164\u115F\uFFA0', ''],
  ['tags and other invisible letters go', 'A\u{E0041}n\u034F\u{E0100}', 'An'],
  ['half a surrogate pair goes', 'A\uD83Dn', 'An'],
  ['what an invisible character kept apart composes', 'e\u200B\u0301', 'é'],
  ['nothing stays nothing', ' \u200B ', ''],
];

describe('a text as it is stored', () => {
  for (const [claim, typed, expected] of stored) {
    it(claim, () => assert.equal(normaliseText(typed), expected));
  }

  it('is not changed by storing it again, nor by the form it came in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text);
        assert.equal(normaliseText(once), once);
        assert.equal(normaliseText(text.normalize('NFD')), once);
        assert.equal(once, once.normalize('NFC'));
        assert.doesNotMatch(once, /^\s|\s$|\s\s|\p{Cc}/u);
      }),
      { numRuns: 5000, seed: 20260315 },
    );
  });
});

describe('a text of several lines', () => {
  it('keeps its lines, each stored as one line is', () => {
    assert.equal(normaliseMultiline('  ສະບາຍດີ \r\n\r\nXin  chào\u2028hello\u200B\n '), 'ສະບາຍດີ\n\nXin chào\nhello');
  });

  it('is not changed by storing it again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'a ກ\r\n\u2028\u200B\u0301\u0085\v'.split(''))), (parts) => {
        const once = normaliseMultiline(parts.join(''));
        assert.equal(normaliseMultiline(once), once);
      }),
      { numRuns: 3000, seed: 20260315 },
    );
  });
});
