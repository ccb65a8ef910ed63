import { z } from 'zod';
import { dateField, idField, reasonField } from '#libs/platform';
import { sessionFields } from '../session.fields.js';
import { codeField, countField } from '../training.fields.js';

/** How often a session comes again: on these days of the week (Monday is 1), until a day or so many times. */
const repeat = z
  .strictObject({
    days: z
      .array(z.number().int().min(1).max(7))
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, 'field.repeated'),
    until: dateField().optional(),
    count: countField(100).optional(),
    /** Holidays of both countries; without it one of them is a warning. */
    skipHolidays: z.boolean().default(true),
  })
  .refine(({ until, count }) => (until === undefined) !== (count === undefined), {
    path: ['count'],
    error: 'session.series_without_end',
  });

/** A session as it is held for the first time; nothing is held before its day. */
export const seriesFields = sessionFields.extend({ repeat });

/** Sessions of one run as the person saw them, and how far all of them are moved. */
export const sessionMoves = z.strictObject({
  sessions: z
    .array(z.strictObject({ sessionId: idField(), version: z.number().int() }))
    .min(1, 'session.none_to_move')
    .max(200)
    .refine((all) => new Set(all.map(({ sessionId }) => sessionId)).size === all.length, 'field.repeated'),
  days: z.number().int().min(-366).max(366).default(0),
  minutes: z.number().int().min(-1439).max(1439).default(0),
  /** What would fall on a holiday or a weekend goes on to the next day and pushes what comes after it. */
  skipHolidays: z.boolean().default(false),
  override: z.strictObject({ reason: reasonField() }).optional(),
});

/** A run like another one, on other days. What is not said of the nomination window moves along with it. */
export const runCopy = z.strictObject({
  code: codeField(),
  startsOn: dateField(),
  nominationOpensOn: dateField().optional(),
  nominationClosesOn: dateField().optional(),
  skipHolidays: z.boolean().default(true),
  withRooms: z.boolean().default(true),
  withInstructors: z.boolean().default(true),
  withQuotas: z.boolean().default(true),
});

export type SeriesFields = z.output<typeof seriesFields>;
export type SessionMoves = z.output<typeof sessionMoves>;
export type RunCopy = z.output<typeof runCopy>;
