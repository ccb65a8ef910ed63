import type { HbFont, ShapedGlyph } from './hb-font.js';
import type { Word } from './line-breaks.js';
import { number, type TextFont, textOperators } from './text-line.js';

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

interface PdfkitFont extends TextFont {
  readonly embedded: EmbeddedFont;
}

const fontsOfDocuments = new WeakMap<PDFKit.PDFDocument, Map<HbFont, PdfkitFont>>();

/**
 * Draws words on one baseline. `x` and `baseline` are points from the page's top left corner; the fill colour is the
 * document's current one.
 */
export function drawWords(doc: PDFKit.PDFDocument, words: readonly Word[], size: number, x: number, baseline: number) {
  const drawing = doc as unknown as DrawingDocument;
  const { height } = drawing.page;
  const fontOf = (font: HbFont) => fontIn(drawing, font);
  const shown = textOperators(words, { size, x, baseline: height - baseline, fontOf });
  // pdfkit turned the page upside down (top left origin); text must stand upright, so turn it back.
  doc.addContent(`q 1 0 0 -1 0 ${number(height)} cm BT\n${shown}\nET Q`);
}

function fontIn(doc: DrawingDocument, font: HbFont): PdfkitFont {
  const fonts = fontsOfDocuments.get(doc as unknown as PDFKit.PDFDocument) ?? new Map<HbFont, PdfkitFont>();
  fontsOfDocuments.set(doc as unknown as PDFKit.PDFDocument, fonts);
  let known = fonts.get(font);
  if (!known) {
    doc.font(font.forPdfkit as unknown as PDFKit.Mixins.PDFFontSource);
    known = pdfkitFont(font, doc._font);
    fonts.set(font, known);
  }
  doc.page.fonts[known.id] ??= known.embedded.ref();
  return known;
}

function pdfkitFont(font: HbFont, embedded: EmbeddedFont): PdfkitFont {
  return {
    embedded,
    id: embedded.id,
    codeOf(glyph: ShapedGlyph) {
      const code = embedded.subset.includeGlyph(glyph.id);
      embedded.widths[code] ??= font.advanceOf(glyph.glyph) * embedded.scale;
      embedded.unicode[code] ??= glyph.codePoints;
      return code.toString(16).padStart(4, '0');
    },
  };
}
