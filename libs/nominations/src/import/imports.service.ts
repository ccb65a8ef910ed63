import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conflict,
  enforce,
  invalid,
  type Language,
  localDateOf,
  newId,
  notFound,
  requireGrant,
} from '#libs/kernel';
import { Guesses, PeopleIntake } from '#libs/people';
import {
  type ArrivedFile,
  Audit,
  isUniqueViolation,
  type Job,
  JobsService,
  type Listing,
  Outbox,
  UnitOfWork,
} from '#libs/platform';
import { RunsService } from '#libs/training';
import { nominationAccess } from '../nomination.policy.js';
import { mayNominate } from '../nomination.rules.js';
import { Nominees } from '../nominees.js';
import { largestFile } from './import.columns.js';
import type { ImportChoice, ImportFields, ImportRowsQuery } from './import.fields.js';
import { importArrived, importWanted } from './import-steps.js';
import { ImportTemplate } from './import-template.js';
import { ImportsRepository } from './imports.repository.js';
import { NominationImport } from './nomination-import.entity.js';
import type { NominationImportRow, RowContent } from './nomination-import-row.entity.js';

/** A row with its content opened, for whoever sent the file. */
export type OpenRow = Omit<NominationImportRow, 'sealed'> & { cells: string[]; person: RowContent['person'] };

/** What a nominator does with a list in a file: send it, look at what was found, choose, import. */
@Injectable()
export class ImportsService {
  readonly limit = largestFile;

  constructor(
    private readonly imports: ImportsRepository,
    private readonly templates: ImportTemplate,
    private readonly intake: PeopleIntake,
    private readonly guesses: Guesses,
    private readonly nominees: Nominees,
    private readonly runs: RunsService,
    private readonly jobs: JobsService,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async template(actor: Actor, runId: string, language: Language): Promise<Buffer> {
    requireGrant(actor, nominationAccess.nominate);
    await this.runs.getInSight(actor, runId);
    return this.templates.write(language);
  }

  /** Refuses before a byte of the file is kept. */
  async expect(actor: Actor, runId: string): Promise<void> {
    requireGrant(actor, nominationAccess.nominate);
    await this.guesses.admit(actor, 'listed');
    enforce(mayNominate(await this.runs.getInSight(actor, runId), localDateOf(this.clock.now())));
  }

  /**
   * Takes a file in to be read. The reading changes nothing among people and nominations. Throws 409 `import.under_way`
   * while another of the same account is read or imported.
   */
  async begin(
    actor: Actor,
    runId: string,
    organisationId: string | undefined,
    file: ArrivedFile,
    how: HowTo,
  ): Promise<NominationImport> {
    return this.unitOfWork.run(async () => {
      await this.expect(actor, runId);
      const organisation = await this.nominees.nominating(actor, organisationId);
      const id = newId();
      const job = await this.jobs.start(actor, 'nomination_import', 1, { importId: id, runId });
      const arrived = Object.assign(new NominationImport(), {
        id,
        jobId: job.id,
        runId,
        organisationId: organisation.id,
        ownerAccountId: actor.accountId,
        isDirect: how.isDirect,
        language: how.language,
        fileName: file.name,
        fileSha256: file.stored.sha256,
        fileStorageKey: file.stored.key,
        columns: [],
        notices: [],
        counts: { rows: 0, verdicts: {}, warned: 0, imported: 0, skipped: 0, listed: 0 },
        fault: null,
        arrivedAt: this.clock.now(),
        importedAt: null,
        version: 1,
      });
      arrived.enter('reading');
      await unlessAnother(() => this.imports.add(arrived));
      await this.audit.record(actor, {
        action: 'nomination_import.begun',
        noun: 'nomination_import',
        subjectId: id,
        details: { runId, organisationId: organisation.id, fileName: file.name, fileSha256: file.stored.sha256 },
      });
      await this.outbox.raise(importArrived, { importId: id, actor });
      return arrived;
    });
  }

  /** By its id, or that of its job; whoever sent the file alone. */
  async get(actor: Actor, by: { id: string } | { jobId: string }): Promise<NominationImport> {
    requireGrant(actor, nominationAccess.nominate);
    const found = actor.accountId === null ? null : await this.imports.findOf(actor.accountId, by);
    if (!found) throw notFound('import');
    await this.runs.getInSight(actor, found.runId);
    return found;
  }

  job(actor: Actor, { jobId }: NominationImport): Promise<Job> {
    return this.jobs.get(actor, jobId);
  }

  async latest(actor: Actor, runId: string): Promise<NominationImport[]> {
    requireGrant(actor, nominationAccess.nominate);
    await this.runs.getInSight(actor, runId);
    return actor.accountId === null ? [] : this.imports.latest(actor.accountId, runId);
  }

  /** A page of the rows; none before all of them were read. */
  async rows(arrived: NominationImport, query: ImportRowsQuery): Promise<Listing<OpenRow>> {
    if (isHidden(arrived)) return { items: [], page: 1, pageSize: query.pageSize, total: 0 };
    const listing = await this.imports.page(arrived.id, query);
    return { ...listing, items: listing.items.map((row) => this.opened(row)) };
  }

  /** Every row in the order of the file, some hundreds at a time. */
  async *allRows(arrived: NominationImport): AsyncGenerator<OpenRow[]> {
    let after = 0;
    while (!isHidden(arrived)) {
      const rows = await this.imports.rows(arrived.id, after, 500);
      if (rows.length === 0) return;
      yield rows.map((row) => this.opened(row));
      after = rows.at(-1)!.number;
    }
  }

  /** What becomes of single rows; the others are taken as was found. */
  async choose(actor: Actor, id: string, choices: readonly ImportChoice[]): Promise<void> {
    await this.unitOfWork.run(async () => {
      const arrived = await this.get(actor, { id });
      if (arrived.state !== 'checked') throw conflict('import.not_checked');
      await this.settle(arrived, choices);
      await this.imports.save(arrived);
    });
  }

  /** Imports, all rows or none. Asked again it answers the same: what is under way or done stays as it is. */
  async start(actor: Actor, id: string, { choices, skipFaulty }: ImportFields): Promise<NominationImport> {
    return this.unitOfWork.run(async () => {
      const arrived = await this.get(actor, { id });
      if (arrived.state === 'importing' || arrived.state === 'imported') return arrived;
      if (arrived.state !== 'checked') throw conflict('import.not_checked');
      enforce(mayNominate(await this.runs.getInSight(actor, arrived.runId), localDateOf(this.clock.now())));
      await this.settle(arrived, choices);
      if (skipFaulty) await this.imports.skipFaulty(id);
      const unsettled = await this.imports.unsettled(id);
      if (unsettled.length > 0) throw conflict('import.rows_with_errors', { rows: unsettled.join(', ') });
      arrived.enter('importing');
      arrived.fault = null;
      await unlessAnother(() => this.imports.save(arrived));
      await this.jobs.resume(arrived.jobId, arrived.counts.rows);
      const { runId, organisationId, fileName, fileSha256 } = arrived;
      await this.audit.record(actor, {
        action: 'nomination_import.started',
        noun: 'nomination_import',
        subjectId: id,
        details: { runId, organisationId, fileName, fileSha256, choices: choices.length, skipFaulty },
      });
      await this.outbox.raise(importWanted, { importId: id, actor });
      return arrived;
    });
  }

  private async settle({ id }: NominationImport, choices: readonly ImportChoice[]): Promise<void> {
    for (let at = 0; at < choices.length; at += 500) await this.settleSome(id, choices.slice(at, at + 500), at);
  }

  private async settleSome(importId: string, choices: readonly ImportChoice[], offset: number): Promise<void> {
    const rows = await this.imports.numbered(
      importId,
      choices.map(({ row }) => row),
    );
    const wanted = choices.map(({ row, choice, personId }, at) => {
      const pointer = `/choices/${offset + at}`;
      const found = rows.get(row);
      if (!found) throw invalid({ pointer: `${pointer}/row`, code: 'import.no_such_row' });
      if (choice !== 'use') return { id: found.id, choice, chosen: null };
      const chosen = found.candidates.find((one) => personId === undefined || one.personId === personId);
      if (!chosen) throw invalid({ pointer: `${pointer}/personId`, code: 'field.not_a_choice' });
      return { id: found.id, choice, chosen: chosen.personId };
    });
    for (const [choice, some] of Map.groupBy(wanted, (one) => one.choice)) {
      const chosen = new Map(some.flatMap(({ id, chosen }) => (chosen ? [[id, chosen] as const] : [])));
      await this.imports.choose(
        some.map(({ id }) => id),
        choice,
        chosen,
      );
    }
  }

  private opened({ sealed, ...row }: NominationImportRow): OpenRow {
    const { cells, person }: RowContent = JSON.parse(this.intake.open(sealed, row.id));
    return { ...row, cells, person };
  }
}

interface HowTo {
  language: Language;
  /** Imported at once when nothing stands against any row. */
  isDirect: boolean;
}

/** Whoever sent a list waits for it before the next: the work of all is done one after the other. */
async function unlessAnother(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw isUniqueViolation(error) ? conflict('import.under_way') : error;
  }
}

const isHidden = ({ state }: NominationImport): boolean => state === 'reading' || state === 'refused';
