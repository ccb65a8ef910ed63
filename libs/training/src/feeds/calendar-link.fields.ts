import { z } from 'zod';
import { idField } from '#libs/platform';
import { feedKinds } from './calendar-link.entity.js';

/** `subjectId`: the run or room; one's own timetable has none. */
export const calendarLinkFields = z
  .strictObject({ kind: z.enum(feedKinds, 'field.not_a_choice'), subjectId: idField().nullable().default(null) })
  .refine(({ kind, subjectId }) => (kind === 'run' || kind === 'room') === (subjectId !== null), {
    path: ['subjectId'],
    message: 'field.not_a_choice',
  });

export type CalendarLinkFields = z.output<typeof calendarLinkFields>;
