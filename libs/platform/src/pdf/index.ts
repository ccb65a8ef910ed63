// PDF documents in Lao, Vietnamese and English: shaped by HarfBuzz, drawn by pdfkit. What a document says and where is
// the business of those who draw it.
export { drawDocument, type PdfDocumentOptions } from './document.js';
export { type DrawingLimits, DrawingThreads } from './drawing-threads.js';
export { drawnForm } from './drawn-form.js';
export { type DocumentFonts, documentFonts, FONT_FILES, type FontPair, type FontWeight } from './fonts.js';
export { HbFont, type ShapedGlyph, type ShapedRun } from './hb-font.js';
export { itemise, type ScriptRun } from './itemise.js';
export { breakLines, type Line, type Word, wordsOf } from './line-breaks.js';
export { missingGlyphs } from './missing-glyphs.js';
export { drawQr, type QrPlace, qrSvg } from './qr.js';
export {
  baselineIn,
  drawText,
  type FittedText,
  fitText,
  fitWidth,
  linesOf,
  type Paragraphs,
  paragraphsOf,
  sizesDown,
  type TextBox,
  type TextPlace,
} from './text-block.js';
export { drawWords } from './text-line.js';
export type { PdfInfo } from './xmp.js';
