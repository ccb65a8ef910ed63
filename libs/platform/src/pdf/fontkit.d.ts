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
  }

  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly numGlyphs: number;
    readonly characterSet: number[];
    getGlyph(id: number): Glyph;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string): { glyphs: Glyph[]; positions: { xAdvance: number; xOffset: number; yOffset: number }[] };
    createSubset(): Subset;
  }

  export function create(data: Uint8Array): Font;
}
