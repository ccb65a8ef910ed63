import { Injectable } from '@nestjs/common';
import type { Actor, LocalDate, LocalisedText } from '#libs/kernel';
import { allOf, Database, instantOfRaw, jsonOfRaw, placeholders, where } from '#libs/platform';
import { nominationAccess, waitingOn } from './nomination.policy.js';
import type { NominationStatus } from './nomination.rules.js';
import { inStatus, nominationsInSight } from './nomination-sight.js';

type Raw = Record<string, unknown>;

/** Nominations of one run in one status that wait on somebody. */
export interface WaitingNominations {
  runId: string;
  runCode: string;
  status: NominationStatus;
  number: number;
  /** How many organisations they are of, and the name of one. */
  organisations: number;
  organisationName: LocalisedText;
  since: Date;
  /** End of the window for drafts, the date of the return for what came back; else the first day of the run. */
  deadline: LocalDate;
}

/** Since when one waits in its status. */
const waitsSince = `CASE n.status WHEN 'draft' THEN n.created_at WHEN 'selected' THEN n.selected_at
  WHEN 'returned' THEN COALESCE((SELECT MAX(v.at) FROM audit_event v
    WHERE v.subject_id = n.id AND v.action = 'nomination.returned'), n.submitted_at)
  ELSE n.submitted_at END`;

function deadlineOf(raw: Raw): LocalDate {
  if (raw.status === 'draft') return raw.nomination_closes_on as LocalDate;
  return (raw.until ?? raw.starts_on) as LocalDate;
}

/** Figures of the nominations in sight. */
@Injectable()
export class NominationFiguresRepository {
  constructor(private readonly database: Database) {}

  /** How many in each status, of those in sight. */
  async countByStatus(actor: Actor, runId: string): Promise<Record<string, number>> {
    const condition = allOf(where('n.run_id = ?', runId), nominationsInSight(actor, nominationAccess.read));
    const rows = await this.database.rows<{ status: string; number: number }>(
      `SELECT n.status, COUNT(*) AS number FROM nomination n WHERE ${condition.sql} GROUP BY n.status`,
      condition.parameters,
    );
    return Object.fromEntries(rows.map(({ status, number }) => [status, Number(number)]));
  }

  /** Those of the runs in which somebody of the actor's is nominated. */
  async runsAnswered(actor: Actor, runIds: readonly string[]): Promise<Set<string>> {
    if (runIds.length === 0) return new Set();
    const condition = allOf(
      where(`n.run_id IN (${placeholders(runIds)})`, ...runIds),
      where("n.status <> 'withdrawn'"),
      nominationsInSight(actor, nominationAccess.nominate),
    );
    const rows = await this.database.rows<{ run_id: string }>(
      `SELECT DISTINCT n.run_id FROM nomination n WHERE ${condition.sql}`,
      condition.parameters,
    );
    return new Set(rows.map(({ run_id }) => run_id));
  }

  /**
   * What waits on the actor, run by run: how many in each status, of whom, since when, until when. Runs that are over are
   * left out. A return is dated by the audit trail: the nomination itself only knows until when.
   */
  async waiting(actor: Actor): Promise<WaitingNominations[]> {
    const condition = allOf(nominationsInSight(actor, nominationAccess.read), inStatus(waitingOn(actor)));
    const rows = await this.database.rows<Raw>(
      `SELECT n.run_id, n.status, r.code, r.nomination_closes_on, r.starts_on, COUNT(*) AS number,
        COUNT(DISTINCT n.organisation_id) AS organisations, MIN(o.name) AS organisation,
        MIN(n.return_until) AS until, MIN(${waitsSince}) AS since
        FROM nomination n JOIN course_run r ON r.id = n.run_id JOIN organisation o ON o.id = n.organisation_id
        WHERE r.status IN ('call_open', 'call_closed', 'running') AND (${condition.sql})
        GROUP BY n.run_id, n.status, r.code, r.nomination_closes_on, r.starts_on`,
      condition.parameters,
    );
    return rows.map((raw) => ({
      runId: raw.run_id as string,
      runCode: raw.code as string,
      status: raw.status as NominationStatus,
      number: Number(raw.number),
      organisations: Number(raw.organisations),
      organisationName: jsonOfRaw<LocalisedText>(raw.organisation),
      since: instantOfRaw(raw.since),
      deadline: deadlineOf(raw),
    }));
  }
}
