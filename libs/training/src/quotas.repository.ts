import { Injectable } from '@nestjs/common';
import { type LocalisedText, newId } from '#libs/kernel';
import { Database, jsonOfRaw, placeholders, type Where } from '#libs/platform';
import { Quota } from './quota.entity.js';

/** A quota with the names of its organisation. */
export interface QuotaRow {
  id: string;
  runId: string;
  organisationId: string;
  organisationName: LocalisedText;
  organisationPath: string;
  seats: number;
  taken: number;
}

@Injectable()
export class QuotasRepository {
  constructor(private readonly database: Database) {}

  /** Of one run, by the path of the organisation: a ministry comes before its departments. */
  async ofRun(runId: string, scope: Where): Promise<QuotaRow[]> {
    const rows = await this.database.rows<Omit<QuotaRow, 'organisationName'> & { organisationName: string }>(
      `SELECT q.id, q.run_id AS runId, q.organisation_id AS organisationId, o.name AS organisationName,
        o.path AS organisationPath, q.seats, q.taken
        FROM quota q JOIN organisation o ON o.id = q.organisation_id
        WHERE q.run_id = ? AND (${scope.sql}) ORDER BY o.path`,
      [runId, ...scope.parameters],
    );
    return rows.map((row) => ({ ...row, organisationName: jsonOfRaw(row.organisationName) }));
  }

  async ofOrganisations(runIds: readonly string[], organisationIds: readonly string[]): Promise<Quota[]> {
    if (runIds.length === 0 || organisationIds.length === 0) return [];
    const rows = await this.database.rows<Quota>(
      `SELECT q.id, q.run_id AS runId, q.organisation_id AS organisationId, q.seats, q.taken FROM quota q
        WHERE q.run_id IN (${placeholders(runIds)}) AND q.organisation_id IN (${placeholders(organisationIds)})`,
      [...runIds, ...organisationIds],
    );
    return rows.map((row) => Object.assign(new Quota(), row));
  }

  async knownOrganisations(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM organisation WHERE id IN (${placeholders(ids)})`,
      [...ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  addAll(runId: string, rows: readonly Pick<QuotaRow, 'organisationId' | 'seats'>[]): Promise<void> {
    return this.database.insertAll(
      rows.map(({ organisationId, seats }) =>
        Object.assign(new Quota(), { id: newId(), runId, organisationId, seats, taken: 0 }),
      ),
    );
  }

  /** False when more are taken. */
  async resize(id: string, seats: number): Promise<boolean> {
    return (
      (await this.database.change('UPDATE quota SET seats = ? WHERE id = ? AND taken <= ?', [seats, id, seats])) === 1
    );
  }

  /** False when a seat of it is taken. */
  async remove(id: string): Promise<boolean> {
    return (await this.database.change('DELETE FROM quota WHERE id = ? AND taken = 0', [id])) === 1;
  }

  // Seats. One statement looks and takes: looking first and taking then would sell the same seat twice.

  async takeOfRun(runId: string): Promise<boolean> {
    const sql = 'UPDATE course_run SET seats_taken = seats_taken + 1 WHERE id = ? AND seats_taken < capacity';
    return (await this.database.change(sql, [runId])) === 1;
  }

  async takeOfQuota(runId: string, quotaId: string): Promise<boolean> {
    const sql = 'UPDATE quota SET taken = taken + 1 WHERE id = ? AND run_id = ? AND taken < seats';
    return (await this.database.change(sql, [quotaId, runId])) === 1;
  }

  async freeOfRun(runId: string): Promise<boolean> {
    const sql = 'UPDATE course_run SET seats_taken = seats_taken - 1 WHERE id = ? AND seats_taken > 0';
    return (await this.database.change(sql, [runId])) === 1;
  }

  async freeOfQuota(runId: string, quotaId: string): Promise<boolean> {
    const sql = 'UPDATE quota SET taken = taken - 1 WHERE id = ? AND run_id = ? AND taken > 0';
    return (await this.database.change(sql, [quotaId, runId])) === 1;
  }
}
