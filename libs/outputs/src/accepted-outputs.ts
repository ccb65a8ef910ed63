import { Injectable } from '@nestjs/common';
import { AcceptedOutputsRepository, type Authorship, type OutputUnderWay } from './accepted-outputs.repository.js';
import type { OutputKind } from './output.types.js';

/** What the outputs of a run say about its certificates. */
@Injectable()
export class AcceptedOutputs {
  constructor(private readonly outputs: AcceptedOutputsRepository) {}

  /** Kind → the own output that is nearest to being accepted, of those that are not. */
  async underWay(enrolmentId: string): Promise<Map<OutputKind, OutputUnderWay>> {
    const nearestLast = await this.outputs.underWay(enrolmentId);
    return new Map(nearestLast.map((output) => [output.kind, output]));
  }

  /** Enrolment id → the kinds of output it is author of that were accepted (published ones included); waivers never count. */
  async byRun(runId: string): Promise<Map<string, Set<OutputKind>>> {
    return kindsBySeat(await this.outputs.authorships(runId));
  }

  /** The same of these seats alone. */
  async ofSeats(enrolmentIds: readonly string[]): Promise<Map<string, Set<OutputKind>>> {
    return kindsBySeat(await this.outputs.authorshipsOf(enrolmentIds));
  }
}

function kindsBySeat(authorships: readonly Authorship[]): Map<string, Set<OutputKind>> {
  const bySeat = new Map<string, Set<OutputKind>>();
  for (const { enrolment_id, kind } of authorships)
    bySeat.set(enrolment_id, (bySeat.get(enrolment_id) ?? new Set()).add(kind));
  return bySeat;
}
