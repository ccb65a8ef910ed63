import { move } from 'piscina';
import { drawSheets } from './draw-sheet.js';
import type { SheetPaper } from './sheet-paper.js';

export default async function draw(papers: readonly SheetPaper[]) {
  // A copy of its own: pooled buffers share memory and cannot be moved to the main thread.
  return move(new Uint8Array(await drawSheets(papers)));
}
