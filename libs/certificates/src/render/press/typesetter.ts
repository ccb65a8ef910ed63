import {
  documentFonts,
  type FittedText,
  type FontPair,
  FontSubset,
  fitParagraphs,
  fitWidth,
  type HbFont,
  type Line,
  linesOf,
  type Paragraphs,
  type PlacedLine,
  placedLines,
  rgb,
  type TextBox,
  type TextPlace,
  textOperators,
  type Word,
  wordsOf,
} from '#libs/platform';
import type { Slot } from './outline.js';

/** A text in a room of one width, broken at each size once. */
export class BrokenText {
  private readonly bySize = new Map<number, { lines: readonly Line[]; isInside: boolean }>();

  constructor(
    readonly text: string,
    private readonly paragraphs: Paragraphs,
    private readonly fonts: FontPair,
    private readonly width: number,
  ) {}

  at(size: number): { lines: readonly Line[]; isInside: boolean } {
    let broken = this.bySize.get(size);
    if (!broken) {
      const lines = linesOf(this.paragraphs, this.width, size, this.fonts);
      broken = { lines, isInside: fitWidth(lines, this.width, size) };
      this.bySize.set(size, broken);
    }
    return broken;
  }
}

export type Weight = keyof ReturnType<typeof documentFonts>;

/** The fonts of one file. */
export type FontSubsets = Map<HbFont, FontSubset>;

/** Sets the texts of many pages in the same fonts. What several pages have alike is set once. */
export class Typesetter {
  private readonly words = new Map<string, readonly Word[]>();
  private readonly broken = new Map<string, BrokenText>();
  private readonly fitted = new Map<string, FittedText>();
  private readonly pieces = new Map<string, string>();

  constructor(
    private readonly pageHeight: number,
    private readonly subsets: FontSubsets,
  ) {}

  fit(text: string, weight: Weight, box: TextBox): FittedText {
    const { width, height, size, minSize, lineHeight, maxLines } = box;
    return remembered(this.fitted, [weight, width, height, size, minSize, lineHeight, maxLines, text].join('|'), () =>
      fitParagraphs(this.paragraphs(text, weight), documentFonts()[weight], box),
    );
  }

  broke(text: string, weight: Weight, width: number): BrokenText {
    return remembered(this.broken, `${weight}|${width}|${text}`, () => {
      return new BrokenText(text, this.paragraphs(text, weight), documentFonts()[weight], width);
    });
  }

  /** By the line: one may be the same on all pages while the one above it is not. */
  private paragraphs(text: string, weight: Weight): Paragraphs {
    return text
      .split('\n')
      .map((line) => remembered(this.words, `${weight}|${line}`, () => wordsOf(line, documentFonts()[weight])));
  }

  /** The piece of a content stream that shows a fitted text. `text` and `place` tell it from others of the slot. */
  text(slot: Slot, text: string, fitted: FittedText, place: TextPlace, look: Look): string {
    const key = `${slot.content}|${place.x}|${place.y}|${fitted.size}|${text}`;
    return remembered(this.pieces, key, () => this.show(slot, placedLines(fitted, place), fitted.size, look));
  }

  /** The same of lines that stand where they are told. */
  lines(slot: Slot, text: string, lines: readonly PlacedLine[], size: number, look: Look): string {
    const [first] = lines;
    const key = `${slot.content}|${first?.x}|${first?.baseline}|${size}|${text}`;
    return remembered(this.pieces, key, () => this.show(slot, lines, size, look));
  }

  private show(slot: Slot, lines: readonly PlacedLine[], size: number, { colour, language }: Look): string {
    const shown = lines.map(({ words, x, baseline }) =>
      textOperators(words, { size, x, baseline: this.pageHeight - baseline, fontOf: this.fontOf, language }),
    );
    return `/${slot.type} <</MCID ${slot.content}>> BDC\n${rgb(colour)} rg\nBT\n${shown.join('\n')}\nET\nEMC`;
  }

  private readonly fontOf = (font: HbFont): FontSubset =>
    remembered(this.subsets, font, () => new FontSubset(font, `F${this.subsets.size + 1}`));
}

export interface Look {
  /** #rrggbb */
  readonly colour: string;
  /** Of the element around, for words in another one. */
  readonly language: string;
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
