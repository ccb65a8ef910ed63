import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '#libs/platform';
import { Certificate } from './certificate.entity.js';

/** What is still to be drawn, and how far a decision is. */
@Injectable()
export class IntendedCertificatesRepository {
  constructor(private readonly database: Database) {}

  /** Those on the list itself: what takes the place of another is drawn by itself. */
  async onList(batchId: string): Promise<Certificate[]> {
    const intended = await this.database.read.find(Certificate, {
      where: { batchId, status: 'intended' },
      order: { registerNumber: 'ASC' },
    });
    return intended.filter(({ payload }) => payload.replacesSerial === null);
  }

  /** Of these, those without a document. */
  among(ids: readonly string[]): Promise<Certificate[]> {
    return this.database.read.find(Certificate, { where: { id: In([...ids]), status: 'intended' } });
  }

  /** Those of a batch whose document is stored. */
  async countIssued(batchId: string): Promise<number> {
    const [row] = await this.database.rows<{ issued: number }>(
      "SELECT COUNT(*) AS issued FROM certificate WHERE batch_id = ? AND status <> 'intended'",
      [batchId],
    );
    return Number(row!.issued);
  }

  saveAll(certificates: readonly Certificate[]): Promise<void> {
    return this.database.updateAll(certificates);
  }
}
