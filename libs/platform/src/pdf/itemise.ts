import type { FontPair } from './fonts.js';
import type { HbFont } from './hb-font.js';

/** A stretch of text that one font draws. */
export interface ScriptRun {
  readonly font: HbFont;
  readonly text: string;
}

const LAO = /\p{Script=Lao}/u;
// Spaces, digits, punctuation and loose marks belong to no script: they stay with the letters before them.
const FOLLOWS = /[\s\p{P}\p{N}\p{M}\p{S}]/u;

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
