import { Injectable } from '@nestjs/common';
import { Database, placeholders, type Where, where } from '#libs/platform';
import { countsForEligibility } from './output.rules.js';
import type { OutputKind, OutputStatus } from './output.types.js';
import { OutputWaiver } from './output-waiver.entity.js';

/** An output that its authors are writing, or that waits for its review. */
export interface OutputUnderWay {
  id: string;
  kind: OutputKind;
  status: Extract<OutputStatus, 'draft' | 'returned' | 'submitted'>;
}

/** Somebody who is author of an accepted output of a kind. */
export interface Authorship {
  enrolment_id: string;
  kind: OutputKind;
}

/** What of a run's outputs counts for its certificates, and what its closing does without. */
@Injectable()
export class AcceptedOutputsRepository {
  constructor(private readonly database: Database) {}

  authorships(runId: string): Promise<Authorship[]> {
    return this.accepted(where('o.run_id = ?', runId));
  }

  authorshipsOf(enrolmentIds: readonly string[]): Promise<Authorship[]> {
    return this.accepted(where(`a.enrolment_id IN (${placeholders(enrolmentIds)})`, ...enrolmentIds));
  }

  private accepted({ sql, parameters }: Where): Promise<Authorship[]> {
    return this.database.rows(
      `SELECT DISTINCT a.enrolment_id, o.kind FROM output o JOIN output_author a ON a.output_id = o.id
       WHERE ${sql} AND o.status IN (${placeholders(countsForEligibility)})`,
      [...parameters, ...countsForEligibility],
    );
  }

  /** Drafts first, then what was returned, then what was submitted; of several the newest last. */
  underWay(enrolmentId: string): Promise<OutputUnderWay[]> {
    return this.database.rows(
      `SELECT o.id, o.kind, o.status FROM output o JOIN output_author a ON a.output_id = o.id
        WHERE a.enrolment_id = ? AND o.status IN ('draft', 'returned', 'submitted')
        ORDER BY CASE o.status WHEN 'draft' THEN 1 WHEN 'returned' THEN 2 ELSE 3 END, o.id`,
      [enrolmentId],
    );
  }

  waivers(runId: string): Promise<OutputWaiver[]> {
    return this.database.read.find(OutputWaiver, { where: { runId }, order: { at: 'ASC', id: 'ASC' } });
  }

  addWaiver(waiver: OutputWaiver): Promise<void> {
    return this.database.insert(waiver);
  }
}
