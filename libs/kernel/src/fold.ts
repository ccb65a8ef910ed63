import { laoDigitsToAscii, oneLaoSpelling, spellOutLaoClusters } from './fold/lao.js';
import { withoutLatinMarks } from './fold/latin.js';
import { normaliseText } from './fold/text.js';
import { oneTonePlacement } from './fold/vietnamese.js';

export { containsLao } from './fold/lao.js';
export { containsLatin } from './fold/latin.js';
export { sortKey, sortKeyOfVietnameseName } from './fold/sort-key.js';
export { normaliseMultiline, normaliseText } from './fold/text.js';

/**
 * Equal for spellings that are the same text to a reader, different for all others. For unique keys,
 * compared as binary. Capitals and spacing do not count; every Lao and Vietnamese tone does.
 * No longer than its text, apart from rare letters (ŉ, İ) that lower case spells with two.
 */
export function identityKey(text: string): string {
  const lower = normaliseText(text)
    .replace(/[\u200C\u200D]+/g, '')
    .toLowerCase()
    .normalize('NFC');
  return oneLaoSpelling(oneTonePlacement(lower));
}

const isAscii = /^[\x20-\x7E]*$/;

/**
 * What is searched in, as a substring, and what is searched for: the identity key without Latin marks
 * (đức → duc), Lao clusters spelled out, Lao digits as ASCII, punctuation as a space.
 * Lao tones stay: ຄ່າ and ຄ້າ are different words. Empty when the text has neither letter nor digit.
 */
export function searchKey(text: string): string {
  // In ASCII there is nothing but capitals and punctuation to fold.
  if (isAscii.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  const letters = laoDigitsToAscii(spellOutLaoClusters(withoutLatinMarks(identityKey(text))));
  return letters.replace(/[\p{P}\p{S}\s]+/gu, ' ').trim();
}
