import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, firstDenial, forbidden, newId, requireGrant } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import { RunLookup, RunsService, requiredKinds } from '#libs/training';
import { AcceptedOutputsRepository } from '../accepted-outputs.repository.js';
import type { WaiverFields } from '../output.fields.js';
import { outputAccess, sidesOf } from '../output.policy.js';
import { maySpeak, mayWaive, sideToSpeak } from '../output.rules.js';
import type { OutputKind } from '../output.types.js';
import { OutputWaiver } from '../output-waiver.entity.js';
import { RequiredOutputs } from './required-outputs.service.js';

/** How one required kind of a run stands. */
export interface RequiredKind {
  kind: OutputKind;
  /** As many as the run requires. */
  isPublished: boolean;
  /** One from each side closes the matter. */
  waivers: OutputWaiver[];
}

/** Closing a run without a required output: both institutes agree, each with a reason. */
@Injectable()
export class OutputWaiversService {
  constructor(
    private readonly outputs: AcceptedOutputsRepository,
    private readonly required: RequiredOutputs,
    private readonly runs: RunLookup,
    private readonly runsInSight: RunsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The required kinds of a run in their order, for those who waive or read unpublished outputs. */
  async list(actor: Actor, runId: string): Promise<RequiredKind[]> {
    requireGrant(actor, outputAccess.readWaivers);
    await this.runsInSight.getInSight(actor, runId);
    return this.standing(runId);
  }

  async waive(actor: Actor, runId: string, { kind, reason }: WaiverFields): Promise<RequiredKind[]> {
    requireGrant(actor, outputAccess.waive);
    return this.unitOfWork.run(async () => {
      await this.runsInSight.getInSight(actor, runId);
      const { status, requiredOutputs } = await this.runs.hold(runId);
      const given = (await this.outputs.waivers(runId)).filter((waiver) => waiver.kind === kind);
      const side = sideToSpeak(sidesOf(actor), given);
      const { accountId } = actor;
      if (!side || !accountId) throw forbidden('forbidden', { action: outputAccess.waive.action });
      const publishedKinds = await this.required.metKinds(runId);
      const decision = mayWaive({ status, requiredKinds: requiredKinds(requiredOutputs), publishedKinds }, kind);
      enforce(firstDenial(decision, maySpeak(given, { side, accountId })));
      await this.outputs.addWaiver(
        Object.assign(new OutputWaiver(), { id: newId(), runId, kind, side, accountId, reason, at: this.clock.now() }),
      );
      await this.audit.record(actor, {
        action: 'output.waived',
        noun: 'run',
        subjectId: runId,
        reason,
        details: { kind, side },
      });
      return this.standing(runId);
    });
  }

  private async standing(runId: string): Promise<RequiredKind[]> {
    const run = await this.runs.get(runId);
    const met = await this.required.metKinds(runId);
    const waivers = await this.outputs.waivers(runId);
    return run.requiredOutputs.map(({ kind }) => ({
      kind,
      isPublished: met.includes(kind),
      waivers: waivers.filter((waiver) => waiver.kind === kind),
    }));
  }
}
