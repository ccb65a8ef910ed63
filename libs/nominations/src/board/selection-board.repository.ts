import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { allOf, Database, flagOfRaw, jsonOfRaw, placeholders, where } from '#libs/platform';
import { nominationAccess } from '../nomination.policy.js';
import type { NominationStatus } from '../nomination.rules.js';
import { nominationsInSight } from '../nomination-sight.js';
import { offTheBoard } from './board.rules.js';
import type { BoardOrganisation, BoardRow } from './board-row.js';

@Injectable()
export class SelectionBoardRepository {
  constructor(private readonly database: Database) {}

  /** Whom the actor decides on in a run, by organisation and its order. */
  async rows(actor: Actor, runId: string): Promise<Omit<BoardRow, 'findings' | 'dossier'>[]> {
    const condition = allOf(
      where(`n.run_id = ? AND n.status NOT IN (${placeholders(offTheBoard)})`, runId, ...offTheBoard),
      nominationsInSight(actor, nominationAccess.select),
    );
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT n.id, n.organisation_id, n.person_id, n.status, n.rank, n.reserve_position, n.version,
        n.seat_quota_id IS NOT NULL AS holds_seat, p.full_name, p.full_name_latin, p.sex, p.position, p.trainee_kind
        FROM nomination n JOIN person p ON p.id = n.person_id WHERE ${condition.sql}
        ORDER BY n.organisation_id, n.rank, n.id`,
      condition.parameters,
    );
    return rows.map((raw) => ({
      id: raw.id as string,
      organisationId: raw.organisation_id as string,
      personId: raw.person_id as string,
      fullName: raw.full_name as string,
      fullNameLatin: raw.full_name_latin as string,
      sex: raw.sex as string,
      position: jsonOfRaw(raw.position),
      traineeKind: raw.trainee_kind as string | null,
      status: raw.status as NominationStatus,
      rank: Number(raw.rank),
      reservePosition: raw.reserve_position === null ? null : Number(raw.reserve_position),
      holdsSeat: flagOfRaw(raw.holds_seat),
      version: Number(raw.version),
    }));
  }

  async organisations(ids: readonly string[]): Promise<BoardOrganisation[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<Omit<BoardOrganisation, 'name'> & { name: unknown }>(
      `SELECT o.id, o.name, o.path, o.kind, o.province FROM organisation o WHERE o.id IN (${placeholders(ids)})
        ORDER BY o.path`,
      [...ids],
    );
    return rows.map((row) => ({ ...row, name: jsonOfRaw(row.name) }));
  }
}
