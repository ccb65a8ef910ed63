import { z } from 'zod';
import { countries } from '#libs/people';
import type { HolidayRow } from '#libs/training';
import { dateSchema, localisedSchema } from '../training.view.js';

export const holidaySchema = z.object({
  id: z.string(),
  country: z.enum(countries),
  startsOn: dateSchema,
  endsOn: dateSchema,
  name: localisedSchema,
  /** `library`: filled in by the house; `own`: added by an admin. */
  origin: z.enum(['library', 'own']),
  version: z.number().int(),
});

export const holidayResource = (row: HolidayRow): z.output<typeof holidaySchema> => {
  const { id, country, startsOn, endsOn, name, origin, version } = row;
  return { id, country, startsOn, endsOn, name, origin, version };
};
