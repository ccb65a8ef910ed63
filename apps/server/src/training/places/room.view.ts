import { z } from 'zod';
import { countries } from '#libs/people';
import { type RoomRow, roomKinds } from '#libs/training';
import { dateSchema, localisedSchema } from '../training.view.js';

export const roomSchema = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(roomKinds),
  name: localisedSchema,
  place: localisedSchema,
  country: z.enum(countries),
  province: z.string().nullable(),
  zone: z.string(),
  /** People it holds. */
  capacity: z.number().int(),
  /** Who receives the visitors of a site. */
  hostOrganisationId: z.string().nullable(),
  hostOrganisationName: localisedSchema.nullable(),
  hostName: z.string(),
  hostPhone: z.string(),
  /** Days on which nothing is held there, first and last included. */
  closures: z.array(z.object({ startsOn: dateSchema, endsOn: dateSchema, reason: z.string() })),
  version: z.number().int(),
});

export const roomResource = (room: RoomRow): z.output<typeof roomSchema> => room;
