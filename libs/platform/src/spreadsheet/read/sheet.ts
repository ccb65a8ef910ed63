import { Refusal } from '../refusal.js';
import type { ReadLimits } from '../table.js';
import { readCell, type Workings } from './cell.js';
import { columnOf, type Grid, GridBuilder } from './grid.js';
import { type RichText, RichTextReader } from './rich-text.js';
import { parseXml } from './xml.js';

export interface Sheet extends Grid {
  readonly merged: readonly string[];
  /** How many cells have a formula, and how many rows with something in them are hidden. */
  readonly formulas: number;
  readonly hiddenRows: number;
}

const mostMerged = 10_000;

/** Reads the cells of one worksheet. */
export async function readSheet(
  part: AsyncIterable<Uint8Array>,
  workings: Workings,
  limits: ReadLimits,
  headerWords: readonly string[],
): Promise<Sheet> {
  const grid = new GridBuilder(limits);
  const inlineText = new RichTextReader();
  const merged: string[] = [];
  let formulas = 0;
  let hiddenRows = 0;
  let row = 0;
  let isHidden = false;
  let column = -1;
  let type = '';
  let style = 0;
  let value: string | null = null;
  let inline: RichText | null = null;
  let isFormula = false;
  let within: 'v' | 'is' | null = null;

  await parseXml(part, {
    open(name, attributes) {
      if (name === 'row') {
        // Rows and cells may leave out where they are: then each is next to the one before.
        const { r, hidden } = attributes();
        row = r === undefined ? row + 1 : Number(r);
        if (!(row > 0 && row <= 1_048_576)) throw new Refusal('spreadsheet.broken');
        isHidden = hidden === '1' || hidden === 'true';
        column = -1;
      } else if (name === 'c') {
        const { r, t = 'n', s = '0' } = attributes();
        column = r === undefined ? column + 1 : columnOf(r);
        if (column < 0) throw new Refusal('spreadsheet.broken');
        type = t;
        style = Number(s);
        value = null;
        inline = null;
        isFormula = false;
      } else if (name === 'v') {
        within = 'v';
        value = '';
      } else if (name === 'f') isFormula = true;
      else if (name === 'is') within = 'is';
      else if (name === 'mergeCell') {
        const { ref = '' } = attributes();
        if (ref.includes(':')) merged.push(ref);
        if (merged.length > mostMerged) throw new Refusal('spreadsheet.broken');
      } else if (within === 'is') inlineText.open(name, attributes);
    },
    text(text) {
      if (within === 'v') value += text;
      else if (within === 'is') inlineText.take(text);
    },
    close(name) {
      if (name === 'v') within = null;
      else if (name === 'is') {
        within = null;
        inline = inlineText.end();
      } else if (name === 'c') {
        if (value === null && inline === null && !isFormula) return;
        const [cell, note] = readCell({ type, style, value, inline, isFormula }, workings);
        grid.put(row, column, cell, note);
        if (isFormula) formulas++;
        if (isHidden && cell !== null) {
          hiddenRows++;
          isHidden = false;
        }
      } else if (within === 'is') inlineText.close(name);
    },
  });
  return { ...grid.end(headerWords, merged), merged, formulas, hiddenRows };
}
