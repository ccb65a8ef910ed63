import { Get } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { OutputReviews, outputAccess } from '#libs/outputs';
import { Allow, Answers, Api, CurrentActor, Id } from '../web/index.js';
import { reviewResource, reviewsSchema } from './review-page.view.js';

/** What came of every review of an output. */
@Api('outputs/:id/reviews')
export class ReviewsApi {
  constructor(private readonly reviews: OutputReviews) {}

  @Get()
  @Allow(outputAccess.read)
  @Answers(reviewsSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return { items: (await this.reviews.list(actor, id)).reviews.map(reviewResource) };
  }
}
