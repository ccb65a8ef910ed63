import { Injectable, Logger } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError } from '#libs/kernel';
import { Audit, eventType, JobsService, Outbox, Storage, UnitOfWork, withoutValues } from '#libs/platform';
import { ImportsRepository } from './imports.repository.js';
import type { ImportCounts, ImportFault, ImportState, NominationImport } from './nomination-import.entity.js';

export interface Wanted {
  importId: string;
  actor: Actor;
}

export const importArrived = eventType<Wanted>('nomination_import.arrived');
export const importWanted = eventType<Wanted>('nomination_import.wanted');

/** A step that broke off so often, by a fault of ours or with the whole process, is given up. */
const mostAttempts = 4;

/** How a step of an import begins and ends: what a crash cut off begins anew, some few times. */
@Injectable()
export class ImportSteps {
  private readonly log = new Logger(ImportSteps.name);

  constructor(
    private readonly imports: ImportsRepository,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly storage: Storage,
    private readonly audit: Audit,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Counted before it begins: what ends the whole process counts, too. Null when the step is over. */
  attempt(id: string, state: ImportState): Promise<NominationImport | null> {
    return this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (arrived?.state !== state) return null;
      arrived.attempts = (arrived.attempts ?? 0) + 1;
      await this.imports.save(arrived);
      return arrived;
    });
  }

  /** Throws what is worth another attempt. What is out of reach for now is no attempt. */
  async faultFor({ id, state, attempts }: NominationImport, error: unknown): Promise<ImportFault> {
    if (error instanceof DomainError) {
      if (error.kind !== 'unavailable') return faultOf(error);
      await this.unitOfWork.run(async () => {
        const arrived = await this.imports.find(id);
        if (arrived?.state !== state) return;
        await this.imports.save(Object.assign(arrived, { attempts: (attempts ?? 1) - 1 }));
      });
      throw error;
    }
    if ((attempts ?? 0) < mostAttempts) throw error;
    this.log.error(withoutValues(error), `${state} of import ${id} is given up`);
    return { code: 'import.broke_off', args: {} };
  }

  /** It was read: rows, counts and columns appear together. */
  async appear(actor: Actor, { id, columns, notices }: NominationImport, counts: ImportCounts): Promise<void> {
    await this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (arrived?.state !== 'reading') return;
      const isClean = (counts.verdicts.error ?? 0) === 0;
      const goesOn = arrived.isDirect && isClean;
      Object.assign(arrived, { columns, notices, counts });
      await this.forgetFile(arrived);
      arrived.enter(goesOn ? 'importing' : 'checked');
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

  /** It was imported, in the running unit. */
  async imported(
    actor: Actor,
    arrived: NominationImport,
    came: Pick<ImportCounts, 'imported' | 'skipped' | 'listed'>,
  ): Promise<void> {
    Object.assign(arrived, { importedAt: this.clock.now(), counts: { ...arrived.counts, ...came }, fault: null });
    arrived.enter('imported');
    await this.imports.save(arrived);
    const { id, jobId, fileName, fileSha256, runId, organisationId } = arrived;
    await this.audit.record(actor, {
      action: 'nomination_import.imported',
      noun: 'nomination_import',
      subjectId: id,
      details: { runId, organisationId, fileName, fileSha256, ...came },
    });
    await this.jobs.finish(jobId, 'done', { importId: id, runId, ...came });
  }

  async refuse(id: string, state: 'refused' | 'checked', fault: ImportFault): Promise<void> {
    await this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (!arrived) return;
      arrived.enter(state);
      arrived.fault = fault;
      await this.forgetFile(arrived);
      await this.imports.save(arrived);
      await this.jobs.finish(arrived.jobId, 'failed', { code: fault.code, args: fault.args });
    });
  }

  /** It has been read, or never will be. */
  private async forgetFile(arrived: NominationImport): Promise<void> {
    if (arrived.fileStorageKey !== null) await this.storage.forget(arrived.fileStorageKey);
    arrived.fileStorageKey = null;
  }
}

export function giveUpAfter({ attempts }: NominationImport): void {
  if ((attempts ?? 0) > mostAttempts) throw conflict('import.broke_off');
}

/** A row that was refused is named by its number and its own reason. */
function faultOf({ code, args }: DomainError): ImportFault {
  if (code !== 'import.row_refused') return { code, args };
  return { code: String(args.code), args: {}, row: Number(args.row) };
}
