import { z } from 'zod';
import { reasonField } from '#libs/platform';
import { eligibilityKinds } from '#libs/training';

/** A block lifted for one nomination. */
export const liftFields = z.strictObject({
  rule: z.enum(eligibilityKinds, 'field.not_a_choice'),
  reason: reasonField(),
});

export type LiftFields = z.output<typeof liftFields>;
