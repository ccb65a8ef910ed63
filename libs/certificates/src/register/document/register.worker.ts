import { move } from 'piscina';
import { drawRegister } from './draw-register.js';
import type { RegisterPaper } from './register-paper.js';

export default async function draw(paper: RegisterPaper) {
  // A copy of its own: pooled buffers share memory and cannot be moved to the main thread.
  return move(new Uint8Array(await drawRegister(paper)));
}
