import { z } from 'zod';
import { type SavedSearch, searchFilters } from '#libs/outputs';

export const savedSearchSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  query: searchFilters,
  tells: z.boolean(),
  createdAt: z.iso.datetime(),
  version: z.number().int(),
});

export const savedSearchesSchema = z.object({ items: z.array(savedSearchSchema) });

export const savedSearchResource = (search: SavedSearch): z.output<typeof savedSearchSchema> => ({
  id: search.id,
  name: search.name,
  query: search.query,
  tells: search.tells,
  createdAt: search.createdAt.toISOString(),
  version: search.version,
});
