import { z } from 'zod';
import { roomKinds, type SessionRow, sessionKinds, sessionStatuses } from '#libs/training';
import { instantSchema, localisedSchema } from './training.view.js';

export const sessionSchema = z.object({
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
  /** The room or site, and who receives the visitors of a site. */
  room: z
    .object({
      id: z.string(),
      code: z.string(),
      kind: z.enum(roomKinds),
      name: localisedSchema,
      hostOrganisationName: localisedSchema.nullable(),
      hostName: z.string(),
      hostPhone: z.string(),
    })
    .nullable(),
  status: z.enum(sessionStatuses),
  cancelReason: z.string().nullable(),
  /** Rises with every change that a calendar shows. */
  sequence: z.number().int(),
  changedAt: instantSchema.nullable(),
  instructors: z.array(z.object({ personId: z.string(), name: z.string() })),
  version: z.number().int(),
});

export const sessionResource = (session: SessionRow): z.output<typeof sessionSchema> => ({
  ...session,
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  changedAt: session.changedAt?.toISOString() ?? null,
});
