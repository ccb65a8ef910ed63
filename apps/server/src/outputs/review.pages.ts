import { Get, Post } from '@nestjs/common';
import {
  type AcceptanceFields,
  acceptanceFields,
  OutputCatalogue,
  OutputReviewService,
  OutputReviews,
  outputAccess,
  type ReturnFields,
  returnFields,
} from '#libs/outputs';
import { RunsService } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { reviewPage } from './review-page.view.js';

/** Where the course side judges an output by the rubric, and where everybody reads what came of it. */
@Pages('outputs/:id')
export class ReviewPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly reviews: OutputReviews,
    private readonly review: OutputReviewService,
    private readonly runs: RunsService,
  ) {}

  @Get('review')
  @Allow(outputAccess.read)
  @Shows('outputs/review')
  async show(visit: Visit) {
    const detail = await this.catalogue.get(visit.actor, visit.id());
    const { reviews } = await this.reviews.list(visit.actor, visit.id());
    return reviewPage(visit, await this.runs.describe(visit.actor, detail.output.runId), detail, reviews);
  }

  @Post('acceptance')
  @Allow(outputAccess.review)
  @Form('show', 'accept', acceptanceFields)
  async accept(visit: Visit, fields: AcceptanceFields) {
    await this.review.accept(visit.actor, visit.id(), fields);
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.accepted');
  }

  @Post('return')
  @Allow(outputAccess.return)
  @Form('show', 'return', returnFields)
  async return(visit: Visit, { reason, criteria }: ReturnFields) {
    await this.review.return(visit.actor, visit.id(), reason, criteria);
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.returned');
  }
}
