import { Entity, Index } from 'typeorm';
import type { ErrorArgs } from '#libs/kernel';
import { id, Key, largeJson, References, Stored } from '#libs/platform';
import { DatasetTable } from './dataset-table.entity.js';

/** Something wrong in one cell of a file of rows. */
export interface CellFault {
  /** As the spreadsheet program counts; in CSV the line of the record, the header being 1. */
  row: number;
  /** Name of the declared column. */
  column: string;
  code: string;
  args: ErrorArgs;
  /** What stood there, shortened. */
  found: string;
}

/** The first faults of the last file that was refused for a table. */
@Entity('dataset_table_errors')
@Index('uq_dataset_table_errors', ['tableId'], { unique: true })
export class DatasetTableErrors {
  @Key() id: string;
  @Stored(id()) @References(() => DatasetTable) tableId: string;
  @Stored(largeJson()) faults: CellFault[];
}
