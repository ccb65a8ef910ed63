import { Injectable } from '@nestjs/common';
import { type Actor, DomainError, isId } from '#libs/kernel';
import { allOf, Database, instantOfRaw, instantParameter, type Where, where } from '#libs/platform';
import { readingOf } from '../nomination-list.repository.js';
import { type NominationRow, nominationColumns, nominationJoins, nominationOfRaw } from '../nomination-row.js';
import { nominationsInSight } from '../nomination-sight.js';
import type { DossierQuery } from './dossier.fields.js';
import { dossierAccess } from './dossier.policy.js';

type Raw = Record<string, unknown>;

/** A place in the queue. */
interface Spot {
  id: string;
  selectedAt: Date;
}

const underWay = "SELECT r.id FROM course_run r WHERE r.status IN ('call_open', 'call_closed', 'running')";

/** Dossiers that wait for Viet Nam, whoever was selected first coming first. It follows an index and joins names to the page alone. */
@Injectable()
export class DossierQueueRepository {
  constructor(private readonly database: Database) {}

  /** One row more than the page has shows that there is a next page. */
  async page(actor: Actor, { runId, after, page, pageSize }: DossierQuery): Promise<NominationRow[]> {
    const behind = after === undefined ? null : behindSpot(await this.lastSeen(actor, after));
    const cut = this.cut(
      allOf(this.waiting(actor, runId), behind),
      pageSize + 1,
      after === undefined ? (page - 1) * pageSize : 0,
    );
    const rows = await this.database.rows<Raw>(
      `SELECT ${nominationColumns} FROM (${cut.sql}) cut LEFT JOIN nomination n ON n.id = cut.id ${nominationJoins}`,
      cut.parameters,
    );
    const parsed = new Map();
    return rows.map((raw) => nominationOfRaw(raw, readingOf(actor), parsed)).toSorted(byTurn);
  }

  async count(actor: Actor, runId: string | undefined): Promise<number> {
    const condition = this.waiting(actor, runId);
    const [row] = await this.database.rows<{ total: number }>(
      `SELECT COUNT(*) AS total FROM nomination n WHERE ${condition.sql}`,
      condition.parameters,
    );
    return Number(row.total);
  }

  /** Whose turn is after this one: behind it, else the first; null when nobody else waits. */
  async next(actor: Actor, id: string, runId: string | undefined): Promise<string | null> {
    const others = allOf(this.waiting(actor, runId), where('n.id <> ?', id));
    const spot = await this.spot(actor, id);
    const conditions = spot ? [allOf(others, behindSpot(spot)), others] : [others];
    for (const condition of conditions) {
      const cut = this.cut(condition, 1, 0);
      const [row] = await this.database.rows<{ id: string }>(cut.sql, cut.parameters);
      if (row) return row.id;
    }
    return null;
  }

  private waiting(actor: Actor, runId: string | undefined): Where {
    return allOf(
      where("n.status = 'selected'"),
      nominationsInSight(actor, dossierAccess.queue),
      runId === undefined ? null : where('n.run_id = ?', runId),
      where(`n.run_id IN (${underWay})`),
    );
  }

  private cut(condition: Where, size: number, offset: number): Where {
    return where(
      `SELECT n.id FROM nomination n WHERE ${condition.sql} ORDER BY n.selected_at, n.id LIMIT ? OFFSET ?`,
      ...condition.parameters,
      size,
      offset,
    );
  }

  /** The cursor is the id of the last row seen: one that was never in sight is none. */
  private async lastSeen(actor: Actor, after: string): Promise<Spot> {
    const spot = isId(after) ? await this.spot(actor, after) : null;
    if (!spot) throw new DomainError('malformed', 'list.cursor_malformed');
    return spot;
  }

  /** Also of one that has left the queue since. */
  private async spot(actor: Actor, id: string): Promise<Spot | null> {
    const condition = allOf(
      where('n.id = ? AND n.selected_at IS NOT NULL', id),
      nominationsInSight(actor, dossierAccess.queue),
    );
    const [row] = await this.database.rows<Raw>(
      `SELECT n.id, n.selected_at FROM nomination n WHERE ${condition.sql}`,
      condition.parameters,
    );
    return row ? { id, selectedAt: instantOfRaw(row.selected_at) } : null;
  }
}

function behindSpot({ id, selectedAt }: Spot): Where {
  const at = instantParameter(selectedAt);
  return where('n.selected_at > ? OR (n.selected_at = ? AND n.id > ?)', at, at, id);
}

function byTurn(a: NominationRow, b: NominationRow): number {
  const difference = (a.selectedAt?.getTime() ?? 0) - (b.selectedAt?.getTime() ?? 0);
  return difference || (a.id < b.id ? -1 : 1);
}
