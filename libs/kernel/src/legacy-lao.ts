import { containsLao } from './fold.js';
import { codings, shownAs } from './legacy-lao/codings.js';
import { couldBeLao } from './legacy-lao/syllables.js';

/**
 * How a text came to be gibberish: `upper_half` by a font with Lao in the places of accented letters (Saysettha Lao
 * and other LSWin), `typewriter` by one with Lao in the places of the keys (Alice, Lao 2000).
 */
export type LegacyLao = 'upper_half' | 'typewriter';

const fonts: readonly (readonly [RegExp, LegacyLao])[] = [
  [/^(saysettha|cha[nm]tha?bou?l[iy]) ?lao\b/, 'upper_half'],
  [/\blswin\b/, 'upper_half'],
  // There is a Latin typeface called Alice: the Lao ones are numbered.
  [/^alice ?\d/, 'typewriter'],
  [/^(saysettha|cha[nm]tha?bou?l[iy]|lao) ?(2000|95|ls)\b/, 'typewriter'],
  [/^sengchanh\b/, 'typewriter'],
  [/^[xs]ayawath\b/, 'typewriter'],
];

/** The coding of a known legacy Lao font by its name; null for every other, Unicode fonts such as Saysettha OT among them. */
export function legacyLaoFont(name: string): LegacyLao | null {
  const plain = name
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ')
    .trim();
  if (/\b(ot|unicode)\b/.test(plain)) return null;
  return fonts.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Whether a text set in a font of that coding was meant to be read as Lao: Latin names and figures may be set in it too. */
export function isLaoInLegacyFont(text: string, coding: LegacyLao): boolean {
  if (containsLao(text)) return false;
  // LSWin fonts keep plain Latin; those of the typewriter show Lao for every letter.
  return coding === 'upper_half' ? /[\u0080-\u00FF]/.test(text) : /[a-z[\];']/i.test(text);
}

/** How a text is Lao typed for a legacy font, by the text alone; null where it can be read as it is. Takes it as typed. */
export function legacyLao(text: string): LegacyLao | null {
  if (containsLao(text)) return null;
  if (isUpperHalf(text)) return 'upper_half';
  return isTypewriter(text) ? 'typewriter' : null;
}

// Signs such as ¦ ´ º stand inside words only in these fonts. Ordinary text has them one at a time (25 °C, m², «…»).
function isUpperHalf(text: string): boolean {
  const runs = Array.from(text.normalize('NFC'), (sign) => (sign in codings.upperHalf ? sign : ' ')).join('');
  return runs.split(' ').some((run) => {
    const hasSign = run.length > 2 && /[¡-©«-¹»-¿÷]/.test(run);
    const shown = hasSign ? shownAs(codings.upperHalf, run) : null;
    return shown !== null && couldBeLao(shown);
  });
}

// Every word must be possible Lao, and one of them impossible in a language with Latin letters.
function isTypewriter(text: string): boolean {
  if (!/^[\x20-\x7E]+$/.test(text)) return false;
  const words = text.trim().split(/\s+/);
  return words.every(isTypedLao) && words.some(cannotBeRead);
}

function isTypedLao(word: string): boolean {
  const shown = shownAs(codings.typewriter, word);
  return shown !== null && couldBeLao(shown);
}

// Marks inside or before letters (lq,lad, ;ao; but [so] and 'so' are ordinary), figures between them (l5d), and four
// letters without a vowel (lkmk). Codes have capitals and figures.
function cannotBeRead(word: string): boolean {
  if (/^([\d.,/-]+|[\da-f]+|\d+(st|nd|rd|th),?|\d+-[a-z]+,?)$/.test(word)) return false;
  const hasMark = /^[,;\]}].*[a-z]|[a-z\d].*[,;[\]=}<+].*[a-z\d]|[a-z].*'.{3,}/.test(word);
  const hasFigure = /[a-z].*\d.*[a-z]|\d.*[a-z]{2}/.test(word);
  if ((hasMark || hasFigure) && word.length > 2) return true;
  return /^[a-z-]{4,}$/.test(word) && !/[aeiou]/.test(word);
}
