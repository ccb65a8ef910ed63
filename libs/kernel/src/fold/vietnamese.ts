/**
 * Two schools write the tone of an open oa, oe, uy on either letter: hòa and hoà, khỏe and khoẻ,
 * thủy and thuỷ are one word. A Vietnamese syllable carries exactly one tone, so moving it
 * inside these pairs never meets another word. Applied only to a whole Vietnamese syllable: a foreign
 * name that merely contains the letters is left alone.
 */

// biome-ignore format: one row for each pair of vowels
const pairs = {
  òa: 'oà', ỏa: 'oả', õa: 'oã', óa: 'oá', ọa: 'oạ',
  òe: 'oè', ỏe: 'oẻ', õe: 'oẽ', óe: 'oé', ọe: 'oẹ',
  ùy: 'uỳ', ủy: 'uỷ', ũy: 'uỹ', úy: 'uý', ụy: 'uỵ',
} as const;

const onset = 'b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu?|r|s|th?|tr|v|x';
const coda = 'ch?|i|m|ng?|nh|o|p|t|u|y';
const syllable = new RegExp(
  `(?<![\\p{L}\\p{M}])(${onset})?(${Object.keys(pairs).join('|')})(${coda})?(?![\\p{L}\\p{M}])`,
  'gu',
);

/** Tone of oa, oe, uy on the second letter (hoà, khoẻ, thuỷ, quý). Expects lower case in NFC. */
export function oneTonePlacement(text: string): string {
  return text.replace(
    syllable,
    (_, before: string | undefined, pair: keyof typeof pairs, after: string | undefined) =>
      `${before ?? ''}${pairs[pair]}${after ?? ''}`,
  );
}
