import { z } from 'zod';
import { localDateOf } from '#libs/kernel';
import { type DeclaredUse, purposes, useCountries } from '#libs/outputs';
import { localisedResource, localisedSchema } from '../output.view.js';

export const useSchema = z.object({
  id: z.uuid(),
  /** The version that was used. */
  outputId: z.uuid(),
  purpose: z.enum(purposes),
  note: z.string(),
  /** In UTC+7. */
  day: z.iso.date(),
  organisation: localisedSchema.nullable(),
  country: z.enum(useCountries).nullable(),
});

export const useResource = (use: DeclaredUse): z.output<typeof useSchema> => ({
  id: use.id,
  outputId: use.outputId,
  purpose: use.purpose,
  note: use.note,
  day: localDateOf(use.at),
  organisation: use.organisation && localisedResource(use.organisation),
  country: use.country,
});
