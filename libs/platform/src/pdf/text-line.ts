import type { HbFont, ShapedGlyph, ShapedRun } from './hb-font.js';
import type { Word } from './line-breaks.js';

/** What of pdfkit's embedded font is written to; not in its published types. */
interface EmbeddedFont {
  readonly id: string;
  readonly scale: number;
  readonly subset: { includeGlyph(id: number): number };
  readonly widths: number[];
  readonly unicode: number[][];
  ref(): unknown;
}

interface DrawingDocument extends Omit<PDFKit.PDFDocument, 'page'> {
  readonly page: { readonly height: number; readonly fonts: Record<string, unknown> };
  readonly _font: EmbeddedFont;
}

const LAO = /\p{Script=Lao}/u;

const embeddedFonts = new WeakMap<PDFKit.PDFDocument, Map<HbFont, EmbeddedFont>>();

/**
 * Draws words on one baseline. `x` and `baseline` are points from the page's top left corner; the fill colour is the
 * document's current one.
 *
 * Each word carries its stored text as ActualText wherever its glyphs alone would copy out differently, so what is
 * selected in a viewer is what was typed.
 */
export function drawWords(doc: PDFKit.PDFDocument, words: readonly Word[], size: number, x: number, baseline: number) {
  const drawing = doc as unknown as DrawingDocument;
  // pdfkit turned the page upside down (top left origin); text must stand upright, so turn it back.
  doc.addContent(`q 1 0 0 -1 0 ${number(drawing.page.height)} cm BT`);
  const y = drawing.page.height - baseline;
  let pen = x;
  for (const span of spansOf(words)) {
    const actual = span.some(needsActualText);
    if (actual) {
      const given = span.map((word) => word.given).join('');
      const language = LAO.test(given) ? '/Lang (lo) ' : '';
      doc.addContent(`/Span <<${language}/ActualText <${utf16Hex(given)}>>> BDC`);
    }
    for (const { font, shaped } of span.flatMap((word) => word.runs)) {
      const embedded = embed(drawing, font);
      doc.addContent(`/${embedded.id} ${number(size)} Tf ${glyphRun(font, embedded, shaped.glyphs, size, pen, y)}`);
      pen += shaped.em * size;
    }
    if (actual) doc.addContent('EMC');
  }
  doc.addContent('ET Q');
}

/**
 * Groups words that share one ActualText: normally each has its own. Poppler takes the place of a span's last glyph for
 * its end; were that a mark, set back over its letter, it would see a gap and copy a space into the middle of a phrase.
 */
function spansOf(words: readonly Word[]): Word[][] {
  const spans: Word[][] = [];
  let isOpen = false;
  for (const word of words) {
    if (isOpen) spans.at(-1)!.push(word);
    else spans.push([word]);
    isOpen = !endsFlush(word);
  }
  return spans;
}

function endsFlush(word: Word): boolean {
  const run = word.runs.at(-1);
  const last = run?.shaped.glyphs.at(-1);
  return !run || !last || (last.xOffset === 0 && last.xAdvance === run.font.advanceOf(last.glyph));
}

function needsActualText(word: Word): boolean {
  return (
    LAO.test(word.given) ||
    word.runs.some((run) => !run.shaped.exact) ||
    word.clusters.some((cluster) => cluster.given !== cluster.drawn)
  );
}

/** Operators that show one run: a new text matrix wherever a mark is raised, plain adjustments elsewhere. */
function glyphRun(
  font: HbFont,
  embedded: EmbeddedFont,
  glyphs: ShapedRun['glyphs'],
  size: number,
  x: number,
  y: number,
): string {
  const operators: string[] = [];
  let shown: string[] = [];
  const points = size / font.unitsPerEm;
  const show = () => {
    if (shown.length > 0) operators.push(`[${shown.join(' ')}] TJ`);
    shown = [];
  };
  let pen = 0;
  // Where the viewer's own pen stands, in font units: it only knows advances, not HarfBuzz' offsets.
  let viewer: { x: number; y: number } | undefined;
  for (const glyph of glyphs) {
    const at = { x: pen + glyph.xOffset, y: glyph.yOffset };
    if (viewer?.y !== at.y) {
      show();
      operators.push(`1 0 0 1 ${number(x + at.x * points)} ${number(y + at.y * points)} Tm`);
    } else if (viewer.x !== at.x) {
      shown.push(number(((viewer.x - at.x) * 1000) / font.unitsPerEm));
    }
    shown.push(`<${subsetCode(font, embedded, glyph)}>`);
    viewer = { x: at.x + font.advanceOf(glyph.glyph), y: at.y };
    pen += glyph.xAdvance;
  }
  show();
  return operators.join(' ');
}

function subsetCode(font: HbFont, embedded: EmbeddedFont, glyph: ShapedGlyph): string {
  const code = embedded.subset.includeGlyph(glyph.id);
  embedded.widths[code] ??= font.advanceOf(glyph.glyph) * embedded.scale;
  embedded.unicode[code] ??= glyph.codePoints;
  return code.toString(16).padStart(4, '0');
}

function embed(doc: DrawingDocument, font: HbFont): EmbeddedFont {
  const known = embeddedFonts.get(doc as unknown as PDFKit.PDFDocument) ?? new Map<HbFont, EmbeddedFont>();
  embeddedFonts.set(doc as unknown as PDFKit.PDFDocument, known);
  let embedded = known.get(font);
  if (!embedded) {
    doc.font(font.forPdfkit as unknown as PDFKit.Mixins.PDFFontSource);
    embedded = doc._font;
    known.set(font, embedded);
  }
  doc.page.fonts[embedded.id] ??= embedded.ref();
  return embedded;
}

function utf16Hex(text: string): string {
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex');
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
