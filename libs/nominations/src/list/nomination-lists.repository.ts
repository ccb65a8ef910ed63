import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, isGranted, type LocalDate, scopeOf } from '#libs/kernel';
import type { OwnWords } from '#libs/people';
import { allOf, Database, jsonOfRaw, placeholders, type Where, where } from '#libs/platform';
import { nominationAccess } from '../nomination.policy.js';
import type { NominationStatus } from '../nomination.rules.js';
import { readingOf } from '../nomination-list.repository.js';
import { type NominationRow, nominationColumns, nominationJoins, nominationOfRaw } from '../nomination-row.js';
import { nominationsInSight } from '../nomination-sight.js';
import { NominationList } from './nomination-list.entity.js';
import { placeless } from './placement.rules.js';

/** Who stands on a list, counted; of those in sight. */
export interface ListFigures {
  organisationId: string;
  counts: Partial<Record<NominationStatus, number>>;
  people: number;
  women: number;
}

/** Somebody on a list. */
export interface ListedRow extends NominationRow {
  /** Null where it is not known, or not for this reader. */
  birthDate: LocalDate | null;
  /** The organisation the person works for. */
  employerId: string | null;
}

type Raw = Record<string, unknown>;

const isOnTheList = where(`n.status NOT IN (${placeholders(placeless)})`, ...placeless);

@Injectable()
export class NominationListsRepository {
  constructor(private readonly database: Database) {}

  find(runId: string, organisationId: string): Promise<NominationList | null> {
    return this.database.read.findOneBy(NominationList, { runId, organisationId });
  }

  /** The rows there are, by organisation. */
  async ofRun(runId: string): Promise<Map<string, NominationList>> {
    const lists = await this.database.read.findBy(NominationList, { runId });
    return new Map(lists.map((list) => [list.organisationId, list]));
  }

  /** One that is new, or its next version. */
  async save(list: NominationList): Promise<void> {
    if (list.version > 0) return this.database.update(list);
    list.version = 1;
    await this.database.insert(list);
  }

  /** Of every organisation with somebody in sight, or of the one named, also where nobody of it is left on the list. */
  async figures(actor: Actor, row: AccessRow, runId: string, organisationId: string | null): Promise<ListFigures[]> {
    const condition = inSight(actor, row, runId, organisationId);
    const rows = await this.database.rows<Raw>(
      `SELECT n.organisation_id, n.status, COUNT(*) AS people, SUM(CASE WHEN p.sex = 'female' THEN 1 ELSE 0 END) AS women
        FROM nomination n JOIN person p ON p.id = n.person_id
        WHERE ${condition.sql} GROUP BY n.organisation_id, n.status`,
      condition.parameters,
    );
    return [...Map.groupBy(rows, (raw) => raw.organisation_id as string)].map(([id, ofOne]) => {
      const listed = ofOne.filter(({ status }) => !placeless.includes(status as NominationStatus));
      const sum = (column: string) => listed.reduce((total, raw) => total + Number(raw[column]), 0);
      const counts = Object.fromEntries(ofOne.map(({ status, people }) => [status as string, Number(people)]));
      return { organisationId: id, counts, people: sum('people'), women: sum('women') };
    });
  }

  /** Those on a list that are in sight, in its order; at most `limit`. */
  async people(actor: Actor, runId: string, organisationId: string, limit: number): Promise<ListedRow[]> {
    const condition = allOf(inSight(actor, nominationAccess.read, runId, organisationId), isOnTheList);
    const rows = await this.database.rows<Raw>(
      `SELECT ${nominationColumns}, p.birth_date, p.organisation_id AS employer_id FROM nomination n ${nominationJoins}
        WHERE ${condition.sql} ORDER BY n.rank, n.id LIMIT ?`,
      [...condition.parameters, limit],
    );
    const reading = readingOf(actor);
    const parsed = new Map();
    return rows.map((raw) => {
      const words = reading.inOwnWords && raw.own_words !== null ? jsonOfRaw<OwnWords | null>(raw.own_words) : null;
      const birthDate = words ? words.birthDate : (raw.birth_date as LocalDate | null);
      return {
        ...nominationOfRaw(raw, reading, parsed),
        birthDate: reading.masked ? null : birthDate,
        employerId: words ? words.organisationId : (raw.employer_id as string | null),
      };
    });
  }
}

/** In sight of this row of the matrix and of reading nominations. */
function inSight(actor: Actor, row: AccessRow, runId: string, organisationId: string | null): Where {
  return allOf(
    where('n.run_id = ?', runId),
    organisationId === null ? null : where('n.organisation_id = ?', organisationId),
    nominationsInSight(actor, row),
    nominationsInSight(actor, nominationAccess.read),
  );
}

/** Whether an organisation of this path is the actor's own by a row: then its list is there before anybody is on it. */
export function isOwnBy(actor: Actor, row: AccessRow, path: string): boolean {
  if (!isGranted(actor, row)) return false;
  const { organisationPath } = scopeOf(actor, row);
  return organisationPath !== null && path.startsWith(organisationPath);
}
