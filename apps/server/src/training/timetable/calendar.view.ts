import { z } from 'zod';
import { type Calendar, roomKinds, runStatuses, sessionKinds, sessionStatuses } from '#libs/training';
import { holidayResource, holidaySchema } from '../holidays/holiday.view.js';
import { dateSchema, instantSchema, localisedSchema } from '../training.view.js';

/** Runs, rooms and instructors are said once, however many sessions name their ids. */
export const calendarSchema = z.object({
  /** In the order of their times. */
  sessions: z.array(
    z.object({
      id: z.string(),
      runId: z.string(),
      number: z.number().int(),
      topic: localisedSchema,
      kind: z.enum(sessionKinds),
      units: z.number().int(),
      startsAt: instantSchema,
      endsAt: instantSchema,
      place: localisedSchema,
      roomId: z.string().nullable(),
      /** `cancelled` too when its run is. */
      status: z.enum(sessionStatuses),
      /** Persons, not accounts. */
      instructorIds: z.array(z.string()),
      version: z.number().int(),
    }),
  ),
  runs: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      courseTitle: localisedSchema,
      status: z.enum(runStatuses),
      startsOn: dateSchema,
      endsOn: dateSchema,
    }),
  ),
  rooms: z.array(z.object({ id: z.string(), code: z.string(), kind: z.enum(roomKinds), name: localisedSchema })),
  instructors: z.array(z.object({ personId: z.string(), name: z.string() })),
  /** Of both countries. */
  holidays: z.array(holidaySchema),
});

export const calendarResource = ({ sessions, holidays, ...named }: Calendar): z.output<typeof calendarSchema> => ({
  ...named,
  sessions: sessions.map((session) => ({
    ...session,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
  })),
  holidays: holidays.map(holidayResource),
});
