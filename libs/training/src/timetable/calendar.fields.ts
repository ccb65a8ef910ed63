import { z } from 'zod';
import { daysBetween } from '#libs/kernel';
import { dateField, idField } from '#libs/platform';

/** Days one answer holds at most: two months, the longest ones. */
const mostDays = 62;

/** First and last day, both included, and what is to be seen of them. */
export const calendarQuery = z
  .strictObject({
    from: dateField(),
    to: dateField(),
    runId: idField().optional(),
    roomId: idField().optional(),
    /** A person, not an account. */
    instructorId: idField().optional(),
    /** Runs in which people of this organisation, or of those below it, have a seat. */
    organisationId: idField().optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'calendar.ends_before_start' })
  .refine(({ from, to }) => daysBetween(from, to) < mostDays, {
    path: ['to'],
    error: 'calendar.too_long',
    params: { days: mostDays },
  });

export type CalendarQuery = z.output<typeof calendarQuery>;
