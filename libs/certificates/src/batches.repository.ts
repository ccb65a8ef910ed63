import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import {
  allOf,
  ConcurrentChange,
  Database,
  isUniqueViolation,
  type Listing,
  listPage,
  placeholders,
  where,
} from '#libs/platform';
import type { BatchQuery } from './batch.fields.js';
import { BatchEnrolment } from './batch-enrolment.entity.js';
import { CertificateBatch } from './certificate-batch.entity.js';

@Injectable()
export class BatchesRepository {
  constructor(private readonly database: Database) {}

  async list(query: BatchQuery): Promise<Listing<CertificateBatch>> {
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'certificate_batch b',
        id: 'b.id',
        where: allOf(
          query.runId ? where('b.run_id = ?', query.runId) : null,
          query.status ? where('b.status = ?', query.status) : null,
        ),
        sorts: { preparedAt: 'b.prepared_at', decisionDate: 'b.decision_date', decisionNumber: 'b.decision_number' },
        defaultSort: '-preparedAt',
        select: 'b.id',
      },
      query,
    );
    const found = await this.byIds(listing.items.map(({ id }) => id));
    return { ...listing, items: listing.items.flatMap(({ id }) => found.get(id) ?? []) };
  }

  find(id: string): Promise<CertificateBatch | null> {
    return this.database.read.findOneBy(CertificateBatch, { id });
  }

  private async byIds(ids: string[]): Promise<Map<string, CertificateBatch>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read
      .createQueryBuilder(CertificateBatch, 'b')
      .where('b.id IN (:...ids)', { ids })
      .getMany();
    return new Map(rows.map((row) => [row.id, row]));
  }

  async enrolmentIds(batchId: string): Promise<string[]> {
    const rows = await this.database.read.find(BatchEnrolment, { where: { batchId }, order: { id: 'ASC' } });
    return rows.map(({ enrolmentId }) => enrolmentId);
  }

  /** How long the lists of these batches are. */
  async lengths(batchIds: readonly string[]): Promise<Map<string, number>> {
    if (batchIds.length === 0) return new Map();
    const rows = await this.database.rows<{ batch_id: string; people: number }>(
      `SELECT batch_id, COUNT(*) AS people FROM batch_enrolment WHERE batch_id IN (${placeholders(batchIds)})
        GROUP BY batch_id`,
      [...batchIds],
    );
    return new Map(rows.map(({ batch_id, people }) => [batch_id, Number(people)]));
  }

  /** Account id → the name of whoever prepared or approved. */
  async namesOf(accountIds: readonly (string | null)[]): Promise<Map<string, string>> {
    const ids = accountIds.filter((id): id is string => id !== null);
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; name: string }>(
      `SELECT id, name FROM account WHERE id IN (${placeholders(ids)})`,
      ids,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Of these enrolments, those on the list of a batch which is not cancelled, with that batch. */
  async listed(enrolmentIds: readonly string[]): Promise<Map<string, string>> {
    if (enrolmentIds.length === 0) return new Map();
    const rows = await this.database.rows<{ enrolment_id: string; batch_id: string }>(
      `SELECT enrolment_id, batch_id FROM batch_enrolment WHERE live_key IN (${placeholders(enrolmentIds)})`,
      [...enrolmentIds],
    );
    return new Map(rows.map(({ enrolment_id, batch_id }) => [enrolment_id, batch_id]));
  }

  add(batch: CertificateBatch): Promise<void> {
    return this.database.insert(batch);
  }

  save(batch: CertificateBatch): Promise<void> {
    return this.database.update(batch);
  }

  /** Puts enrolments on the list, in this order. One that a rival has just put on another makes the unit run again. */
  async put(batchId: string, enrolmentIds: readonly string[]): Promise<void> {
    const row = (enrolmentId: string) => ({ id: newId(), batchId, enrolmentId, liveKey: enrolmentId });
    try {
      await this.database.insertAll(enrolmentIds.map((id) => Object.assign(new BatchEnrolment(), row(id))));
    } catch (error) {
      throw isUniqueViolation(error) ? new ConcurrentChange('batch_enrolment') : error;
    }
  }

  async clear(batchId: string): Promise<void> {
    await this.database.change('DELETE FROM batch_enrolment WHERE batch_id = ?', [batchId]);
  }

  /** Another id for the same human, so that they never approve what they have prepared. */
  async changePreparer(fromId: string, toId: string): Promise<void> {
    await this.database.change(
      'UPDATE certificate_batch SET prepared_by_person = ?, version = version + 1 WHERE prepared_by_person = ?',
      [toId, fromId],
    );
  }

  /** Keeps the list for the record and lets its enrolments go to another batch. */
  async release(batchId: string): Promise<void> {
    await this.database.change('UPDATE batch_enrolment SET live_key = NULL WHERE batch_id = ?', [batchId]);
  }
}
