import { z } from 'zod';
import { instantOf, isTimeOfDay } from '#libs/kernel';
import { dateField } from '#libs/platform';
import { sessionFields } from '#libs/training';

/** On paper a session has a date and two times on the clock of both countries; the rest is as everywhere. */

const timeField = () => z.string().refine(isTimeOfDay, 'field.not_a_time');

const { startsAt: _, endsAt: __, ...content } = sessionFields.shape;

const onPaper = z.strictObject({ ...content, on: dateField(), from: timeField(), to: timeField() });

type OnPaper = z.output<typeof onPaper>;

const withInstants = <Fields extends OnPaper>({ on, from, to, ...rest }: Fields) => ({
  ...rest,
  startsAt: instantOf(on, from),
  endsAt: instantOf(on, to),
});

const isInOrder = ({ from, to }: OnPaper): boolean => from < to;
const fault = () => ({ path: ['to'], error: 'session.ends_before_start' });

export const sessionForm = onPaper.refine(isInOrder, fault()).transform(withInstants);

export const editedSessionForm = onPaper
  .extend({ version: z.number().int() })
  .refine(isInOrder, fault())
  .transform(withInstants);

/** A button that only removes. */
export const removalForm = z.strictObject({ version: z.number().int() });

export type SessionForm = z.output<typeof sessionForm>;
export type EditedSessionForm = z.output<typeof editedSessionForm>;
