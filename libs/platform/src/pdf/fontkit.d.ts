// fontkit ships no types; these are the members that pdfkit and this folder use.
declare module 'fontkit' {
  export interface Glyph {
    readonly id: number;
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly { command: string; args: number[] }[] };
  }

  export interface Subset {
    glyphs: number[];
    mapping: Record<number, number>;
    includeGlyph(glyph: number | { id: number }): number;
    encode(): Uint8Array;
  }

  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly numGlyphs: number;
    readonly characterSet: number[];
    /** In font units, as the angle in degrees. */
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly italicAngle: number;
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
    getGlyph(id: number): Glyph;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string): { glyphs: Glyph[]; positions: { xAdvance: number; xOffset: number; yOffset: number }[] };
    createSubset(): Subset;
  }

  export function create(data: Uint8Array): Font;
}
