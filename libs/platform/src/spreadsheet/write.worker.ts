import { move } from 'piscina';
import type { WorkbookSpec } from './write/spec.js';
import { writeWorkbook } from './write/workbook.js';

export default function writeTask(spec: WorkbookSpec) {
  return move(writeWorkbook(spec));
}
