import { Injectable } from '@nestjs/common';
import { type Actor, isGranted, type LocalDate, requireGrant, scopeOf, searchKey } from '#libs/kernel';
import {
  allOf,
  anyOf,
  containing,
  Database,
  type Listing,
  listPage,
  mapListing,
  type Where,
  where,
} from '#libs/platform';
import { assignedRun } from './assigned-run.js';
import { CourseRun } from './run.entity.js';
import type { RunQuery } from './run.fields.js';
import { type RunRow, runColumns, runJoins, runOfRaw } from './run-row.js';
import { runAccess } from './training.policy.js';

/** Runs `r` an actor sees: published ones, and before the call those the matrix names. */
export function runsInSight(actor: Actor): Where {
  requireGrant(actor, runAccess.read);
  const early = isGranted(actor, runAccess.readBeforeCall) ? scopeOf(actor, runAccess.readBeforeCall) : null;
  return anyOf(
    where('r.called_at IS NOT NULL'),
    early && early.allBy.length > 0 ? where('1 = 1') : null,
    early?.assignedPersonId ? assignedRun('r.id', early.assignedPersonId) : null,
  );
}

@Injectable()
export class RunsRepository {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: RunQuery, today: LocalDate): Promise<Listing<RunRow>> {
    const words = query.q ? searchKey(query.q) : '';
    const listing = await listPage<Record<string, unknown>>(
      this.database,
      {
        from: 'course_run r JOIN course c ON c.id = r.course_id',
        id: 'r.id',
        where: allOf(
          runsInSight(actor),
          query.status ? where('r.status = ?', query.status) : null,
          query.call ? openOn(today) : null,
          query.programmeId ? where('c.programme_id = ?', query.programmeId) : null,
          query.courseId ? where('r.course_id = ?', query.courseId) : null,
          query.province ? where('r.province = ?', query.province) : null,
          query.from ? where('r.ends_on >= ?', query.from) : null,
          query.to ? where('r.starts_on <= ?', query.to) : null,
          words
            ? where(
                "r.search_key LIKE ? ESCAPE '!' OR c.search_key LIKE ? ESCAPE '!'",
                ...[words, words].map(containing),
              )
            : null,
        ),
        sorts: {
          startsOn: 'r.starts_on',
          endsOn: 'r.ends_on',
          nominationClosesOn: 'r.nomination_closes_on',
          code: 'r.code',
          status: 'r.status',
        },
        defaultSort: '-startsOn',
        select: runColumns,
        join: 'JOIN programme p ON p.id = c.programme_id',
      },
      query,
    );
    return mapListing(listing, runOfRaw);
  }

  async findInSight(actor: Actor, id: string): Promise<CourseRun | null> {
    const scope = runsInSight(actor);
    const seen = await this.database.rows(`SELECT r.id FROM course_run r WHERE r.id = ? AND (${scope.sql})`, [
      id,
      ...scope.parameters,
    ]);
    return seen.length > 0 ? this.find(id) : null;
  }

  /** `scope` over runs `r`. */
  async isWithin(id: string, scope: Where): Promise<boolean> {
    const sql = `SELECT r.id FROM course_run r WHERE r.id = ? AND (${scope.sql})`;
    return (await this.database.rows(sql, [id, ...scope.parameters])).length > 0;
  }

  /** `scope` over runs `r`. */
  async rowsOf(ids: readonly string[], scope: Where = where('1 = 1')): Promise<RunRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${runColumns} FROM ${runJoins} WHERE r.id IN (${ids.map(() => '?').join(', ')}) AND (${scope.sql})`,
      [...ids, ...scope.parameters],
    );
    return rows.map(runOfRaw);
  }

  /** Runs whose next step is due: a call past its last day, a first or last day reached, a completed run. */
  async due(today: LocalDate): Promise<RunRow[]> {
    const rows = await this.database.rows<Record<string, unknown>>(
      `SELECT ${runColumns} FROM ${runJoins}
        WHERE (r.status = 'call_open' AND r.nomination_closes_on < ?) OR (r.status = 'call_closed' AND r.starts_on <= ?)
        OR (r.status = 'running' AND r.ends_on <= ?) OR r.status = 'completed' ORDER BY r.starts_on, r.id LIMIT 100`,
      [today, today, today],
    );
    return rows.map(runOfRaw);
  }

  find(id: string): Promise<CourseRun | null> {
    return this.database.read.findOneBy(CourseRun, { id });
  }

  /**
   * Locks the run to the end of the unit: whatever depends on its dates, state or seats is decided one after the
   * other. Load it afterwards. (On SQLite units already come one after the other.)
   */
  async hold(id: string): Promise<void> {
    await this.database.change('UPDATE course_run SET seats_taken = seats_taken WHERE id = ?', [id]);
  }

  add(run: CourseRun): Promise<void> {
    return this.database.insert(run);
  }

  save(run: CourseRun): Promise<void> {
    return this.database.update(run);
  }
}

const openOn = (today: LocalDate): Where =>
  where("r.status = 'call_open' AND r.nomination_opens_on <= ? AND r.nomination_closes_on >= ?", today, today);
