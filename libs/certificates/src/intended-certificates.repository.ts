import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '#libs/platform';
import { Certificate } from './certificate.entity.js';

/** What takes the place of another certificate `k` is drawn by itself. */
const isOnList = 'NOT EXISTS (SELECT 1 FROM certificate_request r WHERE r.replacement_id = k.id)';

/** What is still to be drawn, and how far a decision is. */
@Injectable()
export class IntendedCertificatesRepository {
  constructor(private readonly database: Database) {}

  /** Those on the list itself that have no document. */
  onList(batchId: string): Promise<Certificate[]> {
    return this.database.read
      .createQueryBuilder(Certificate, 'k')
      .where(`k.batchId = :batchId AND k.status = 'intended' AND ${isOnList}`, { batchId })
      .orderBy('k.registerNumber')
      .getMany();
  }

  /** Of these, those without a document. */
  among(ids: readonly string[]): Promise<Certificate[]> {
    return this.database.read.find(Certificate, { where: { id: In([...ids]), status: 'intended' } });
  }

  /** How many on the list itself have a document, and how many wait for theirs. */
  async countOnList(batchId: string): Promise<{ issued: number; missing: number }> {
    const [row] = await this.database.rows<{ issued: number; missing: number }>(
      `SELECT COUNT(CASE WHEN k.status <> 'intended' THEN 1 END) AS issued,
          COUNT(CASE WHEN k.status = 'intended' THEN 1 END) AS missing
        FROM certificate k WHERE k.batch_id = ? AND ${isOnList}`,
      [batchId],
    );
    return { issued: Number(row!.issued), missing: Number(row!.missing) };
  }

  saveAll(certificates: readonly Certificate[]): Promise<void> {
    return this.database.updateAll(certificates);
  }
}
