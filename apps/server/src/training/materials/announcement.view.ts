import { z } from 'zod';
import type { AnnouncementRow } from '#libs/training';
import { instantSchema, localisedSchema } from '../training.view.js';

export const announcementSchema = z.object({
  id: z.string(),
  runId: z.string(),
  title: localisedSchema,
  body: localisedSchema,
  announcedAt: instantSchema,
  /** Name of whoever announced it. */
  announcedBy: z.string().nullable(),
  version: z.number().int(),
});

export const announcementResource = (row: AnnouncementRow): z.output<typeof announcementSchema> => ({
  ...row,
  announcedAt: row.announcedAt.toISOString(),
});
