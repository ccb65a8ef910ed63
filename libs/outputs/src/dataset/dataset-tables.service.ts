import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError, enforce, newId, notFound, stale } from '#libs/kernel';
import { Audit, Storage, UnitOfWork, violatesUnique } from '#libs/platform';
import type { Output } from '../output.entity.js';
import { outputAccess } from '../output.policy.js';
import { OutputsRepository } from '../outputs.repository.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import { areStored, mayChangeTable, mayDeclare } from './dataset.rules.js';
import type { TableSchema } from './dataset.types.js';
import { DatasetTable } from './dataset-table.entity.js';
import { DatasetTablesRepository } from './dataset-tables.repository.js';
import { demandsTheSame, faultsOf } from './schema-check.js';
import type { CellFault } from './table-errors.entity.js';
import type { TableChanges, TableFields } from './table-schema.fields.js';

/** What authors declare of the tables of their dataset. */
@Injectable()
export class DatasetTables {
  constructor(
    private readonly tables: DatasetTablesRepository,
    private readonly outputs: OutputsRepository,
    private readonly inSight: OutputsInSight,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** In their order, for whoever sees the output. */
  async list(actor: Actor, outputId: string): Promise<DatasetTable[]> {
    await this.inSight.get(actor, outputId);
    return this.tables.ofOutput(outputId);
  }

  async get(actor: Actor, outputId: string, id: string): Promise<DatasetTable> {
    await this.inSight.get(actor, outputId);
    return this.found(outputId, id);
  }

  /** The first faults of the last file that was refused. */
  async faults(actor: Actor, outputId: string, id: string): Promise<CellFault[]> {
    const table = await this.get(actor, outputId, id);
    return (await this.tables.errors(table.id))?.faults ?? [];
  }

  /** Unscoped, for what belongs to an output the caller has in hand. */
  ofOutput(outputId: string): Promise<DatasetTable[]> {
    return this.tables.ofOutput(outputId);
  }

  async declare(actor: Actor, outputId: string, fields: TableFields): Promise<DatasetTable> {
    requireRight(fields.schema);
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.draft, outputId);
      const present = await this.tables.ofOutput(outputId);
      enforce(mayDeclare(output, present.length));
      const table = Object.assign(new DatasetTable(), {
        ...withoutRows,
        ...fields,
        id: newId(),
        outputId,
        position: Math.max(0, ...present.map(({ position }) => position)) + 1,
        createdAt: this.clock.now(),
        version: 1,
      });
      await this.outputs.update(output);
      await unlessTaken(table.name, () => this.tables.add(table));
      await this.record(actor, 'dataset.table_declared', table);
      return table;
    });
  }

  /** `version` is the one the person was looking at. Rows go when they might not be right under the new columns. */
  async edit(
    actor: Actor,
    outputId: string,
    id: string,
    version: number,
    changes: TableChanges,
  ): Promise<DatasetTable> {
    if (changes.schema) requireRight(changes.schema);
    return this.unitOfWork.run(async () => {
      const table = await this.toChange(actor, outputId, id);
      if (table.version !== version) throw stale('table');
      const keeps = !changes.schema || demandsTheSame(table.schema, changes.schema);
      Object.assign(table, changes);
      if (!keeps) await this.forgetRows(table);
      await unlessTaken(table.name, () => this.tables.save(table));
      await this.record(actor, 'dataset.table_edited', table, { fields: Object.keys(changes), keepsRows: keeps });
      return table;
    });
  }

  async remove(actor: Actor, outputId: string, id: string): Promise<void> {
    await this.unitOfWork.run(async () => {
      const table = await this.toChange(actor, outputId, id);
      await this.tables.forgetErrors(id);
      await this.tables.remove(table);
      if (table.rowsKey !== null) await this.forgetFile(table.rowsKey);
      await this.record(actor, 'dataset.table_removed', table);
    });
  }

  /** Joins the unit that submits: every declared table has its rows; what was wrong in files before is forgotten. */
  async settle(outputId: string): Promise<void> {
    const tables = await this.tables.ofOutput(outputId);
    enforce(areStored(tables));
    for (const { id } of tables) await this.tables.forgetErrors(id);
  }

  /** Joins the unit that begins a version: its tables share the rows of the one before. */
  async copy(from: Output, to: Output): Promise<void> {
    const tables = await this.tables.ofOutput(from.id);
    const copies = tables.map((table) =>
      Object.assign(new DatasetTable(), table, { id: newId(), outputId: to.id, jobId: null, report: null, version: 1 }),
    );
    await this.tables.add(...copies);
  }

  /** Under the version of its output: a submission in the same moment makes this unit run again. */
  async toChange(actor: Actor, outputId: string, id: string): Promise<DatasetTable> {
    const output = await this.inSight.getFor(actor, outputAccess.draft, outputId);
    const table = await this.found(outputId, id);
    enforce(mayChangeTable(output, table));
    await this.outputs.update(output);
    return table;
  }

  /** Joins the running unit: the file goes with the last version that has it. */
  async forgetFile(rowsKey: string): Promise<void> {
    if (!(await this.tables.areStillUsed(rowsKey))) await this.storage.forget(rowsKey);
  }

  private async forgetRows(table: DatasetTable): Promise<void> {
    const { rowsKey } = table;
    Object.assign(table, withoutRows);
    await this.tables.forgetErrors(table.id);
    if (rowsKey === null) return;
    await this.tables.save(table);
    await this.forgetFile(rowsKey);
  }

  private async found(outputId: string, id: string): Promise<DatasetTable> {
    const table = await this.tables.find(outputId, id);
    if (!table) throw notFound('table');
    return table;
  }

  private record(actor: Actor, action: string, { id, outputId, name }: DatasetTable, details = {}): Promise<void> {
    return this.audit.record(actor, {
      action,
      noun: 'output',
      subjectId: outputId,
      details: { tableId: id, name, ...details },
    });
  }
}

const withoutRows = {
  status: 'declared',
  rowsKey: null,
  rowsSha256: null,
  rowsSize: null,
  rowCount: null,
  sourceName: null,
  storedAt: null,
  arrivedKey: null,
  jobId: null,
  attempts: 0,
  heldUntil: null,
  report: null,
} as const;

function requireRight(schema: TableSchema): void {
  const faults = faultsOf(schema);
  if (faults.length === 0) return;
  const fields = faults.map((fault) => ({ ...fault, pointer: `/schema${fault.pointer}` }));
  throw new DomainError('invalid', 'invalid', {}, fields);
}

async function unlessTaken(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const isTaken = violatesUnique(error, 'uq_dataset_table_name', 'dataset_table', ['output_id', 'name']);
    throw isTaken ? conflict('dataset.name_taken', { name }) : error;
  }
}
