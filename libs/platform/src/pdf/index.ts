// PDF documents in Lao, Vietnamese and English: shaped by HarfBuzz, drawn by pdfkit. What a document says and where is
// the business of those who draw it.
export { drawDocument, type PdfDocumentOptions } from './document.js';
export { type DrawingLimits, DrawingThreads } from './drawing-threads.js';
export { drawnForm } from './drawn-form.js';
export { writeInfo, writeMetadata, writeOutputIntent } from './file/archival.js';
export { FontSubset } from './file/font-subset.js';
export { type PdfImage, writeImage } from './file/image.js';
export { PdfObjects, reference } from './file/objects.js';
export { putSignature, type SignatureRoom, writeSignature, writeSignatureField } from './file/signature.js';
export { rgb, Sketch } from './file/sketch.js';
export { type StructureElement, writeStructure } from './file/structure.js';
export { type DocumentFonts, documentFonts, FONT_FILES, type FontPair, type FontWeight } from './fonts.js';
export { HbFont, type ShapedGlyph, type ShapedRun } from './hb-font.js';
export { itemise, type ScriptRun } from './itemise.js';
export { breakLines, type Line, type Word, wordsOf } from './line-breaks.js';
export { missingGlyphs } from './missing-glyphs.js';
export { drawWords } from './pdfkit-text.js';
export { drawQr, type QrPlace, qrOperators, qrSvg } from './qr.js';
export {
  baselineIn,
  drawText,
  type FittedText,
  fitParagraphs,
  fitText,
  fitWidth,
  linesOf,
  type Paragraphs,
  type PlacedLine,
  paragraphsOf,
  placedLines,
  sizesDown,
  type TextBox,
  type TextPlace,
} from './text-block.js';
export { number, type TextFont, type TextPen, textOperators } from './text-line.js';
export type { PdfInfo } from './xmp.js';
