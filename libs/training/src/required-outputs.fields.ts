import { z } from 'zod';
import { dateField, reasonField } from '#libs/platform';
import { perWhom } from './required-outputs.rules.js';
import { countField } from './training.fields.js';
import { outputKinds } from './training.rules.js';

/** How many outputs of one kind somebody may be asked for. */
export const mostOfKind = 99;

/** Days after the last day of a run. */
export const dueDaysField = () => z.number().int().min(0).max(366);

const asked = {
  kind: z.enum(outputKinds),
  count: countField(mostOfKind).default(1),
  per: z.enum(perWhom).default('run'),
};

const onceEach = <Required extends z.ZodType<{ kind: string }>>(required: Required) =>
  z
    .array(required)
    .max(outputKinds.length)
    .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'field.repeated');

export const requiredOfCourseField = () =>
  onceEach(z.strictObject({ ...asked, dueDays: dueDaysField().nullable().default(null) }));

/** Due by a date or in days after the end of the run, not both. */
export const requiredOfRunField = () =>
  onceEach(
    z
      .strictObject({ ...asked, dueOn: dateField().nullable().default(null), dueDays: dueDaysField().optional() })
      .refine(({ dueOn, dueDays }) => dueOn === null || dueDays === undefined, {
        path: ['dueDays'],
        error: 'run.due_twice',
      }),
  );

/** Another last day for one kind. */
export const dueDateFields = z.strictObject({ kind: z.enum(outputKinds), until: dateField(), reason: reasonField() });

export type DueDateFields = z.output<typeof dueDateFields>;
