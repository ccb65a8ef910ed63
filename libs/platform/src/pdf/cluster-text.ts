const SARA_AM = 0x0eb3;
const NIKHAHIT = 0x0ecd;
const AA = 0x0eb2;

/** For each glyph of a cluster the code points it stands for; not `exact` when only ActualText can copy it back. */
export interface GlyphTexts {
  readonly codePoints: number[][];
  readonly exact: boolean;
}

/**
 * Shares a cluster's characters among the glyphs HarfBuzz made of it, for viewers that ignore ActualText.
 *
 * `natural` gives the character a glyph has in the font's own character map, undefined for glyphs reached by
 * substitution only.
 */
export function glyphTexts(
  glyphs: readonly number[],
  cluster: string,
  natural: (glyph: number) => number | undefined,
): GlyphTexts {
  const characters = codePointsOf(cluster);
  if (glyphs.length === characters.length) return oneToOne(glyphs, characters, natural);
  if (glyphs.length === 1) return { codePoints: [characters], exact: true };
  if (glyphs.length < characters.length) return { codePoints: lastTakesRest(characters, glyphs.length), exact: true };

  // More glyphs than characters: the shaper took a character apart, a Vietnamese vowel or SARA AM.
  const decomposed = codePointsOf(cluster.normalize('NFD'));
  if (decomposed.length === glyphs.length) return { codePoints: decomposed.map((c) => [c]), exact: false };
  const withoutAm = characters.flatMap((c) => (c === SARA_AM ? [NIKHAHIT, AA] : [c]));
  if (withoutAm.length >= glyphs.length) return { codePoints: lastTakesRest(withoutAm, glyphs.length), exact: false };
  const last = characters[characters.length - 1]!;
  return { codePoints: glyphs.map((glyph, i) => [characters[i] ?? natural(glyph) ?? last]), exact: false };
}

function oneToOne(
  glyphs: readonly number[],
  characters: readonly number[],
  natural: (glyph: number) => number | undefined,
): GlyphTexts {
  const own = glyphs.map(natural);
  const inOrder = own.every((c, i) => c === undefined || c === characters[i]);
  const permuted =
    !inOrder && new Set(own).size === own.length && own.every((c) => c !== undefined && characters.includes(c));
  if (permuted) return { codePoints: own.map((c) => [c!]), exact: false };
  return { codePoints: characters.map((c) => [c]), exact: true };
}

function lastTakesRest(characters: readonly number[], count: number): number[][] {
  return Array.from({ length: count }, (_, i) => (i < count - 1 ? [characters[i]!] : characters.slice(count - 1)));
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
