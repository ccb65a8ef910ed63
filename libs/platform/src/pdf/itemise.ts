import type { FontPair } from './fonts.js';
import type { HbFont } from './hb-font.js';

/** A stretch of text that one font draws. */
export interface ScriptRun {
  readonly font: HbFont;
  readonly text: string;
}

const LAO = /\p{Script=Lao}/u;
// Digits and punctuation are always Latin, so that both brackets of a pair match. A space or a loose mark of no script
// stays with the letter before it.
const FOLLOWS = /[\s\p{M}]/u;

/** Splits text (in its drawn form) into runs by script; a character its script's font lacks goes to the other font. */
export function itemise(text: string, fonts: FontPair): ScriptRun[] {
  const runs: { font: HbFont; text: string }[] = [];
  for (const character of text) {
    const current = runs.at(-1);
    const font = fontFor(character, current?.font, fonts);
    if (current?.font === font) current.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

function fontFor(character: string, current: HbFont | undefined, { lao, latin }: FontPair): HbFont {
  const codePoint = character.codePointAt(0)!;
  const preferred = LAO.test(character) ? lao : FOLLOWS.test(character) ? (current ?? latin) : latin;
  if (preferred.covers(codePoint)) return preferred;
  return [latin, lao].find((font) => font.covers(codePoint)) ?? preferred;
}
