import { z } from 'zod';
import { dateField, idField } from '#libs/platform';

export const calendarKinds = ['week', 'month'] as const;

export const calendarResources = ['room', 'instructor', 'run', 'organisation'] as const;

/** How the calendar is looked at, and on which day. */
export const calendarPageQuery = z.object({
  view: z.enum([...calendarKinds, 'resource']).default('week'),
  /** What the rows of the resource view are. */
  by: z.enum(calendarResources).default('room'),
  date: dateField()
    // Its week and its month must be made of dates too.
    .refine((date) => date > '1900-01-31' && date < '2199-12-01', 'field.year_out_of_reach')
    .optional(),
  runId: idField().optional(),
  roomId: idField().optional(),
  instructorId: idField().optional(),
  organisationId: idField().optional(),
});

export type CalendarPageQuery = z.output<typeof calendarPageQuery>;
