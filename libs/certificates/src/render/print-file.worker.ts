import { move } from 'piscina';
import type { PdfInfo } from '#libs/platform';
import { printFile, type Sheet } from './press/print-file.js';
import { type TemplateData, templateOf } from './template.js';

/** Certificates to be printed on paper together. */
export interface PrintTask {
  readonly designs: readonly TemplateData[];
  readonly sheets: readonly Sheet[];
  readonly info: PdfInfo;
}

export default function print({ designs, sheets, info }: PrintTask) {
  // A copy of its own: pooled buffers share memory and cannot be moved to the main thread.
  return move(new Uint8Array(printFile(designs.map(templateOf), sheets, info)));
}
