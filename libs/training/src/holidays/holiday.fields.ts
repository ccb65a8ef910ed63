import { z } from 'zod';
import { countries } from '#libs/people';
import { dateField, listQuery } from '#libs/platform';
import { localisedField } from '../training.fields.js';

const content = {
  country: z.enum(countries, 'field.not_a_choice'),
  startsOn: dateField(),
  endsOn: dateField(),
  name: localisedField(250),
};

export const holidayFields = z.strictObject(content);

/** An edit names only what changes. */
export const holidayChanges = holidayFields.partial();

export const holidayQuery = listQuery.extend({
  country: z.enum(countries, 'field.not_a_choice').optional(),
  /** Holidays with a day in or after, in or before. */
  from: dateField().optional(),
  to: dateField().optional(),
});

export type HolidayFields = z.output<typeof holidayFields>;
export type HolidayChanges = z.output<typeof holidayChanges>;
export type HolidayQuery = z.output<typeof holidayQuery>;
