import { Injectable } from '@nestjs/common';
import type { LocalDate } from '#libs/kernel';
import type { OwnWords } from '#libs/people';
import { Database, instantOfRaw, instantParameter, jsonOfRaw } from '#libs/platform';
import type { NominationStatus } from '../nomination.rules.js';

/** A nomination as those are told of it who know the person by this name. */
export interface Told {
  runId: string;
  personId: string;
  personName: string;
  organisationPath: string;
}

/** One that waits on a coordinator. */
export interface WaitingNomination {
  id: string;
  runId: string;
  status: 'submitted' | 'selected';
  since: Date;
}

/** A nomination of a run that will not be held. */
export interface NamedForRun {
  id: string;
  status: NominationStatus;
  wasSelected: boolean;
  personId: string;
  personName: string;
  organisationPath: string;
}

/** Nominations of one organisation that end unsubmitted soon. */
export interface NearDeadline {
  runId: string;
  organisationId: string;
  organisationPath: string;
  state: 'draft' | 'returned';
  until: LocalDate;
  nominationIds: string[];
}

type Raw = Record<string, unknown>;

/** What the notices ask of the database. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly database: Database) {}

  /** The person by the name the nominating organisation gave them. */
  async told(nominationId: string): Promise<Told | null> {
    const [raw] = await this.database.rows<Raw>(
      `SELECT n.run_id, n.person_id, p.full_name, w.own_words, o.path FROM nomination n
        JOIN person p ON p.id = n.person_id JOIN organisation o ON o.id = n.organisation_id
        LEFT JOIN person_organisation w ON w.person_id = n.person_id AND w.organisation_id = n.organisation_id
        WHERE n.id = ?`,
      [nominationId],
    );
    if (!raw) return null;
    return {
      runId: raw.run_id as string,
      personId: raw.person_id as string,
      personName: nameOf(raw),
      organisationPath: raw.path as string,
    };
  }

  /** Everybody nominated for a run who was neither withdrawn nor replaced, as `told` names them, in their order. */
  async namedFor(runId: string): Promise<NamedForRun[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT n.id, n.status, n.selected_at, n.person_id, p.full_name, w.own_words, o.path FROM nomination n
        JOIN person p ON p.id = n.person_id JOIN organisation o ON o.id = n.organisation_id
        LEFT JOIN person_organisation w ON w.person_id = n.person_id AND w.organisation_id = n.organisation_id
        WHERE n.run_id = ? AND n.status NOT IN ('withdrawn', 'substituted') ORDER BY n.rank, n.id`,
      [runId],
    );
    return rows.map((raw) => ({
      id: raw.id as string,
      status: raw.status as NominationStatus,
      wasSelected: raw.selected_at !== null,
      personId: raw.person_id as string,
      personName: nameOf(raw),
      organisationPath: raw.path as string,
    }));
  }

  async count(runId: string, status: NominationStatus): Promise<number> {
    const [row] = await this.database.rows<{ number: number }>(
      'SELECT COUNT(*) AS number FROM nomination WHERE run_id = ? AND status = ?',
      [runId, status],
    );
    return Number(row?.number ?? 0);
  }

  /**
   * What waits on a coordinator and was first submitted before then, with the instant of the step that put it there:
   * the latest of its kind in the audit trail, whose ids are made in the order of time.
   */
  async waiting(before: Date): Promise<WaitingNomination[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT n.id, n.run_id, n.status, COALESCE((SELECT v.at FROM audit_event v WHERE v.subject_id = n.id
          AND v.action IN ('nomination.submitted', 'nomination.selected', 'nomination.promoted')
          ORDER BY v.id DESC LIMIT 1), n.submitted_at) AS since
        FROM nomination n JOIN course_run r ON r.id = n.run_id
        WHERE n.status IN ('submitted', 'selected') AND n.submitted_at < ?
          AND r.status IN ('call_open', 'call_closed', 'running')`,
      [instantParameter(before)],
    );
    return rows.map((raw) => ({
      id: raw.id as string,
      runId: raw.run_id as string,
      status: raw.status as 'submitted' | 'selected',
      since: instantOfRaw(raw.since),
    }));
  }

  /** Drafts whose window, and returned nominations whose date ends from `today` to `last`. */
  async nearDeadlines(today: LocalDate, last: LocalDate): Promise<NearDeadline[]> {
    const rows = await this.database.rows<Raw>(
      `SELECT n.id, n.run_id, n.organisation_id, n.status, o.path,
          CASE n.status WHEN 'draft' THEN r.nomination_closes_on ELSE n.return_until END AS until
        FROM nomination n JOIN course_run r ON r.id = n.run_id JOIN organisation o ON o.id = n.organisation_id
        WHERE (n.status = 'draft' AND r.status = 'call_open' AND r.nomination_closes_on BETWEEN ? AND ?)
          OR (n.status = 'returned' AND r.status IN ('call_open', 'call_closed', 'running') AND n.return_until BETWEEN ? AND ?)
        ORDER BY n.id`,
      [today, last, today, last],
    );
    const groups = Map.groupBy(rows, (raw) => [raw.run_id, raw.organisation_id, raw.status, raw.until].join());
    return [...groups.values()].map((group) => ({
      runId: group[0]!.run_id as string,
      organisationId: group[0]!.organisation_id as string,
      organisationPath: group[0]!.path as string,
      state: group[0]!.status as 'draft' | 'returned',
      until: group[0]!.until as LocalDate,
      nominationIds: group.map(({ id }) => id as string),
    }));
  }

  /** Paths of the organisations with drafts in this run. */
  async withDrafts(runId: string): Promise<string[]> {
    const rows = await this.database.rows<{ path: string }>(
      `SELECT DISTINCT o.path FROM nomination n JOIN organisation o ON o.id = n.organisation_id
        WHERE n.run_id = ? AND n.status = 'draft'`,
      [runId],
    );
    return rows.map(({ path }) => path);
  }

  /** The organisations with a quota, and whether anybody of them or below was ever nominated for this run. */
  async withQuota(runId: string): Promise<{ organisationId: string; isSilent: boolean }[]> {
    const rows = await this.database.rows<{ id: string; number: number }>(
      `SELECT o.id, (SELECT COUNT(*) FROM nomination n JOIN organisation below ON below.id = n.organisation_id
          WHERE n.run_id = q.run_id AND below.path LIKE CONCAT(o.path, '%')) AS number
        FROM quota q JOIN organisation o ON o.id = q.organisation_id WHERE q.run_id = ?`,
      [runId],
    );
    return rows.map(({ id, number }) => ({ organisationId: id, isSilent: Number(number) === 0 }));
  }
}

function nameOf(raw: Raw): string {
  const words = raw.own_words === null ? null : jsonOfRaw<OwnWords | null>(raw.own_words);
  return words?.fullName ?? (raw.full_name as string);
}
