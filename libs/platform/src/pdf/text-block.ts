import type { FontPair } from './fonts.js';
import { breakLines, type Line, type Word, wordsOf } from './line-breaks.js';
import { drawWords } from './pdfkit-text.js';

/** The box a text must fit. Lengths in points; `lineHeight` is a multiple of the size, for Lao 1.8 or near it. */
export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly size: number;
  /** The smallest size that still looks right; a text that cannot fit at it is set smaller still, never clipped. */
  readonly minSize: number;
  readonly lineHeight: number;
  readonly maxLines?: number;
}

export interface FittedText {
  readonly lines: readonly Line[];
  readonly size: number;
  /** Distance of two baselines in points. */
  readonly leading: number;
  /** Of all lines together, in points. */
  readonly height: number;
}

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align: 'left' | 'centre' | 'right';
}

/** A line's words with the beginning of its baseline. */
export interface PlacedLine {
  readonly words: readonly Word[];
  readonly x: number;
  readonly baseline: number;
}

const STEP = 0.25;
const SHRINK = 0.93;
const ROUNDING = 0.01;
// Noto Sans Lao's line, in em. Latin is set on the same baseline, so that columns in two scripts stand level.
const ASCENT = 1.183;
const LINE = 1.645;

/** A text cut into words once, to be broken at several sizes: paragraphs (separated by line feeds) of words. */
export type Paragraphs = readonly (readonly Word[])[];

export function paragraphsOf(text: string, fonts: FontPair): Paragraphs {
  return text.split('\n').map((paragraph) => wordsOf(paragraph, fonts));
}

export function linesOf(paragraphs: Paragraphs, width: number, size: number, fonts: FontPair): Line[] {
  return paragraphs.flatMap((words) => breakLines(words, width / size, fonts));
}

export function fitWidth(lines: readonly Line[], width: number, size: number): boolean {
  return lines.every((line) => line.em * size <= width + ROUNDING);
}

/** Sizes to try, largest first: fine steps down to the smallest good one, then on for as long as it takes. */
export function* sizesDown(size: number, minSize: number): Generator<number> {
  for (let s = size; s > minSize; s -= STEP) yield s;
  // Thousandths, as the page says it: what is measured is what is drawn.
  for (let s = minSize; s > 0.5; s = Math.round(s * SHRINK * 1000) / 1000) yield s;
}

/** Breaks a text into lines at the largest size that fits the box. */
export function fitText(text: string, fonts: FontPair, box: TextBox): FittedText {
  return fitParagraphs(paragraphsOf(text, fonts), fonts, box);
}

/** The same of a text that is cut into words already. */
export function fitParagraphs(paragraphs: Paragraphs, fonts: FontPair, box: TextBox): FittedText {
  let fitted: FittedText = { lines: [], size: box.size, leading: 0, height: 0 };
  for (const size of sizesDown(box.size, box.minSize)) {
    const lines = linesOf(paragraphs, box.width, size, fonts);
    const leading = size * box.lineHeight;
    fitted = { lines, size, leading, height: lines.length * leading };
    const tooMany = size >= box.minSize && lines.length > (box.maxLines ?? Number.POSITIVE_INFINITY);
    if (!tooMany && fitted.height <= box.height + ROUNDING && fitWidth(lines, box.width, size)) break;
  }
  return fitted;
}

/** Where each line of a fitted text begins, from the top of its place downwards. */
export function placedLines(text: FittedText, place: TextPlace): PlacedLine[] {
  return text.lines.map((line, i) => {
    const slack = place.width - line.em * text.size;
    const indent = place.align === 'left' ? 0 : place.align === 'right' ? slack : slack / 2;
    const baseline = place.y + i * text.leading + baselineIn(text.leading, text.size);
    return { words: line.words, x: place.x + indent, baseline };
  });
}

/** Draws fitted text in the document's current fill colour. */
export function drawText(doc: PDFKit.PDFDocument, text: FittedText, place: TextPlace): void {
  for (const { words, x, baseline } of placedLines(text, place)) drawWords(doc, words, text.size, x, baseline);
}

/** Where in a line of the given height the baseline lies, in points from its top. */
export function baselineIn(leading: number, size: number): number {
  return (leading - LINE * size) / 2 + ASCENT * size;
}
