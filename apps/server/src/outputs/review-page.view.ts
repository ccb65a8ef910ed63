import { z } from 'zod';
import { pickText } from '#libs/kernel';
import { mostPoints, type OutputDetail, pointsOf, type ReviewRow, rubricCriteria } from '#libs/outputs';
import type { RunRow } from '#libs/training';
import type { Visit } from '../web/index.js';
import { mayReturn } from './output-actions.view.js';
import { outputCrumbs } from './review.view.js';

const judgement = z.object({ points: z.number().int().nullable(), note: z.string() });

export const reviewSchema = z.object({
  id: z.string(),
  decision: z.enum(['accepted', 'returned']),
  /** By criterion; of one that was returned, those that were not met, without points. */
  rubric: z.partialRecord(z.enum(rubricCriteria), judgement),
  /** All points together, of at most 15. */
  points: z.number().int().nullable(),
  note: z.string(),
  reviewedBy: z.string().nullable(),
  at: z.iso.datetime(),
});
export const reviewsSchema = z.object({ items: z.array(reviewSchema) });

export const reviewResource = ({ id, decision, rubric, note, reviewedBy, at }: ReviewRow) => ({
  id,
  decision,
  rubric,
  points: pointsOf(rubric),
  note,
  reviewedBy,
  at: at.toISOString(),
});

const most = mostPoints * rubricCriteria.length;

export function reviewPage(visit: Visit, run: RunRow, detail: OutputDetail, reviews: readonly ReviewRow[]) {
  const { output, reach } = detail;
  const title = visit.t('output-review.review.title');
  const words = rubricCriteria.map((criterion) => ({
    criterion,
    label: visit.t(`output-review.criterion.${criterion}`),
    hint: visit.t(`output-review.criterionHint.${criterion}`),
  }));
  return {
    title: `${title}: ${pickText(output.title, visit.language).text}`,
    heading: title,
    breadcrumb: outputCrumbs(visit, run, output, title),
    accept:
      reach.review && output.status === 'submitted'
        ? {
            action: `/outputs/${output.id}/acceptance`,
            criteria: words.map(({ criterion, label, hint }) => ({
              points: `rubric.${criterion}`,
              note: `notes.${criterion}`,
              label,
              hint,
            })),
            points: Array.from({ length: mostPoints + 1 }, (_, points) => ({
              value: String(points),
              label: visit.t(`output-review.points.${points}`),
            })),
          }
        : null,
    return: mayReturn(visit.actor, detail)
      ? {
          action: `/outputs/${output.id}/return`,
          criteria: words.map(({ criterion, label }) => ({ value: criterion, label })),
        }
      : null,
    reviews: reviews.map((review) => reviewView(visit, review)),
  };
}

const reviewView = (visit: Visit, { decision, rubric, note, reviewedBy, at }: ReviewRow) => {
  const points = pointsOf(rubric);
  return {
    badge: {
      text: visit.t(`outputs.status.${decision}`),
      tone: decision === 'accepted' ? 'good' : 'attention',
    },
    at,
    reviewedBy,
    note,
    sum: points === null ? null : visit.t('output-review.review.sum', { points, most }),
    judgements: rubricCriteria.flatMap((criterion) => {
      const judged = rubric[criterion];
      if (!judged) return [];
      const said = judged.points === null ? 'output-review.review.unmet' : `output-review.points.${judged.points}`;
      return [{ label: visit.t(`output-review.criterion.${criterion}`), points: visit.t(said), note: judged.note }];
    }),
  };
};
