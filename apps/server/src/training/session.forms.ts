import { z } from 'zod';
import { instantOf, isTimeOfDay } from '#libs/kernel';
import { dateField, paragraphField } from '#libs/platform';
import { sessionFields } from '#libs/training';

/** On paper a session has a date and two times on the clock of both countries; the rest is as everywhere. */

const timeField = () => z.string().refine(isTimeOfDay, 'field.not_a_time');

const { startsAt: _, endsAt: __, ...content } = sessionFields.shape;

export const onPaper = z.strictObject({
  ...content,
  on: dateField(),
  from: timeField(),
  to: timeField(),
  /** Empty while nobody has been asked for a reason, or when there is none any more. */
  override: z.strictObject({ reason: paragraphField(2000) }).optional(),
  /** The button that only looks. */
  step: z.literal('check').optional(),
});

type OnPaper = z.output<typeof onPaper>;

const withInstants = <Fields extends OnPaper>({ on, from, to, override, ...rest }: Fields) => ({
  ...rest,
  override: override?.reason.trim() ? override : undefined,
  startsAt: instantOf(on, from),
  endsAt: instantOf(on, to),
});

export const isInOrder = ({ from, to }: OnPaper): boolean => from < to;
export const fault = () => ({ path: ['to'], error: 'session.ends_before_start' });

export const sessionForm = onPaper.refine(isInOrder, fault()).transform(withInstants);

export const editedSessionForm = onPaper
  .extend({ version: z.number().int() })
  .refine(isInOrder, fault())
  .transform(withInstants);

/** A button that only removes. */
export const removalForm = z.strictObject({ version: z.number().int() });

export type SessionForm = z.output<typeof sessionForm>;
export type EditedSessionForm = z.output<typeof editedSessionForm>;
