import { Entity, Index } from 'typeorm';
import type { ErrorArgs, LocalisedText } from '#libs/kernel';
import {
  id,
  instant,
  json,
  Key,
  largeJson,
  orNull,
  References,
  type Remark,
  Stored,
  text,
  whole,
} from '#libs/platform';
import { Output } from '../output.entity.js';
import type { TableSchema, TableStatus } from './dataset.types.js';

/** What came of the last file that was sent. */
export interface TableReport {
  outcome: 'stored' | 'refused';
  sourceName: string;
  at: string;
  /** Rows that were read. */
  rows: number;
  /** Cells with something wrong in them; of the first thousand each is kept. */
  errorCount: number;
  /** By column (empty: the whole file) and code. */
  counts: { column: string; code: string; count: number }[];
  /** Why the file was not read to its end. */
  fault: { code: string; args: ErrorArgs } | null;
  notices: Remark[];
}

/** One table of an output: its declared columns and, once a file of rows was accepted, where the rows lie. */
@Entity('dataset_table')
@Index('uq_dataset_table_name', ['outputId', 'name'], { unique: true })
@Index('ix_dataset_table_status', ['status', 'id'])
export class DatasetTable {
  @Key() id: string;
  @Stored(id()) @References(() => Output) outputId: string;
  /** `[a-z][a-z0-9_]{0,59}`; how addresses and packages name it. */
  @Stored(text(60)) name: string;
  @Stored(json()) title: LocalisedText;
  @Stored(largeJson()) schema: TableSchema;
  @Stored(text(12)) status: TableStatus;
  /** Counts from 1, the order among the tables of an output. */
  @Stored(whole()) position: number;
  /** The row file in Storage (`row-files/column-types.ts`). Null: no rows yet. Versions of an output share it. */
  @Stored(orNull(text(80))) rowsKey: string | null;
  @Stored(orNull(text(64))) rowsSha256: string | null;
  /** Of the row file, in bytes. */
  @Stored(orNull(whole())) rowsSize: number | null;
  @Stored(orNull(whole())) rowCount: number | null;
  /** The file the rows came from, as its sender called it. */
  @Stored(orNull(text(250))) sourceName: string | null;
  @Stored(orNull(instant())) storedAt: Date | null;
  /** The file that is being checked, as Storage calls it. */
  @Stored(orNull(text(80))) arrivedKey: string | null;
  /** Of the last file that was sent. */
  @Stored(orNull(id())) jobId: string | null;
  /** How often the check under way was begun. */
  @Stored(whole()) attempts: number;
  /** Until then one process has the check in hand. */
  @Stored(orNull(instant())) heldUntil: Date | null;
  @Stored(orNull(json())) report: TableReport | null;
  @Stored(instant()) createdAt: Date;
  @Stored(whole()) version: number;

  get hasRows(): boolean {
    return this.rowsKey !== null;
  }
}
