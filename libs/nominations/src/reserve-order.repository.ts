import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { Nomination } from './nomination.entity.js';
import { placeInOrder } from './reserve.rules.js';

/** A reserve with what the promotion asks of its organisation. */
export interface Reserve {
  id: string;
  organisationId: string;
  organisationPath: string;
  position: number;
}

/**
 * The one order of reserves of a run: 1, 2, 3 without gaps or twins. Changed only in a unit that holds the run, so that
 * two changes never meet; the unique key on (run, position) would refuse the second.
 */
@Injectable()
export class ReserveOrder {
  constructor(private readonly database: Database) {}

  async ofRun(runId: string): Promise<Reserve[]> {
    return this.database.rows<Reserve>(
      `SELECT n.id, n.organisation_id AS organisationId, o.path AS organisationPath, n.reserve_position AS position
        FROM nomination n JOIN organisation o ON o.id = n.organisation_id
        WHERE n.run_id = ? AND n.reserve_position IS NOT NULL ORDER BY n.reserve_position`,
      [runId],
    );
  }

  /** Takes its place at `wished`, else behind the last; those behind it step back. */
  async enter(nomination: Nomination, wished?: number): Promise<void> {
    const position = placeInOrder(wished, await this.length(nomination.runId));
    await this.shift(nomination.runId, position, 1);
    await this.set(nomination, position);
  }

  /** Those behind it move up. */
  async leave(nomination: Nomination): Promise<void> {
    const position = await this.positionOf(nomination.id);
    if (position === null) return;
    await this.set(nomination, null);
    await this.shift(nomination.runId, position + 1, -1);
  }

  private async length(runId: string): Promise<number> {
    const [{ number }] = await this.database.rows<{ number: number }>(
      'SELECT COUNT(*) AS number FROM nomination WHERE run_id = ? AND reserve_position IS NOT NULL',
      [runId],
    );
    return Number(number);
  }

  private async positionOf(id: string): Promise<number | null> {
    const [row] = await this.database.rows<{ position: number | null }>(
      'SELECT reserve_position AS position FROM nomination WHERE id = ?',
      [id],
    );
    return row?.position ?? null;
  }

  private async set(nomination: Nomination, position: number | null): Promise<void> {
    await this.database.change('UPDATE nomination SET reserve_position = ? WHERE id = ?', [position, nomination.id]);
    nomination.reservePosition = position;
  }

  // Below zero for a moment: row by row, a plain shift would meet its neighbour on the unique key.
  private async shift(runId: string, from: number, by: 1 | -1): Promise<void> {
    await this.database.change(
      'UPDATE nomination SET reserve_position = -(reserve_position + ?) WHERE run_id = ? AND reserve_position >= ?',
      [by, runId, from],
    );
    await this.database.change(
      'UPDATE nomination SET reserve_position = -reserve_position WHERE run_id = ? AND reserve_position < 0',
      [runId],
    );
  }
}
