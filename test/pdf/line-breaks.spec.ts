import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentFonts, drawnForm, wordsOf } from '#libs/platform';
import { laoTexts, vietnameseTexts } from '../support/names.js';

const icu = new Intl.Segmenter('lo', { granularity: 'word' });

function ends(pieces: readonly string[]): number[] {
  let end = 0;
  return pieces.slice(0, -1).map((piece) => {
    end += piece.length;
    return end;
  });
}

describe('places where a line may end', () => {
  const texts = [...laoTexts, ...vietnameseTexts].map(drawnForm);
  const ours = (text: string) => ends(wordsOf(text, documentFonts().regular).map(({ given }) => given));
  const wanted = (text: string) => ends(Array.from(icu.segment(text), ({ segment }) => segment));

  it('are ends of words for ICU', () => {
    for (const text of texts) {
      const known = wanted(text);
      assert.deepEqual(
        ours(text).filter((end) => !known.includes(end)),
        [],
        text,
      );
    }
  });

  it('are all of them, but before a space or a closing sign and after an opening one', () => {
    for (const text of texts) {
      const known = ours(text);
      const lost = wanted(text).filter((end) => {
        const isForbidden = /^[\s)”.,:/-]/.test(text.slice(end)) || /[(“/-]$/.test(text.slice(0, end));
        return !known.includes(end) && !isForbidden;
      });
      assert.deepEqual(
        lost.map((end) => `${text.slice(0, end)}|${text.slice(end)}`),
        [],
      );
    }
  });
});
