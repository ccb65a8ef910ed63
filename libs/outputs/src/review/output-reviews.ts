import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '#libs/kernel';
import type { Output } from '../output.entity.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import { OutputReview } from './output-review.entity.js';
import { OutputReviewsRepository, type ReviewRow } from './output-reviews.repository.js';
import type { ReturnFields } from './review.fields.js';
import type { Rubric } from './rubric.js';

/** What came of every review of an output, kept for good. */
@Injectable()
export class OutputReviews {
  constructor(
    private readonly reviews: OutputReviewsRepository,
    private readonly inSight: OutputsInSight,
    private readonly clock: Clock,
  ) {}

  /** For those who see the output, the newest first. */
  async list(actor: Actor, outputId: string): Promise<{ output: Output; reviews: ReviewRow[] }> {
    return { output: await this.inSight.get(actor, outputId), reviews: await this.reviews.of(outputId) };
  }

  /** Joins the unit that accepts. */
  accepted(actor: Actor, output: Output, rubric: Rubric, note: string): Promise<void> {
    return this.add(actor, output, 'accepted', rubric, note);
  }

  /** Joins the unit that returns. */
  returned(actor: Actor, output: Output, { reason, criteria }: ReturnFields): Promise<void> {
    const unmet = Object.fromEntries(criteria.map((criterion) => [criterion, { points: null, note: '' }]));
    return this.add(actor, output, 'returned', unmet, reason);
  }

  private add(
    actor: Actor,
    { id: outputId }: Output,
    decision: OutputReview['decision'],
    rubric: Rubric,
    note: string,
  ): Promise<void> {
    const [reviewedBy, at] = [actor.accountId, this.clock.now()];
    const review = { id: newId(), outputId, decision, rubric, note, reviewedBy, at };
    return this.reviews.add(Object.assign(new OutputReview(), review));
  }
}
