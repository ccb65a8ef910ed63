import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError, localDateOf } from '#libs/kernel';
import { JobsService, type Remark, Spreadsheets, Storage, type Table, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { mostRows, requiredColumns } from './import.columns.js';
import { ImportCells, type ReadRow } from './import-cells.js';
import { ImportCheck, SeenPeople } from './import-check.js';
import { ImportWords } from './import-words.js';
import { ImportsRepository } from './imports.repository.js';
import type { FileColumn, ImportCounts, NominationImport } from './nomination-import.entity.js';
import type { NominationImportRow } from './nomination-import-row.entity.js';

/** Rows of one short unit. */
const atOnce = 500;
/** Characters of a header that are kept: those of all columns fit one TEXT. */
const longestHeader = 100;
/** Rows that are checked before others get their turn. */
const slice = 50;

/** Reads an arrived file and writes its rows with what was found, in short units; the last one makes them appear. */
@Injectable()
export class ImportReading {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly check: ImportCheck,
    private readonly words: ImportWords,
    private readonly spreadsheets: Spreadsheets,
    private readonly storage: Storage,
    private readonly runs: RunLookup,
    private readonly jobs: JobsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError for a file that is no list of people. */
  async read(actor: Actor, arrived: NominationImport): Promise<ImportCounts> {
    await this.forgetRows(arrived.id);
    const table = await this.spreadsheets.readTable(this.storage.pathOf(arrived.fileStorageKey!), {
      headerWords: this.words.headerWords,
      limits: { rows: mostRows },
    });
    const columns = this.columnsOf(table);
    // How many rows there are is known by now.
    await this.jobs.resume(arrived.jobId, table.rows.length);
    const run = await this.runs.get(arrived.runId);
    const cells = new ImportCells(
      columns.map(({ key }) => key),
      this.words,
      arrived.language,
      localDateOf(this.clock.now()),
    );
    const seen = new SeenPeople();
    const counts: ImportCounts = {
      rows: table.rows.length,
      verdicts: {},
      warned: 0,
      imported: 0,
      skipped: 0,
      listed: 0,
    };
    Object.assign(arrived, { columns, notices: table.notices.slice(0, 10).map(cut) });
    for (let done = 0; done < table.rows.length; done += atOnce) {
      const rows = await this.readRows(cells, table.rows.slice(done, done + atOnce));
      const judged = await this.judge(actor, run, arrived, rows, seen);
      count(counts, judged);
      await this.unitOfWork.run(async () => {
        await this.imports.addRows(judged);
        await this.jobs.progress(arrived.jobId, Math.min(done + atOnce, table.rows.length));
      });
    }
    return counts;
  }

  async forgetRows(id: string): Promise<void> {
    while (await this.unitOfWork.run(() => this.imports.forgetRows(id)));
  }

  private async readRows(cells: ImportCells, rows: Table['rows']): Promise<ReadRow[]> {
    const read: ReadRow[] = [];
    for (const [at, row] of rows.entries()) {
      if (at % slice === 0) await turn();
      read.push(cells.read(row));
    }
    return read;
  }

  private async judge(
    actor: Actor,
    run: Parameters<ImportCheck['judge']>[1],
    arrived: NominationImport,
    rows: readonly ReadRow[],
    seen: SeenPeople,
  ): Promise<NominationImportRow[]> {
    const judged = await this.check.judge(actor, run, arrived, rows, seen);
    await turn();
    return judged;
  }

  private columnsOf({ header, rows }: Table): FileColumn[] {
    if (rows.length === 0) throw conflict('import.no_rows');
    const columns = header.map((text) => ({ header: text.slice(0, longestHeader), key: this.words.keyOf(text) }));
    const keys = columns.map(({ key }) => key);
    const missing = requiredColumns.filter((key) => !keys.includes(key));
    if (missing.length > 0) throw new DomainError('invalid', 'import.column_missing', { columns: missing.join() });
    const twice = columns.find(({ key }, at) => key !== null && keys.indexOf(key) !== at);
    if (twice) throw new DomainError('invalid', 'import.column_twice', { header: twice.header });
    return columns;
  }
}

/** Names of sheets, however many a workbook has. */
const cut = ({ code, args }: Remark): Remark => ({
  code,
  args: Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 300) : value]),
  ),
});

function count(counts: ImportCounts, rows: readonly NominationImportRow[]): void {
  for (const { verdict, findings } of rows) {
    counts.verdicts[verdict] = (counts.verdicts[verdict] ?? 0) + 1;
    if (findings.length > 0) counts.warned += 1;
  }
}
