import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import type { BatchStatus } from './batch.rules.js';

/** A seat without a certificate: the first one that is numbered for it, drawn or not, ends that for good. */
export interface UncertifiedSeat {
  enrolmentId: string;
  runId: string;
  /** How far the decision is on whose list it stands; null while it is on none. */
  listed: BatchStatus | null;
}

@Injectable()
export class UncertifiedSeatsRepository {
  constructor(private readonly database: Database) {}

  /** Those a person has kept, in runs that are or will be held; the latest run first. */
  async ofPerson(personId: string): Promise<UncertifiedSeat[]> {
    const rows = await this.database.rows<{ id: string; run_id: string; listed: BatchStatus | null }>(
      `SELECT e.id, e.run_id, (SELECT b.status FROM batch_enrolment l JOIN certificate_batch b ON b.id = l.batch_id
          WHERE l.live_key = e.id) AS listed
        FROM enrolment e JOIN course_run r ON r.id = e.run_id
        WHERE e.person_id = ? AND e.status = 'active' AND r.status <> 'cancelled'
          AND NOT EXISTS (SELECT 1 FROM certificate k WHERE k.enrolment_id = e.id)
        ORDER BY r.starts_on DESC, e.id`,
      [personId],
    );
    return rows.map(({ id, run_id, listed }) => ({ enrolmentId: id, runId: run_id, listed }));
  }
}
