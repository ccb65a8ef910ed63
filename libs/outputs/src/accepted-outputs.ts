import { Injectable, type OnModuleInit } from '@nestjs/common';
import { allowed, type Decision, denied } from '#libs/kernel';
import { RunClosing, RunLookup } from '#libs/training';
import { AcceptedOutputsRepository } from './accepted-outputs.repository.js';
import { openKinds } from './output.rules.js';
import type { OutputKind } from './output.types.js';

/** What the outputs of a run say about its certificates and its closing. */
@Injectable()
export class AcceptedOutputs implements OnModuleInit {
  constructor(
    private readonly outputs: AcceptedOutputsRepository,
    private readonly runs: RunLookup,
    private readonly closing: RunClosing,
  ) {}

  onModuleInit(): void {
    this.closing.register((runId) => this.mayClose(runId));
  }

  /** Enrolment id → the kinds of output it is author of that were accepted (published ones included); waivers never count. */
  async byRun(runId: string): Promise<Map<string, Set<OutputKind>>> {
    const byEnrolment = new Map<string, Set<OutputKind>>();
    for (const { enrolment_id, kind } of await this.outputs.authorships(runId)) {
      byEnrolment.set(enrolment_id, (byEnrolment.get(enrolment_id) ?? new Set()).add(kind));
    }
    return byEnrolment;
  }

  /** Required kinds of a run that are neither published nor waived by both sides. */
  async openKinds(runId: string): Promise<OutputKind[]> {
    const run = await this.runs.get(runId);
    const published = await this.outputs.publishedKinds(runId);
    return openKinds(run.requiredOutputs, published, await this.outputs.waivers(runId)) as OutputKind[];
  }

  private async mayClose(runId: string): Promise<Decision> {
    const open = await this.openKinds(runId);
    // The kinds in one fixed order, so that one text per combination can name them.
    return open.length === 0 ? allowed : denied('output.required_open', { kinds: [...open].sort().join('_') });
  }
}
