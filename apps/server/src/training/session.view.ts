import { z } from 'zod';
import { type SessionRow, sessionKinds, sessionStatuses } from '#libs/training';
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
  status: z.enum(sessionStatuses),
  cancelReason: z.string().nullable(),
  instructors: z.array(z.object({ personId: z.string(), name: z.string() })),
  version: z.number().int(),
});

export const sessionResource = (session: SessionRow): z.output<typeof sessionSchema> => ({
  ...session,
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
});
