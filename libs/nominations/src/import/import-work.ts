import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError, forbidden, requireGrant } from '#libs/kernel';
import { ActorLookup } from '#libs/people';
import { JobsService, Outbox, Storage, Sweeps, UnitOfWork, withoutValues } from '#libs/platform';
import { nominationAccess } from '../nomination.policy.js';
import { Nominees } from '../nominees.js';
import { ImportReading } from './import-reading.js';
import { ImportWriting } from './import-writing.js';
import { ImportsRepository } from './imports.repository.js';
import { importArrived, importWanted } from './imports.service.js';
import type { ImportCounts, ImportFault, ImportState, NominationImport } from './nomination-import.entity.js';

/** Milliseconds an import can be looked at. */
const keptFor = 7 * 24 * 3_600_000;
/** A step that broke off so often, by a fault of ours or with the whole process, is given up. */
const mostAttempts = 4;

interface Wanted {
  importId: string;
  actor: Actor;
}

/**
 * Reads and imports behind the outbox: what a crash cut off begins anew, and shows nothing before. What can never
 * succeed is told in the job; what broke off is tried a few times more, and what is out of reach until it is there.
 */
@Injectable()
export class ImportWork implements OnModuleInit {
  private readonly log = new Logger(ImportWork.name);

  constructor(
    private readonly imports: ImportsRepository,
    private readonly reading: ImportReading,
    private readonly writing: ImportWriting,
    private readonly actors: ActorLookup,
    private readonly nominees: Nominees,
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

  async read({ importId, actor: sender }: Wanted): Promise<void> {
    const arrived = await this.attempt(importId, 'reading');
    if (!arrived) return;
    const { fileStorageKey } = arrived;
    try {
      giveUpAfter(arrived);
      const actor = await this.entitled(sender, arrived);
      const counts = await this.reading.read(actor, arrived);
      await this.appear(actor, arrived, counts);
    } catch (error) {
      const fault = await this.faultFor(arrived, error);
      await this.reading.forgetRows(importId);
      await this.refuse(importId, 'refused', fault);
    }
    if (fileStorageKey) await this.storage.discard(fileStorageKey);
  }

  async write({ importId, actor }: Wanted): Promise<void> {
    const arrived = await this.attempt(importId, 'importing');
    if (!arrived) return;
    try {
      giveUpAfter(arrived);
      await this.writing.write(() => this.entitled(actor, arrived), importId, arrived.jobId);
    } catch (error) {
      await this.refuse(importId, 'checked', await this.faultFor(arrived, error));
    }
  }

  /** The sender with the rights of this moment; throws when they may no longer nominate for the organisation. */
  private async entitled(sender: Actor, { organisationId }: NominationImport): Promise<Actor> {
    const actor = await this.actors.now(sender);
    if (!actor) throw forbidden('import.not_entitled');
    try {
      requireGrant(actor, nominationAccess.nominate);
      await this.nominees.nominating(actor, organisationId);
    } catch (error) {
      throw error instanceof DomainError && error.kind === 'forbidden' ? forbidden('import.not_entitled') : error;
    }
    return actor;
  }

  /** Counted before it begins: what ends the whole process counts, too. Null when the step is over. */
  private attempt(id: string, state: ImportState): Promise<NominationImport | null> {
    return this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (arrived?.state !== state) return null;
      arrived.attempts = (arrived.attempts ?? 0) + 1;
      await this.imports.save(arrived);
      return arrived;
    });
  }

  /** Throws what is worth another attempt. What is out of reach for now is no attempt. */
  private async faultFor({ id, state, attempts }: NominationImport, error: unknown): Promise<ImportFault> {
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
        fileStorageKey: null,
      });
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

  private async refuse(id: string, state: 'refused' | 'checked', fault: ImportFault): Promise<void> {
    await this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(id);
      if (!arrived) return;
      arrived.enter(state);
      Object.assign(arrived, { fault, fileStorageKey: null });
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

function giveUpAfter({ attempts }: NominationImport): void {
  if ((attempts ?? 0) > mostAttempts) throw conflict('import.broke_off');
}

/** A row that was refused is named by its number and its own reason. */
function faultOf({ code, args }: DomainError): ImportFault {
  if (code !== 'import.row_refused') return { code, args };
  return { code: String(args.code), args: {}, row: Number(args.row) };
}
