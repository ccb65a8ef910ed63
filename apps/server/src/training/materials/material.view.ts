import { z } from 'zod';
import { type MaterialRow, materialKinds } from '#libs/training';
import { instantSchema, localisedSchema } from '../training.view.js';

export const materialSchema = z.object({
  id: z.string(),
  runId: z.string(),
  /** Null: for the whole run. */
  sessionId: z.string().nullable(),
  sessionNumber: z.number().int().nullable(),
  title: localisedSchema,
  kind: z.enum(materialKinds),
  /** Of a link. */
  url: z.string().nullable(),
  /** Of a file, as are the three below; its bytes are at `/materials/{id}/file`. */
  fileName: z.string().nullable(),
  mediaType: z.string().nullable(),
  /** Bytes. */
  size: z.number().int().nullable(),
  sha256: z.string().nullable(),
  createdAt: instantSchema,
  /** Name of whoever brought it. */
  createdBy: z.string().nullable(),
  version: z.number().int(),
});

export const materialResource = (row: MaterialRow): z.output<typeof materialSchema> => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});
