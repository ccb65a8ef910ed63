import type { EntityClass } from '#libs/platform';
import { CommentNotices } from '../comments/comment-notices.js';
import { OutputComment } from '../comments/output-comment.entity.js';
import { OutputCommentsRepository } from '../comments/output-comments.repository.js';
import { OutputCommentsService } from '../comments/output-comments.service.js';
import { HoldsService } from '../personal-data/holds.service.js';
import { OutputFinding } from '../personal-data/output-finding.entity.js';
import { OutputLook } from '../personal-data/output-look.entity.js';
import { OutputLooks } from '../personal-data/output-looks.js';
import { OutputLooksRepository } from '../personal-data/output-looks.repository.js';
import { OutputComparisons } from './output-comparisons.js';
import { OutputReview } from './output-review.entity.js';
import { OutputReviews } from './output-reviews.js';
import { OutputReviewsRepository } from './output-reviews.repository.js';

/** Of the review of outputs: verdicts, comments, looks for personal data. */
export const reviewEntities: EntityClass[] = [OutputReview, OutputComment, OutputLook, OutputFinding];
export const reviewRepositories = [OutputLooksRepository, OutputReviewsRepository, OutputCommentsRepository];
export const reviewServices = [
  HoldsService,
  OutputLooks,
  OutputReviews,
  OutputCommentsService,
  CommentNotices,
  OutputComparisons,
];
