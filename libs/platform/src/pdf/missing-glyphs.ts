import { drawnForm } from './drawn-form.js';
import { documentFonts, type FontPair } from './fonts.js';

/**
 * Characters of a text that no embedded font can draw, each once, in order of appearance; empty when all is well.
 * Asked before a certificate is approved, so that rendering an approved one cannot fail or print boxes.
 */
export function missingGlyphs(text: string, fonts: FontPair = documentFonts().regular): string[] {
  const missing = Array.from(drawnForm(text)).filter((character) => {
    const codePoint = character.codePointAt(0)!;
    return !fonts.latin.covers(codePoint) && !fonts.lao.covers(codePoint);
  });
  return [...new Set(missing)];
}
