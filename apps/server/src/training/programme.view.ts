import { z } from 'zod';
import type { Programme, ProgrammeRow } from '#libs/training';
import { localisedSchema } from './training.view.js';

export const programmeSchema = z.object({
  id: z.string(),
  code: z.string(),
  title: localisedSchema,
  description: localisedSchema,
  version: z.number().int(),
});

export const programmeResource = (programme: Programme | ProgrammeRow): z.output<typeof programmeSchema> => ({
  id: programme.id,
  code: programme.code,
  title: programme.title,
  description: programme.description,
  version: programme.version,
});
