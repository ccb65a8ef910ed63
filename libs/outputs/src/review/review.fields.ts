import { z } from 'zod';
import { paragraphField, reasonField } from '#libs/platform';
import { mostPoints, type Rubric, type RubricCriterion, rubricCriteria } from './rubric.js';

const each = <Field extends z.ZodType>(field: () => Field) =>
  z.strictObject(
    Object.fromEntries(rubricCriteria.map((criterion) => [criterion, field()])) as Record<RubricCriterion, Field>,
  );

const silent = Object.fromEntries(rubricCriteria.map((criterion) => [criterion, ''])) as Record<
  RubricCriterion,
  string
>;

/** An output is accepted by the rubric: points for each criterion, and why so few where they are few. */
export const acceptanceFields = z
  .strictObject({
    rubric: each(() => z.number().int().min(0).max(mostPoints)),
    notes: each(() => paragraphField(1000).default('')).default(silent),
    note: paragraphField(2000).default(''),
  })
  .superRefine(({ rubric, notes }, context) => {
    for (const criterion of rubricCriteria)
      if (rubric[criterion] <= 1 && notes[criterion].trim() === '')
        context.addIssue({ code: 'custom', path: ['notes', criterion], message: 'output.few_points' });
  });
export type AcceptanceFields = z.output<typeof acceptanceFields>;

export const rubricOf = ({ rubric, notes }: AcceptanceFields): Rubric =>
  Object.fromEntries(
    rubricCriteria.map((criterion) => [criterion, { points: rubric[criterion], note: notes[criterion] }]),
  );

/** A return says why, and which criteria are not met. */
export const returnFields = z.strictObject({
  reason: reasonField(),
  criteria: z.array(z.enum(rubricCriteria)).default([]),
});
export type ReturnFields = z.output<typeof returnFields>;
