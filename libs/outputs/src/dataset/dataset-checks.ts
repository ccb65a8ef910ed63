import { Injectable } from '@nestjs/common';
import { Clock, DomainError, newId, ruleActor } from '#libs/kernel';
import {
  Audit,
  DispatchLoop,
  type Imported,
  type Job,
  JobsService,
  RowImports,
  Storage,
  UnitOfWork,
} from '#libs/platform';
import type { DatasetTable, TableReport } from './dataset-table.entity.js';
import { DatasetTablesRepository } from './dataset-tables.repository.js';
import { DatasetTables } from './dataset-tables.service.js';
import { declaredOf } from './schema-check.js';
import { DatasetTableErrors } from './table-errors.entity.js';

const pollEvery = 5000;
const atOnce = 10;
/** How long a check is out of sight of other processes; extended while it goes on. Milliseconds. */
const heldFor = 60_000;
/** A check that so often ended with its process is given up. */
const mostAttempts = 3;
/** Milliseconds between two notes of how far it is. */
const notedEvery = 1000;

const attemptName = ({ id, jobId }: DatasetTable, attempt: number): string => `rows-${id}-${jobId}-${attempt}`;

/** Something is wrong in the cells: there are no rows. */
class RowsRefused extends Error {
  constructor(readonly found: Imported) {
    super('rows refused');
  }
}

/**
 * Checks files of rows one after the other, off the event loop, and lets their rows appear by one last unit. What a crash
 * cuts off begins again and shows nothing before.
 */
@Injectable()
export class DatasetChecks extends DispatchLoop<DatasetTable> {
  constructor(
    private readonly tables: DatasetTablesRepository,
    private readonly declared: DatasetTables,
    private readonly imports: RowImports,
    private readonly jobs: JobsService,
    private readonly storage: Storage,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {
    super(pollEvery, atOnce);
  }

  protected findDue(limit: number): Promise<DatasetTable[]> {
    return this.tables.waiting(this.clock.now(), limit);
  }

  protected async deliverOne({ id }: DatasetTable): Promise<void> {
    if (!(await this.unitOfWork.run(() => this.tables.hold(id, this.clock.now(), this.in(heldFor))))) return;
    const table = await this.tables.byId(id);
    const job = table?.jobId ? await this.jobs.find(table.jobId) : null;
    if (!table || !job) return;
    // Of attempts that a crash cut off, even between the file and its row.
    for (let attempt = 1; attempt < table.attempts; attempt++)
      await this.storage.discardMade(attemptName(table, attempt));
    if (table.attempts > mostAttempts) return this.refuse(table, job, { code: 'dataset.broke_off', args: {} });
    const heart = setInterval(() => void this.extend(id), heldFor / 3);
    try {
      await this.check(table, job);
    } catch (error) {
      if (this.ending.aborted) return await this.unitOfWork.run(() => this.tables.release(id));
      if (error instanceof RowsRefused) return await this.refuse(table, job, null, error.found);
      if (!(error instanceof DomainError)) this.log.error(error, `The check of table ${id} failed`);
      const fault = error instanceof DomainError ? error : new DomainError('unexpected', 'dataset.broke_off');
      await this.refuse(table, job, { code: fault.code, args: fault.args });
    } finally {
      clearInterval(heart);
    }
  }

  private async check(table: DatasetTable, job: Job): Promise<void> {
    const source = this.storage.pathOf(table.arrivedKey!);
    const told = this.noteProgress(job);
    const { key, made } = await this.storage.make(attemptName(table, table.attempts), async (path) => {
      const found = await this.imports.run(source, path, declaredOf(table.schema), { told, stop: this.ending });
      if (!found.file) throw new RowsRefused(found);
      return { found, file: found.file };
    });
    const { found, file } = made;
    const isSettled = await this.storage.keep({ key, ...file, head: new Uint8Array() }, () =>
      this.settle(table, job, async (current) => {
        const before = current.rowsKey;
        Object.assign(current, {
          status: 'stored',
          rowsKey: key,
          rowsSha256: file.sha256,
          rowsSize: file.size,
          rowCount: found.rows,
          sourceName: job.result.name,
          storedAt: this.clock.now(),
          report: this.reportOf(job, 'stored', null, found),
        });
        await this.tables.save(current);
        if (before !== null) await this.declared.forgetFile(before);
        await this.jobs.finish(job.id, 'done', { rows: found.rows });
        await this.record(current, 'dataset.rows_stored', { rows: found.rows, sha256: file.sha256 });
      }),
    );
    if (!isSettled) await this.storage.discard(key);
  }

  private async refuse(table: DatasetTable, job: Job, fault: TableReport['fault'], found?: Imported): Promise<void> {
    await this.settle(table, job, async (current) => {
      current.status = current.rowsKey === null ? 'refused' : 'stored';
      current.report = this.reportOf(job, 'refused', fault, found);
      await this.tables.save(current);
      if (found) {
        const errors = { id: newId(), tableId: current.id, faults: [...found.faults] };
        await this.tables.addErrors(Object.assign(new DatasetTableErrors(), errors));
      }
      const why = fault ?? { code: 'dataset.rows_with_errors', args: { count: found?.faultCount ?? 0 } };
      await this.jobs.finish(job.id, 'failed', { code: why.code, args: why.args });
      await this.record(current, 'dataset.rows_refused', { code: why.code, ...why.args });
    });
  }

  /** One unit; false when the check was over already. The arrived file is done with. */
  private settle(table: DatasetTable, job: Job, how: (current: DatasetTable) => Promise<void>): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const current = await this.tables.byId(table.id);
      const isOurs = current?.status === 'checking' && current.jobId === job.id && current.attempts === table.attempts;
      if (!current || !isOurs) return false;
      if (current.arrivedKey !== null) await this.storage.forget(current.arrivedKey);
      Object.assign(current, { arrivedKey: null, heldUntil: null, attempts: 0 });
      await how(current);
      return true;
    });
  }

  private reportOf(
    job: Job,
    outcome: TableReport['outcome'],
    fault: TableReport['fault'],
    found?: Imported,
  ): TableReport {
    return {
      outcome,
      sourceName: String(job.result.name ?? ''),
      at: this.clock.now().toISOString(),
      rows: found?.rows ?? 0,
      errorCount: found?.faultCount ?? 0,
      counts: [...(found?.counts ?? [])].slice(0, 200),
      fault,
      notices: [...(found?.notices ?? [])].slice(0, 10),
    };
  }

  /** Rows into the job, now and then. */
  private noteProgress({ id }: Job): (progress: { rows: number; total: number }) => void {
    let noted = 0;
    let begun = false;
    return ({ rows, total }) => {
      const now = performance.now();
      if (begun && now - noted < notedEvery) return;
      const note = begun ? this.jobs.progress(id, rows) : this.jobs.resume(id, total);
      [noted, begun] = [now, true];
      note.catch((error: unknown) => this.log.warn(error));
    };
  }

  private extend(id: string): Promise<void> {
    return this.unitOfWork
      .run(() => this.tables.extend(id, this.in(heldFor)))
      .catch((error: unknown) => this.log.warn(error));
  }

  private record(
    { id, outputId, name }: DatasetTable,
    action: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(ruleActor, {
      action,
      noun: 'output',
      subjectId: outputId,
      details: { tableId: id, name, ...details },
    });
  }

  private in(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
