/** One spelling for every way Lao text is typed that reads the same. Expects and gives NFC. */

const tones = '\u0EC8-\u0ECC';
const vowelMarks = '\u0EB1\u0EB4-\u0EBB\u0ECD\u0ECE';
const semivowelLo = '\u0EBC';

const markRun = new RegExp(`[${vowelMarks}${tones}${semivowelLo}]{2,}`, 'gu');
const isTone = new RegExp(`[${tones}]`, 'u');

// Marks above and below one consonant look the same in any order: ຼ, then vowels, then tones.
function orderMarks(run: string): string {
  const rank = (mark: string) => (mark === semivowelLo ? 0 : isTone.test(mark) ? 2 : 1);
  return [...run].sort((a, b) => rank(a) - rank(b)).join('');
}

// AM is one character or NIGGAHITA + AA; its tone is typed before, between or after.
const splitAm = new RegExp(`\u0ECD([${tones}]*)\u0EB2`, 'gu');
const toneAfterAm = new RegExp(`\u0EB3([${tones}]+)`, 'gu');

const high = { ຫນ: 'ໜ', ຫມ: 'ໝ', ຫລ: 'ຫຼ' } as const;

/** Marks in one order, AM as one character: ກຳ, tone before AM and after the upper vowel. */
export function oneOrderOfMarks(text: string): string {
  return text
    .replace(markRun, orderMarks)
    .replace(splitAm, '$1\u0EB3')
    .replace(toneAfterAm, '$1\u0EB3')
    .normalize('NFC');
}

/**
 * The spelling all equal spellings share: marks in one order, the clusters as ໝ, ໜ and ຫຼ.
 *
 * ຫ never ends a syllable, so directly followed by ນ, ມ or ລ it is the cluster, except across
 * syllables after a leading vowel (ໄຫ|ລາວ); there the other spelling (ໄຫຼາວ) is no word, so no two
 * words meet.
 */
export function oneLaoSpelling(text: string): string {
  return oneOrderOfMarks(text)
    .replace(/ຫ[ນມລ]/gu, (cluster) => high[cluster as keyof typeof high])
    .normalize('NFC');
}

/** Clusters written out letter by letter, so that a part of a word is found inside it. */
export function spellOutLaoClusters(text: string): string {
  return text.replaceAll('ໜ', 'ຫນ').replaceAll('ໝ', 'ຫມ').replaceAll('ຫຼ', 'ຫລ');
}

export function laoDigitsToAscii(text: string): string {
  return text.replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
}

export function containsLao(text: string): boolean {
  return /\p{sc=Lao}/u.test(text);
}
