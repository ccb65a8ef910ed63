import { drawnForm } from './drawn-form.js';
import { documentFonts, type FontPair } from './fonts.js';

/** More marks on a letter than any of our languages puts there: they would be heaped over what stands above, and off the page. */
const heaped = /(?<=\p{M}{4})\p{M}/gu;

/**
 * Characters of a text that no embedded font can draw, each once, in order of appearance; empty when all is well.
 * Asked before a certificate is approved, so that rendering an approved one cannot fail or print boxes.
 */
export function missingGlyphs(text: string, fonts: FontPair = documentFonts().regular): string[] {
  const drawn = drawnForm(text);
  const missing = Array.from(drawn).filter((character) => {
    const codePoint = character.codePointAt(0)!;
    return !fonts.latin.covers(codePoint) && !fonts.lao.covers(codePoint);
  });
  return [...new Set([...missing, ...(drawn.match(heaped) ?? [])])];
}
