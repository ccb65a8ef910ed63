import { Injectable } from '@nestjs/common';
import { isGranted } from '#libs/kernel';
import { CallsService, QuotasService, quotaAccess, RunLife, runAccess } from '#libs/training';
import type { Visit } from '../web/index.js';
import { RunFrames } from './run-frame.js';
import { runPage } from './run-page.view.js';
import { RunStages } from './run-stages.js';

/** The page of one run, which shows itself again when a step on it is refused. */
@Injectable()
export class RunOverview {
  constructor(
    private readonly frames: RunFrames,
    private readonly stages: RunStages,
    private readonly life: RunLife,
    private readonly quotas: QuotasService,
    private readonly calls: CallsService,
  ) {}

  async of(visit: Visit) {
    const { actor } = visit;
    const framed = await this.frames.runFrame(visit, visit.id(), 'overview');
    const { run } = framed;
    const readsQuotas = isGranted(actor, quotaAccess.read);
    return runPage(visit, framed, {
      call: await this.calls.of(actor, run.id),
      rail: await this.stages.rail(visit, run),
      decisions: isGranted(actor, runAccess.write) ? await this.life.decisions(run) : null,
      quotas: readsQuotas ? (await this.quotas.ofRun(actor, run.id)).quotas : null,
    });
  }
}
