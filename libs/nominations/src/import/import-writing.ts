import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, DomainError, enforce, localDateOf } from '#libs/kernel';
import { type Arrival, type Organisation, PeopleIntake, type PersonFields } from '#libs/people';
import { Audit, type AuditEntry, ConcurrentChange, isUniqueViolation, JobsService, UnitOfWork } from '#libs/platform';
import { type CourseRun, RunsService } from '#libs/training';
import { PlacementService } from '../list/placement.service.js';
import { isOnBehalf } from '../nomination.policy.js';
import { mayNominate } from '../nomination.rules.js';
import { Nominees } from '../nominees.js';
import { ImportsRepository } from './imports.repository.js';
import type { NominationImport } from './nomination-import.entity.js';
import type { NominationImportRow, RowContent } from './nomination-import-row.entity.js';

/** Rows of one INSERT, and those that are looked up together. */
const atOnce = 500;
const lookedUp = 2000;

interface Line {
  number: number;
  arrival: Arrival;
  rank: number | null;
  note: string;
}

interface Prepared {
  lines: Line[];
  skipped: number;
}

/** Makes drafts of the rows of a checked import: all of them or none, in one unit of a few statements. */
@Injectable()
export class ImportWriting {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly intake: PeopleIntake,
    private readonly nominees: Nominees,
    private readonly placement: PlacementService,
    private readonly runs: RunsService,
    private readonly jobs: JobsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError when a row cannot be taken now, or by `entitled` who may not; nothing is written then. */
  async write(entitled: () => Promise<Actor>, importId: string, jobId: string): Promise<void> {
    const { lines, skipped } = await this.prepare(importId, jobId);
    await this.unitOfWork.run(async () => {
      const arrived = await this.imports.find(importId);
      if (arrived?.state !== 'importing') return;
      const actor = await entitled();
      const run = await this.runs.getInSight(actor, arrived.runId);
      enforce(mayNominate(run, localDateOf(this.clock.now())));
      const organisation = await this.nominees.nominating(actor, arrived.organisationId);
      const first = await this.placement.next(run.id, organisation.id);
      let next = first;
      let listed = 0;
      for (const part of parts(lines, lookedUp)) {
        const joined = await this.join(actor, { arrived, run, organisation, first: next }, part);
        next += joined;
        listed += part.length - joined;
      }
      const imported = next - first;
      const counts = { ...arrived.counts, imported, skipped, listed };
      Object.assign(arrived, { importedAt: this.clock.now(), counts, fault: null });
      arrived.enter('imported');
      await this.imports.save(arrived);
      const { fileName, fileSha256, runId, organisationId } = arrived;
      await this.audit.record(actor, {
        action: 'nomination_import.imported',
        noun: 'nomination_import',
        subjectId: importId,
        details: { runId, organisationId, fileName, fileSha256, imported, skipped, listed },
      });
      await this.jobs.finish(jobId, 'done', { importId, runId, imported, skipped, listed });
    });
  }

  /** Opens the rows outside of any unit, and lets others have their turn between. */
  private async prepare(importId: string, jobId: string): Promise<Prepared> {
    const lines: Line[] = [];
    let skipped = 0;
    let after = 0;
    for (;;) {
      const rows = await this.imports.rows(importId, after, lookedUp);
      if (rows.length === 0) break;
      for (const [at, row] of rows.entries()) {
        if (at % 100 === 0) await turn();
        const line = this.lineOf(row);
        if (line) lines.push(line);
        else skipped += 1;
      }
      after = rows.at(-1)!.number;
      await this.jobs.progress(jobId, lines.length + skipped);
    }
    // Those with a place wished for come first, in that order; the others follow as they stand in the file.
    const wished = (line: Line) => line.rank ?? Number.MAX_SAFE_INTEGER;
    return { lines: lines.toSorted((a, b) => wished(a) - wished(b) || a.number - b.number), skipped };
  }

  private lineOf(row: NominationImportRow): Line | null {
    if (row.choice === 'skip') return null;
    const { person, rank, note }: RowContent = JSON.parse(this.intake.open(row.sealed, row.id));
    const arrival = row.choice === 'use' ? { personId: row.chosenPersonId! } : { details: person as PersonFields };
    return { number: row.number, arrival, rank, note };
  }

  /** Answers how many joined the list; the others were on it. */
  private async join(actor: Actor, to: Joining, lines: readonly Line[]): Promise<number> {
    const { run, organisation, arrived } = to;
    const details = lines.flatMap(({ arrival }) => ('details' in arrival ? [arrival.details] : []));
    const recognised = await this.intake.recognise(details);
    let at = 0;
    const found = lines.map((line) => {
      if ('personId' in line.arrival) return { line, personId: line.arrival.personId, who: null };
      const who = recognised[at++]!;
      if (who.refused) throw refusedRow(line.number, who.refused);
      return { line, personId: who.person?.id ?? null, who };
    });
    const ids = found.flatMap(({ personId }) => personId ?? []);
    const named = lines.flatMap(({ arrival }) => ('personId' in arrival ? [arrival.personId] : []));
    const inSight = named.length > 0 ? await this.intake.inSight(actor, named) : new Set();
    const listed = new Map(
      (await this.imports.listed(run.id, ids)).map(({ personId, organisationId }) => [personId, organisationId]),
    );
    const taken = new Set<string>();
    const joining = found.filter(({ line, personId }) => {
      if (personId === null) return true;
      const owner = listed.get(personId);
      if (owner && owner !== organisation.id) throw refusedRow(line.number, 'nomination.already_nominated');
      if ('personId' in line.arrival && !inSight.has(personId)) throw refusedRow(line.number, 'field.not_a_choice');
      if (!owner && taken.has(personId)) throw refusedRow(line.number, 'import.same_person');
      taken.add(personId);
      return !owner;
    });
    const arrivals = joining.map(({ line }) => line.arrival);
    const whos = joining.flatMap(({ who }) => who ?? []);
    const { personIds, told } = await this.intake.take(actor, organisation, arrivals, whos);
    const onBehalf = isOnBehalf(actor, 'organisation', organisation.path) ? { onBehalf: true } : {};
    const drafts = joining.map(({ line }, place) => {
      const letter = { letterNumber: '', letterDate: null, note: line.note };
      return this.nominees.draft(actor, run, organisation.id, personIds[place]!, to.first + place, letter);
    });
    const drafted = drafts.map(
      ({ id }, place): AuditEntry => ({
        action: 'nomination.drafted',
        noun: 'nomination',
        subjectId: id,
        details: {
          to: 'draft',
          as: 'organisation',
          importId: arrived.id,
          row: joining[place]!.line.number,
          ...onBehalf,
        },
      }),
    );
    await unlessRival(async () => {
      for (const part of parts(drafts, atOnce)) await this.imports.addAll(part);
    });
    for (const part of parts([...told, ...drafted], lookedUp)) await this.audit.recordAll(actor, part);
    return drafts.length;
  }
}

interface Joining {
  arrived: NominationImport;
  run: CourseRun;
  organisation: Organisation;
  /** Place of the first of them on the list. */
  first: number;
}

const refusedRow = (row: number, code: string): DomainError => conflict('import.row_refused', { row, code });

/** Somebody nominated one of them in this moment: the unit runs again and finds it out. */
async function unlessRival(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw isUniqueViolation(error) ? new ConcurrentChange('nomination') : error;
  }
}

function parts<Row>(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));
}
