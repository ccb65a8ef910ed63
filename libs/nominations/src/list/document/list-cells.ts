import { documentFonts, type FontPair, type FontWeight, type Line, linesOf, paragraphsOf } from '#libs/platform';
import type { ListPaper, PaperColumn } from './list-paper.js';

export const TEXT = { size: 10, leading: 17.5, pad: 3.5, side: 4 };

/** A cell broken into lines at its width. */
export interface SetCell {
  lines: readonly Line[];
  width: number;
  align: PaperColumn['align'];
}

export type SetRow = readonly SetCell[];

export function cellsOf({ columns }: ListPaper, texts: readonly string[], width: number, weight: FontWeight): SetRow {
  const fonts = documentFonts()[weight];
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share, align }, index) => {
    const own = (width * share) / shares;
    return { lines: breakText(texts[index]!, own - 2 * TEXT.side, TEXT.size, fonts), width: own, align };
  });
}

export const heightOf = (row: SetRow): number =>
  Math.max(1, ...row.map(({ lines }) => lines.length)) * TEXT.leading + 2 * TEXT.pad;

export const breakText = (text: string, width: number, size: number, fonts: FontPair): Line[] =>
  linesOf(paragraphsOf(text, fonts), width, size, fonts);
