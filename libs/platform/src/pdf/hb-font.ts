import * as fontkit from 'fontkit';
import * as harfbuzz from 'harfbuzzjs';
import { glyphTexts } from './cluster-text.js';

/** One placed glyph; lengths are in font units. `id` is what the PDF's subset is asked for, see {@link HbFont}. */
export interface ShapedGlyph {
  readonly glyph: number;
  readonly id: number;
  readonly codePoints: number[];
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** Glyphs of a run in drawing order, its width in em, and whether their own texts give the run back when copied. */
export interface ShapedRun {
  readonly glyphs: readonly ShapedGlyph[];
  readonly em: number;
  readonly exact: boolean;
}

// Glyph ids of a TrueType font are 16 bit; ids from here on are aliases of them.
const FIRST_ALIAS = 0x10000;
// What a list has in common and its latest names; a full cache starts again rather than grow with every number and code.
const MAX_CACHED_RUNS = 2_000;

/** Shared by all fonts of the thread: shaping is synchronous and WebAssembly memory is not garbage collected. */
const buffer = new harfbuzz.Buffer();

/**
 * A TrueType font laid out by HarfBuzz and embedded by pdfkit.
 *
 * pdfkit's own shaper, fontkit, places marks wrongly in one of six Lao syllables. A second fault is cured here too: a
 * PDF maps each embedded glyph to one text, while one glyph may stand for several (NIKHAHIT alone or half of SARA
 * AM). A glyph that stands for an unusual text gets an alias, its own number in the subset with the same outline.
 */
export class HbFont {
  readonly unitsPerEm: number;
  /** What pdfkit's `doc.font()` takes. */
  readonly forPdfkit: fontkit.Font;

  private readonly font: fontkit.Font;
  private readonly shaper: harfbuzz.Font;
  private readonly covered: Set<number>;
  private readonly ownCodePoint = new Map<number, number>();
  private readonly advances = new Map<number, number>();
  private readonly aliases = new Map<string, number>();
  private readonly aliasedGlyphs: number[] = [];
  private readonly runs = new Map<string, ShapedRun>();

  constructor(data: Uint8Array) {
    this.font = fontkit.create(data);
    this.unitsPerEm = this.font.unitsPerEm;
    this.covered = new Set(this.font.characterSet);
    for (const codePoint of this.font.characterSet) {
      const { id } = this.font.glyphForCodePoint(codePoint);
      if (!this.ownCodePoint.has(id)) this.ownCodePoint.set(id, codePoint);
    }
    this.shaper = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(data), 0));
    this.forPdfkit = this.pdfkitView();
  }

  get name(): string {
    return this.font.postscriptName;
  }

  /** Of the whole font, in its units; the angle in degrees. */
  get metrics(): Pick<fontkit.Font, 'ascent' | 'descent' | 'capHeight' | 'italicAngle' | 'bbox'> {
    return this.font;
  }

  covers(codePoint: number): boolean {
    return this.covered.has(codePoint);
  }

  /** Advance of a glyph as written into the PDF's width table, in font units. */
  advanceOf(glyph: number): number {
    let advance = this.advances.get(glyph);
    if (advance === undefined) {
      advance = this.font.getGlyph(glyph).advanceWidth;
      this.advances.set(glyph, advance);
    }
    return advance;
  }

  shape(text: string): ShapedRun {
    const known = this.runs.get(text);
    if (known) return known;
    if (this.runs.size >= MAX_CACHED_RUNS) this.runs.clear();
    const run = this.shapeAnew(text);
    this.runs.set(text, run);
    return run;
  }

  private shapeAnew(text: string): ShapedRun {
    buffer.reset();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    harfbuzz.shape(this.shaper, buffer);
    const shaped = buffer.getGlyphInfosAndPositions();

    const starts = [...new Set(shaped.map((g) => g.cluster))].sort((a, b) => a - b);
    const endOf = new Map(starts.map((start, i) => [start, starts[i + 1] ?? text.length]));
    const glyphs: ShapedGlyph[] = [];
    let exact = true;
    for (let from = 0; from < shaped.length; ) {
      const { cluster } = shaped[from]!;
      let to = from;
      while (shaped[to]?.cluster === cluster) to++;
      const members = shaped.slice(from, to);
      const texts = glyphTexts(
        members.map((g) => g.codepoint),
        text.slice(cluster, endOf.get(cluster)),
        (glyph) => this.ownCodePoint.get(glyph),
      );
      exact &&= texts.exact;
      members.forEach((g, i) => {
        const codePoints = texts.codePoints[i]!;
        glyphs.push({
          glyph: g.codepoint,
          id: this.idFor(g.codepoint, codePoints),
          codePoints,
          xAdvance: g.xAdvance ?? 0,
          xOffset: g.xOffset ?? 0,
          yOffset: g.yOffset ?? 0,
        });
      });
      from = to;
    }
    return { glyphs, em: glyphs.reduce((sum, g) => sum + g.xAdvance, 0) / this.unitsPerEm, exact };
  }

  private idFor(glyph: number, codePoints: readonly number[]): number {
    if (codePoints.length === 1 && this.ownCodePoint.get(glyph) === codePoints[0]) return glyph;
    const key = `${glyph}:${codePoints.join()}`;
    let alias = this.aliases.get(key);
    if (alias === undefined) {
      alias = FIRST_ALIAS + this.aliasedGlyphs.length;
      this.aliasedGlyphs.push(glyph);
      this.aliases.set(key, alias);
    }
    return alias;
  }

  private pdfkitView(): fontkit.Font {
    const view: fontkit.Font = Object.create(this.font);
    // Nobody in this folder calls doc.text(), yet whoever does shall not get fontkit's marks.
    view.layout = (text) => {
      const { glyphs, em } = this.shape(text);
      return {
        glyphs: glyphs.map((g) => ({ ...g, advanceWidth: this.advanceOf(g.glyph) }) as unknown as fontkit.Glyph),
        positions: glyphs.map(({ xAdvance, xOffset, yOffset }) => ({ xAdvance, yAdvance: 0, xOffset, yOffset })),
        advanceWidth: em * this.unitsPerEm,
      };
    };
    view.createSubset = () => this.createSubset();
    return view;
  }

  /** An empty subset that takes the ids of shaped glyphs. */
  createSubset(): fontkit.Subset {
    const subset = this.font.createSubset();
    subset.glyphs = [];
    subset.mapping = {};
    const originalOf = (id: number) => (id >= FIRST_ALIAS ? this.aliasedGlyphs[id - FIRST_ALIAS]! : id);
    subset.includeGlyph = (glyph) => {
      const id = typeof glyph === 'object' ? glyph.id : glyph;
      subset.mapping[id] ??= subset.glyphs.push(originalOf(id)) - 1;
      return subset.mapping[id];
    };
    subset.includeGlyph(0);
    return subset;
  }
}
