import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isLanguage, type Language, pickText } from './localised-text.js';

describe('a text in three languages', () => {
  const cases: [string, { lo: string; vi: string; en: string }, Language, string, Language, boolean][] = [
    ['is given in the language asked for', { lo: 'ກ', vi: 'a', en: 'b' }, 'vi', 'a', 'vi', false],
    ['falls back from Lao to Vietnamese', { lo: '', vi: 'a', en: 'b' }, 'lo', 'a', 'vi', true],
    ['falls back from Lao to English at last', { lo: '', vi: '', en: 'b' }, 'lo', 'b', 'en', true],
    ['falls back from Vietnamese to Lao', { lo: 'ກ', vi: '', en: 'b' }, 'vi', 'ກ', 'lo', true],
    ['falls back from English to Vietnamese', { lo: 'ກ', vi: 'a', en: '' }, 'en', 'a', 'vi', true],
    ['falls back from English to Lao at last', { lo: 'ກ', vi: ' ', en: '' }, 'en', 'ກ', 'lo', true],
    ['is empty when nothing is there', { lo: '', vi: '', en: '' }, 'en', '', 'en', false],
  ];
  for (const [claim, text, asked, expected, language, fallback] of cases) {
    it(claim, () => assert.deepEqual(pickText(text, asked), { text: expected, language, fallback }));
  }

  it('knows its languages', () => {
    assert.equal(isLanguage('lo'), true);
    assert.equal(isLanguage('th'), false);
  });
});
