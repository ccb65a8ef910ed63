import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, Clock, DomainError } from '#libs/kernel';
import { JobsService, Outbox, Storage, Sweeps, UnitOfWork } from '#libs/platform';
import { ImportReading } from './import-reading.js';
import { ImportWriting } from './import-writing.js';
import { ImportsRepository } from './imports.repository.js';
import { importArrived, importWanted } from './imports.service.js';
import type { ImportCounts, ImportFault, NominationImport } from './nomination-import.entity.js';

/** Milliseconds an import can be looked at. */
const keptFor = 7 * 24 * 3_600_000;

interface Wanted {
  importId: string;
  actor: Actor;
}

/**
 * Reads and imports behind the outbox: what a crash cut off begins anew, and shows nothing before. What can never
 * succeed is told in the job; anything else is tried again.
 */
@Injectable()
export class ImportWork implements OnModuleInit {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly reading: ImportReading,
    private readonly writing: ImportWriting,
    private readonly jobs: JobsService,
    private readonly storage: Storage,
    private readonly outbox: Outbox,
    private readonly sweeps: Sweeps,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(importArrived, (news) => this.read(news));
    this.outbox.handle(importWanted, (news) => this.write(news));
    this.sweeps.register(() => this.sweep());
  }

  async read({ importId, actor }: Wanted): Promise<void> {
    const arrived = await this.imports.find(importId);
    if (arrived?.state !== 'reading') return;
    const { fileStorageKey } = arrived;
    try {
      const counts = await this.reading.read(actor, arrived);
      await this.appear(actor, arrived, counts);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.reading.forgetRows(importId);
      await this.refuse(importId, 'refused', { code: error.code, args: error.args });
    }
    if (fileStorageKey) await this.storage.discard(fileStorageKey);
  }

  async write({ importId, actor }: Wanted): Promise<void> {
    const arrived = await this.imports.find(importId);
    if (arrived?.state !== 'importing') return;
    try {
      await this.writing.write(actor, importId, arrived.jobId);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.refuse(importId, 'checked', faultOf(error));
    }
  }

  /** Rows, counts and columns appear together. */
  private async appear(actor: Actor, { id, columns, notices }: NominationImport, counts: ImportCounts): Promise<void> {
    await this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (arrived?.state !== 'reading') return;
      const isClean = (counts.verdicts.error ?? 0) === 0;
      const goesOn = arrived.isDirect && isClean;
      Object.assign(arrived, {
        columns,
        notices,
        counts,
        state: goesOn ? 'importing' : 'checked',
        fileStorageKey: null,
      });
      await this.imports.save(arrived);
      const result = { importId: id, runId: arrived.runId, rows: counts.rows, verdicts: counts.verdicts };
      if (goesOn) {
        await this.jobs.resume(arrived.jobId, counts.rows);
        await this.outbox.raise(importWanted, { importId: id, actor });
      } else if (arrived.isDirect)
        await this.jobs.finish(arrived.jobId, 'failed', { ...result, code: 'import.rows_with_errors' });
      else await this.jobs.finish(arrived.jobId, 'done', result);
    });
  }

  private async refuse(id: string, state: 'refused' | 'checked', fault: ImportFault): Promise<void> {
    await this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (!arrived) return;
      Object.assign(arrived, { state, fault, fileStorageKey: null });
      await this.imports.save(arrived);
      await this.jobs.finish(arrived.jobId, 'failed', { code: fault.code, args: fault.args });
    });
  }

  /** Lists of people are not kept for longer than somebody needs to look at them. */
  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptFor);
    for (const { id, fileStorageKey } of await this.imports.olderThan(before)) {
      await this.reading.forgetRows(id);
      await this.unitOfWork.run(() => this.imports.forget(id));
      if (fileStorageKey) await this.storage.discard(fileStorageKey);
    }
  }
}

/** A row that was refused is named by its number and its own reason. */
function faultOf({ code, args }: DomainError): ImportFault {
  if (code !== 'import.row_refused') return { code, args };
  return { code: String(args.code), args: {}, row: Number(args.row) };
}
