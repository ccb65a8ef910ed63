import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, forbidden, localDateOf, newId } from '#libs/kernel';
import { Audit, UnitOfWork } from '#libs/platform';
import type { Output } from './output.entity.js';
import { outputAccess, sidesOf } from './output.policy.js';
import { haveBothSpoken, mayApprovePublication, sideToSpeak } from './output.rules.js';
import { OutputApproval } from './output-approval.entity.js';
import { OutputsRepository } from './outputs.repository.js';
import { OutputsInSight } from './outputs-in-sight.js';
import { HoldsService } from './personal-data/holds.service.js';
import { OutputReviews } from './review/output-reviews.js';
import { type AcceptanceFields, type ReturnFields, rubricOf } from './review/review.fields.js';
import { pointsOf } from './review/rubric.js';

/** What the course side and the two institutes do with a submitted output. */
@Injectable()
export class OutputReviewService {
  constructor(
    private readonly outputs: OutputsRepository,
    private readonly inSight: OutputsInSight,
    private readonly holds: HoldsService,
    private readonly reviews: OutputReviews,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** By the course side, with what it finds by the rubric. */
  accept(actor: Actor, id: string, fields: AcceptanceFields): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.review, id);
      output.accept(this.clock.now());
      await this.outputs.update(output);
      const rubric = rubricOf(fields);
      await this.reviews.accepted(actor, output, rubric, fields.note);
      await this.record(actor, 'output.accepted', output, null, { points: pointsOf(rubric) });
      return output;
    });
  }

  /** The course side returns what was submitted, an approving side also what was accepted: approvals given are void. */
  return(actor: Actor, id: string, reason: string, criteria: ReturnFields['criteria'] = []): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const seen = await this.inSight.getFor(actor, outputAccess.return, id);
      const row = seen.status === 'accepted' ? outputAccess.approvePublication : outputAccess.review;
      const output = await this.inSight.getFor(actor, row, id);
      output.return(reason);
      await this.outputs.update(output);
      await this.outputs.forgetApprovals(id);
      await this.reviews.returned(actor, output, { reason, criteria });
      await this.record(actor, 'output.returned', output, reason, { criteria });
      return output;
    });
  }

  /**
   * The word of one side. The second word publishes, in the same unit. Both orders of two simultaneous words end in one
   * publication: each writes the output under its version first, so the later of the two runs again and sees the other.
   */
  approvePublication(actor: Actor, id: string): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.approvePublication, id);
      const given = await this.outputs.approvals(id);
      const side = sideToSpeak(sidesOf(actor), given);
      const { accountId } = actor;
      if (!side || !accountId) throw forbidden('forbidden', { action: outputAccess.approvePublication.action });
      enforce(mayApprovePublication(output.status, given, { side, accountId }));
      await this.holds.requireRelease(output);
      const at = this.clock.now();
      const publishes = haveBothSpoken([...given, { side }]);
      if (publishes) output.publish(at, Number(localDateOf(at).slice(0, 4)));
      await this.outputs.update(output);
      await this.outputs.addApproval(
        Object.assign(new OutputApproval(), { id: newId(), outputId: id, side, accountId, at }),
      );
      await this.record(actor, 'output.publication_approved', output, null, { side });
      if (publishes) await this.record(actor, 'output.published', output);
      return output;
    });
  }

  withdraw(actor: Actor, id: string, reason: string): Promise<Output> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, outputAccess.withdraw, id);
      output.withdraw(reason, this.clock.now());
      await this.outputs.update(output);
      await this.record(actor, 'output.withdrawn', output, reason);
      return output;
    });
  }

  private record(
    actor: Actor,
    action: string,
    output: Output,
    reason: string | null = null,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    return this.audit.record(actor, { action, noun: 'output', subjectId: output.id, reason, details });
  }
}
