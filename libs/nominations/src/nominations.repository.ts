import { Injectable } from '@nestjs/common';
import { type AccessRow, type Actor, conflict } from '#libs/kernel';
import {
  allOf,
  Database,
  flagOfRaw,
  instantOfRaw,
  jsonOfRaw,
  placeholders,
  violatesUnique,
  where,
} from '#libs/platform';
import { Nomination } from './nomination.entity.js';
import { nominationAccess } from './nomination.policy.js';
import { nominationsInSight } from './nomination-sight.js';

/** Where a nomination stands: what must be known before its run is held and it is loaded. */
export interface Place {
  id: string;
  runId: string;
  personId: string;
  organisationId: string;
  organisationPath: string;
}

/** With what says whose turn it is when several are decided on. */
export interface RankedPlace extends Place {
  rank: number;
  holdsSeat: boolean;
}

@Injectable()
export class NominationsRepository {
  constructor(private readonly database: Database) {}

  /** Null when it is out of sight, of reading or of the action. */
  async locate(actor: Actor, row: AccessRow, id: string): Promise<Place | null> {
    const condition = allOf(
      where('n.id = ?', id),
      nominationsInSight(actor, row),
      nominationsInSight(actor, nominationAccess.read),
    );
    const [place] = await this.database.rows<Place>(
      `SELECT n.id, n.run_id AS runId, n.person_id AS personId, n.organisation_id AS organisationId,
        o.path AS organisationPath
        FROM nomination n JOIN organisation o ON o.id = n.organisation_id WHERE ${condition.sql}`,
      condition.parameters,
    );
    return place ?? null;
  }

  /** The same of several of one run; those out of sight are missing. */
  async locateEach(actor: Actor, row: AccessRow, runId: string, ids: readonly string[]): Promise<RankedPlace[]> {
    if (ids.length === 0) return [];
    const condition = allOf(
      where(`n.run_id = ? AND n.id IN (${placeholders(ids)})`, runId, ...ids),
      nominationsInSight(actor, row),
      nominationsInSight(actor, nominationAccess.read),
    );
    const rows = await this.database.rows<Omit<RankedPlace, 'holdsSeat'> & { holdsSeat: unknown }>(
      `SELECT n.id, n.run_id AS runId, n.person_id AS personId, n.organisation_id AS organisationId,
        o.path AS organisationPath, n.rank, n.seat_quota_id IS NOT NULL AS holdsSeat
        FROM nomination n JOIN organisation o ON o.id = n.organisation_id WHERE ${condition.sql}`,
      condition.parameters,
    );
    return rows.map((place) => ({ ...place, holdsSeat: flagOfRaw(place.holdsSeat) }));
  }

  /** Loads a nomination known to exist. */
  async load(id: string): Promise<Nomination> {
    return this.database.read.findOneByOrFail(Nomination, { id });
  }

  /** Ids of the drafts of a list that the actor may submit, in its order. */
  async draftsOf(actor: Actor, runId: string, organisationId: string): Promise<string[]> {
    const condition = allOf(
      where("n.run_id = ? AND n.organisation_id = ? AND n.status = 'draft'", runId, organisationId),
      nominationsInSight(actor, nominationAccess.nominate),
      nominationsInSight(actor, nominationAccess.read),
    );
    const rows = await this.database.rows<{ id: string }>(
      `SELECT n.id FROM nomination n WHERE ${condition.sql} ORDER BY n.rank, n.id`,
      condition.parameters,
    );
    return rows.map(({ id }) => id);
  }

  /** Every nomination of a run for which a seat is confirmed or held. */
  holdingSeats(runId: string): Promise<Nomination[]> {
    return this.database.read
      .createQueryBuilder(Nomination, 'n')
      .where('n.runId = :runId AND n.seatQuotaId IS NOT NULL', { runId })
      .orderBy('n.id')
      .getMany();
  }

  add(nomination: Nomination): Promise<void> {
    return unlessLive(() => this.database.insert(nomination));
  }

  save(nomination: Nomination): Promise<void> {
    return unlessLive(() => this.database.update(nomination));
  }

  /** What was done to it, by whom and why, oldest first. */
  async events(id: string): Promise<NominationEvent[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT v.id, v.at, v.action, v.reason, v.details, v.account_id, a.name AS account_name, o.path AS organisation_path
        FROM audit_event v LEFT JOIN account a ON a.id = v.account_id LEFT JOIN organisation o ON o.id = a.organisation_id
        WHERE v.subject_id = ? AND v.noun = 'nomination' ORDER BY v.id`,
      [id],
    );
    return rows.map((raw) => ({
      id: raw.id as string,
      at: instantOfRaw(raw.at),
      action: raw.action as string,
      reason: raw.reason as string | null,
      details: jsonOfRaw(raw.details),
      accountId: raw.account_id as string | null,
      accountName: raw.account_name as string | null,
      organisationPath: raw.organisation_path as string | null,
    }));
  }
}

/** An audit event of a nomination, with the account behind it. */
export interface NominationEvent {
  id: string;
  at: Date;
  action: string;
  reason: string | null;
  details: Record<string, unknown>;
  accountId: string | null;
  accountName: string | null;
  organisationPath: string | null;
}

async function unlessLive(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (violatesUnique(error, 'uq_nomination_live', 'nomination', ['live_key']))
      throw conflict('nomination.already_nominated');
    throw error;
  }
}
