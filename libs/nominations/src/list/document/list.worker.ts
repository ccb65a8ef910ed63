import { move } from 'piscina';
import { drawList } from './draw-list.js';
import type { ListPaper } from './list-paper.js';

export default async function draw(paper: ListPaper) {
  // A copy of its own: pooled buffers share memory and cannot be moved to the main thread.
  return move(new Uint8Array(await drawList(paper)));
}
