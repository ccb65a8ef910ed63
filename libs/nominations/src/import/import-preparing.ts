import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { conflict, type DomainError } from '#libs/kernel';
import { type Acquaintances, type Arrival, PeopleIntake, type PersonFields, type Recognised } from '#libs/people';
import { JobsService } from '#libs/platform';
import type { Nomination } from '../nomination.entity.js';
import { Nominees } from '../nominees.js';
import type { Terms } from './import-terms.js';
import { type ArrivedRow, ImportsRepository } from './imports.repository.js';
import type { NominationImport } from './nomination-import.entity.js';
import type { RowContent } from './nomination-import-row.entity.js';

/** Rows that are looked up together. */
const atOnce = 2500;
/** Rows that are worked on before others get their turn. */
const inTurn = 50;

interface Line {
  number: number;
  arrival: Arrival;
  rank: number | null;
  note: string;
}

/** Rows as they will be written, but for the places of the drafts on the list. */
export interface PreparedPart {
  acquaintances: Acquaintances;
  drafts: Nomination[];
  /** Number in the file, of each draft. */
  rows: number[];
  /** People the sender chose by name. */
  named: string[];
}

export interface Prepared {
  terms: Terms;
  parts: PreparedPart[];
  imported: number;
  skipped: number;
  /** Already on the list. */
  listed: number;
}

/**
 * Works out everything that an import will write, outside of any unit: in the unit nothing is left but to write it. Kept
 * in memory alone, so nothing of it outlives the process.
 */
@Injectable()
export class ImportPreparing {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly intake: PeopleIntake,
    private readonly nominees: Nominees,
    private readonly jobs: JobsService,
  ) {}

  /** Throws DomainError when a row cannot be taken now. */
  async prepare(terms: Terms, { id, jobId }: NominationImport): Promise<Prepared> {
    const { lines, skipped } = await this.read(id);
    const prepared: Prepared = { terms, parts: [], imported: 0, skipped, listed: 0 };
    const seen: Seen = { keys: new Set(), people: new Set() };
    for (let done = 0; done < lines.length; done += atOnce) {
      const some = lines.slice(done, done + atOnce);
      const part = await this.prepareSome(terms, some, seen);
      prepared.parts.push(part);
      prepared.imported += part.drafts.length;
      prepared.listed += some.length - part.drafts.length;
      await this.jobs.progress(jobId, skipped + done + some.length);
    }
    return prepared;
  }

  private async read(importId: string): Promise<{ lines: Line[]; skipped: number }> {
    const lines: Line[] = [];
    let skipped = 0;
    let rows: ArrivedRow[] = [];
    do {
      rows = await this.imports.arrivedRows(importId, rows.at(-1)?.number ?? 0, atOnce);
      for (const [at, row] of rows.entries()) {
        if (at % inTurn === 0) await turn();
        if (row.choice === 'skip') skipped += 1;
        else lines.push(this.lineOf(row));
      }
    } while (rows.length === atOnce);
    // Those with a place wished for come first, in that order; the others follow as they stand in the file.
    const wished = (line: Line) => line.rank ?? Number.MAX_SAFE_INTEGER;
    return { lines: lines.toSorted((a, b) => wished(a) - wished(b) || a.number - b.number), skipped };
  }

  private lineOf({ id, number, choice, chosenPersonId, sealed }: ArrivedRow): Line {
    const { person, rank, note }: RowContent = JSON.parse(this.intake.open(sealed, id));
    const arrival = choice === 'use' ? { personId: chosenPersonId! } : { details: person as PersonFields };
    return { number, arrival, rank, note };
  }

  private async prepareSome(terms: Terms, lines: readonly Line[], seen: Seen): Promise<PreparedPart> {
    const { actor, organisation, run } = terms;
    const joining = await this.joining(terms, lines, seen);
    const { personIds, acquaintances } = await this.intake.acquaint(
      actor,
      organisation,
      joining.map(({ line }) => line.arrival),
      joining.flatMap(({ who }) => who ?? []),
    );
    const drafts: Nomination[] = [];
    for (const [at, { line }] of joining.entries()) {
      if (at % inTurn === 0) await turn();
      const letter = { letterNumber: '', letterDate: null, note: line.note };
      drafts.push(this.nominees.draft(actor, run, organisation.id, personIds[at]!, 0, letter));
    }
    const rows = joining.map(({ line }) => line.number);
    return { acquaintances, drafts, rows, named: namedIn(joining.map(({ line }) => line)) };
  }

  /** Those who are not on the list yet. */
  private async joining({ actor, organisation, run }: Terms, lines: readonly Line[], seen: Seen): Promise<Found[]> {
    const found = await this.find(await this.follow(lines), seen.keys);
    const named = namedIn(found.map(({ line }) => line));
    const inSight = named.length > 0 ? await this.intake.inSight(actor, named) : new Set();
    const ids = found.flatMap(({ personId }) => personId ?? []);
    const listed = new Map(
      (await this.imports.listed(run.id, ids)).map(({ personId, organisationId }) => [personId, organisationId]),
    );
    return found.filter(({ line, personId }) => {
      if (personId === null) return true;
      const owner = listed.get(personId);
      if (owner && owner !== organisation.id) throw refusedRow(line.number, 'nomination.already_nominated');
      if ('personId' in line.arrival && !inSight.has(personId)) throw refusedRow(line.number, 'import.person_closed');
      if (!owner && seen.people.has(personId)) throw refusedRow(line.number, 'import.same_person');
      seen.people.add(personId);
      return !owner;
    });
  }

  /** Whoever was merged into somebody since they were chosen is chosen as that one. */
  private async follow(lines: readonly Line[]): Promise<readonly Line[]> {
    const now = await this.intake.mergedInto(namedIn(lines));
    if (now.size === 0) return lines;
    return lines.map((line) => {
      const personId = 'personId' in line.arrival ? now.get(line.arrival.personId) : undefined;
      return personId === undefined ? line : { ...line, arrival: { personId } };
    });
  }

  private async find(lines: readonly Line[], claimed: Set<string>): Promise<Found[]> {
    const details = lines.flatMap(({ arrival }) => ('details' in arrival ? [arrival.details] : []));
    const recognised = await this.intake.recognise(details, claimed);
    let at = 0;
    return lines.map((line) => {
      if ('personId' in line.arrival) return { line, personId: line.arrival.personId, who: null };
      const who = recognised[at++]!;
      if (who.refused) throw refusedRow(line.number, who.refused);
      return { line, personId: who.person?.id ?? null, who };
    });
  }
}

/** Who came in an earlier part of the same list. */
interface Seen {
  keys: Set<string>;
  people: Set<string>;
}

interface Found {
  line: Line;
  /** Null of somebody nobody knows. */
  personId: string | null;
  /** Null of somebody who was chosen by name. */
  who: Recognised | null;
}

const namedIn = (lines: readonly Line[]): string[] =>
  lines.flatMap(({ arrival }) => ('personId' in arrival ? [arrival.personId] : []));

const refusedRow = (row: number, code: string): DomainError => conflict('import.row_refused', { row, code });
