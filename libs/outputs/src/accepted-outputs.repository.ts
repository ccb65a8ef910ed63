import { Injectable } from '@nestjs/common';
import { Database, placeholders } from '#libs/platform';
import { countsForEligibility } from './output.rules.js';
import type { OutputKind } from './output.types.js';
import { OutputWaiver } from './output-waiver.entity.js';

/** What of a run's outputs counts for its certificates, and what its closing does without. */
@Injectable()
export class AcceptedOutputsRepository {
  constructor(private readonly database: Database) {}

  authorships(runId: string): Promise<{ enrolment_id: string; kind: OutputKind }[]> {
    return this.database.rows(
      `SELECT DISTINCT a.enrolment_id, o.kind FROM output o JOIN output_author a ON a.output_id = o.id
       WHERE o.run_id = ? AND o.status IN (${placeholders(countsForEligibility)})`,
      [runId, ...countsForEligibility],
    );
  }

  waivers(runId: string): Promise<OutputWaiver[]> {
    return this.database.read.find(OutputWaiver, { where: { runId }, order: { at: 'ASC', id: 'ASC' } });
  }

  addWaiver(waiver: OutputWaiver): Promise<void> {
    return this.database.insert(waiver);
  }
}
