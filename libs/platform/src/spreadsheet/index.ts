/** Tables that people keep in Excel or CSV: read with what can be wrong in them, and written. No noun of the domain. */
export { dateOfCell, textOfCell } from './reading-cells.js';
export { Spreadsheets, type ThreadLimits } from './spreadsheets.js';
export {
  type Cell,
  type CellNote,
  type DateCell,
  type ReadLimits,
  type ReadOptions,
  type Remark,
  type Table,
  type TableRow,
  usualLimits,
} from './table.js';
export type { Column, PageSheet, TableSheet, WorkbookSpec } from './write/spec.js';
