import { Injectable } from '@nestjs/common';
import { AcceptedOutputsRepository } from './accepted-outputs.repository.js';
import type { OutputKind } from './output.types.js';

/** What the outputs of a run say about its certificates. */
@Injectable()
export class AcceptedOutputs {
  constructor(private readonly outputs: AcceptedOutputsRepository) {}

  /** Enrolment id → the kinds of output it is author of that were accepted (published ones included); waivers never count. */
  async byRun(runId: string): Promise<Map<string, Set<OutputKind>>> {
    const byEnrolment = new Map<string, Set<OutputKind>>();
    for (const { enrolment_id, kind } of await this.outputs.authorships(runId)) {
      byEnrolment.set(enrolment_id, (byEnrolment.get(enrolment_id) ?? new Set()).add(kind));
    }
    return byEnrolment;
  }
}
