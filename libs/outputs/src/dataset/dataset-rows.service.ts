import { Inject, Injectable } from '@nestjs/common';
import { type Actor, enforce } from '#libs/kernel';
import {
  type ArrivedFile,
  Audit,
  CONFIGURATION,
  type Configuration,
  fileName,
  type Job,
  JobsService,
  RowImports,
  requireContent,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import { outputAccess } from '../output.policy.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import { mayChangeTable } from './dataset.rules.js';
import type { TableSchema } from './dataset.types.js';
import { DatasetChecks } from './dataset-checks.js';
import type { DatasetTable } from './dataset-table.entity.js';
import { DatasetTablesRepository } from './dataset-tables.repository.js';
import { DatasetTables } from './dataset-tables.service.js';
import { suggestSchema } from './suggestion.js';

/** Files with the rows of tables: sent, looked into, checked behind. */
@Injectable()
export class DatasetRows {
  constructor(
    private readonly declared: DatasetTables,
    private readonly tables: DatasetTablesRepository,
    private readonly checks: DatasetChecks,
    private readonly inSight: OutputsInSight,
    private readonly imports: RowImports,
    private readonly jobs: JobsService,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The most bytes a file of rows may have. */
  get limit(): number {
    return this.configuration.maxDatasetBytes;
  }

  /** Asked before the upload is read: whoever may not send rows does not get to. */
  async expect(actor: Actor, outputId: string, tableId?: string): Promise<void> {
    const output = await this.inSight.getFor(actor, outputAccess.draft, outputId);
    if (tableId) enforce(mayChangeTable(output, await this.declared.get(actor, outputId, tableId)));
  }

  /** Takes in a file to be checked. What is stored stays until another file was found right. */
  async send(actor: Actor, outputId: string, tableId: string, given: ArrivedFile): Promise<Job> {
    const sent = await this.storage.keep(given.stored, async () => {
      requireContent(given);
      return this.unitOfWork.run(() => this.begin(actor, outputId, tableId, given));
    });
    void this.checks.deliver();
    return sent;
  }

  private async begin(actor: Actor, outputId: string, tableId: string, given: ArrivedFile): Promise<Job> {
    const table = await this.declared.toChange(actor, outputId, tableId);
    const name = fileName(given.name);
    const job = await this.jobs.start(actor, 'dataset_rows', 1, { outputId, tableId, name });
    const arrivedKey = given.stored.key;
    Object.assign(table, { status: 'checking', arrivedKey, jobId: job.id, attempts: 0, heldUntil: null, report: null });
    await this.tables.save(table);
    await this.tables.forgetErrors(tableId);
    await this.record(actor, table, given);
    return job;
  }

  /** Columns that would fit a file; nothing of it is kept. */
  async suggest(actor: Actor, outputId: string, given: ArrivedFile): Promise<TableSchema> {
    try {
      await this.expect(actor, outputId);
      requireContent(given);
      return suggestSchema(await this.imports.look(this.storage.pathOf(given.stored.key)));
    } finally {
      await this.storage.discard(given.stored.key);
    }
  }

  /** Not what the file is called, which may say whom it is about. */
  private record(actor: Actor, table: DatasetTable, { stored }: ArrivedFile): Promise<void> {
    return this.audit.record(actor, {
      action: 'dataset.rows_sent',
      noun: 'output',
      subjectId: table.outputId,
      details: { tableId: table.id, size: stored.size, sha256: stored.sha256 },
    });
  }
}
