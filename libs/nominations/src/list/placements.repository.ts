import { Injectable } from '@nestjs/common';
import { Database, placeholders } from '#libs/platform';
import type { Nomination } from '../nomination.entity.js';
import { placeless, shiftFor, unfrozen } from './placement.rules.js';

type Listed = Pick<Nomination, 'runId' | 'organisationId'>;

const onTheList = `run_id = ? AND organisation_id = ? AND status NOT IN (${placeholders(placeless)})`;

const ofList = ({ runId, organisationId }: Listed): unknown[] => [runId, organisationId, ...placeless];

/** The places of an organisation's list. Changed only in a unit that holds the run, so that two changes never meet. */
@Injectable()
export class Placements {
  constructor(private readonly database: Database) {}

  /** The last place taken; 0 of an empty list. */
  async last(list: Listed): Promise<number> {
    const [row] = await this.database.rows<{ place: number }>(
      `SELECT n.rank AS place FROM nomination n WHERE ${onTheList} ORDER BY n.rank DESC LIMIT 1`,
      ofList(list),
    );
    return Number(row?.place ?? 0);
  }

  /** Whether somebody stands from place `first` to place `last` whose order is frozen. */
  async holdsFrozen(list: Listed, first: number, last: number): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT id FROM nomination WHERE ${onTheList} AND status NOT IN (${placeholders(unfrozen)}) AND rank BETWEEN ? AND ? LIMIT 1`,
      [...ofList(list), ...unfrozen, first, last],
    );
    return rows.length > 0;
  }

  /** Puts it at a place; those between step aside. */
  async move(nomination: Nomination, to: number): Promise<void> {
    const shift = shiftFor(nomination.rank, to);
    if (!shift) return;
    await this.step(nomination, shift.first, shift.last, shift.by);
    await this.database.change('UPDATE nomination SET rank = ? WHERE id = ?', [to, nomination.id]);
    nomination.rank = to;
  }

  /** Those behind somebody who is no longer on the list move up. */
  async closeUp(nomination: Nomination): Promise<void> {
    const last = await this.last(nomination);
    if (last > nomination.rank) await this.step(nomination, nomination.rank + 1, last, -1);
  }

  private async step(list: Listed, first: number, last: number, by: 1 | -1): Promise<void> {
    await this.database.change(`UPDATE nomination SET rank = rank + ? WHERE ${onTheList} AND rank BETWEEN ? AND ?`, [
      by,
      ...ofList(list),
      first,
      last,
    ]);
  }
}
