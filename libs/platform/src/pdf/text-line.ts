import type { HbFont, ShapedGlyph, ShapedRun } from './hb-font.js';
import type { Word } from './line-breaks.js';

/** A font as a page draws with it: the name in the page's resources, and the code of each glyph in its subset. */
export interface TextFont {
  readonly id: string;
  /** Four hexadecimal digits. */
  codeOf(glyph: ShapedGlyph): string;
}

export interface TextPen {
  readonly size: number;
  /** Points from the page's bottom left corner. */
  readonly x: number;
  readonly baseline: number;
  readonly fontOf: (font: HbFont) => TextFont;
  /** Of the element the text stands in; words in another language are marked with theirs. */
  readonly language?: string | undefined;
}

const LAO = /\p{Script=Lao}/u;
const LATIN = /\p{Script=Latin}/u;
// Less than a viewer can show, more than adding up advances is wrong by.
const SAME_PLACE = 1e-6;

/**
 * Operators of a text object that shows words on one baseline.
 *
 * Each word carries its stored text as ActualText wherever its glyphs alone would copy out differently, so what is
 * selected in a viewer is what was typed.
 */
export function textOperators(words: readonly Word[], pen: TextPen): string {
  const line = new Line(pen);
  for (const span of spansOf(words)) {
    const given = span.map((word) => word.given).join('');
    const properties = [languageOf(given, pen.language), span.some(needsActualText) ? actualText(given) : ''].join('');
    if (properties) line.mark(`/Span <<${properties}>> BDC`);
    for (const word of span) for (const { font, shaped } of word.runs) line.show(font, shaped);
    if (properties) line.mark('EMC');
  }
  return line.operators();
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

// Latin letters among Lao are names and terms of the partner: Vietnamese unless their element says otherwise.
function languageOf(given: string, around: string | undefined): string {
  const own = LAO.test(given) ? 'lo' : LATIN.test(given) && around === 'lo' ? 'vi' : around;
  return own === undefined || own === around ? '' : `/Lang (${own}) `;
}

const actualText = (given: string) => `/ActualText <${utf16Hex(given)}>`;

/**
 * Text-showing operators, few of them: the viewer's own pen goes on from glyph to glyph and from font to font. Only
 * where a mark is raised or a line begins the text matrix is set anew.
 */
class Line {
  private readonly written: string[] = [];
  private readonly pen: TextPen;
  private font: TextFont | undefined;
  /** What is inside the brackets of the next TJ: finished pieces, then codes that wait for their end. */
  private array = '';
  private codes = '';
  /** Where the next run begins, and where the viewer's pen stands: it knows advances only, not HarfBuzz' offsets. */
  private x: number;
  private viewer: { x: number; y: number } | undefined;

  constructor(pen: TextPen) {
    this.pen = pen;
    this.x = pen.x;
  }

  show(font: HbFont, { glyphs, em }: ShapedRun): void {
    const { size, baseline, fontOf } = this.pen;
    const textFont = fontOf(font);
    if (textFont !== this.font) {
      this.mark(`/${textFont.id} ${number(size)} Tf`);
      this.font = textFont;
    }
    const points = size / font.unitsPerEm;
    let run = 0;
    for (const glyph of glyphs) {
      const x = this.x + (run + glyph.xOffset) * points;
      const y = baseline + glyph.yOffset * points;
      if (this.viewer?.y !== y) this.mark(`1 0 0 1 ${number(x)} ${number(y)} Tm`);
      else if (Math.abs(this.viewer.x - x) > SAME_PLACE) this.adjust(((this.viewer.x - x) * 1000) / size);
      this.codes += textFont.codeOf(glyph);
      this.viewer = { x: x + font.advanceOf(glyph.glyph) * points, y };
      run += glyph.xAdvance;
    }
    this.x += em * size;
  }

  /** Writes an operator after everything shown so far. */
  mark(operator: string): void {
    this.endArray();
    this.written.push(operator);
  }

  operators(): string {
    this.endArray();
    return this.written.join('\n');
  }

  private endArray(): void {
    this.endCodes();
    if (this.array) this.written.push(`[${this.array}] TJ`);
    this.array = '';
  }

  private adjust(thousandths: number): void {
    this.endCodes();
    this.array += number(thousandths);
  }

  private endCodes(): void {
    if (this.codes) this.array += `<${this.codes}>`;
    this.codes = '';
  }
}

function utf16Hex(text: string): string {
  return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex');
}

/** A number as PDF writes it: to thousandths, never with an exponent. */
export function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
