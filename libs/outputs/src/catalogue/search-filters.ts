import { z } from 'zod';
import { idField } from '#libs/platform';
import { laoProvinces, outputKinds } from '#libs/training';
import { criteria, gates } from '../criteria.js';
import { licenceCodes } from '../licences.js';
import { accessLevels, sectors, zones } from '../output.types.js';

/** What the catalogue is narrowed by, each with its counts. */
export const facetFields = {
  kind: z.enum(outputKinds).optional(),
  sector: z.enum(sectors).optional(),
  province: z.enum(laoProvinces).optional(),
  zone: z.enum(zones).optional(),
  gate: z.enum(gates).optional(),
  criterion: z.enum(criteria).optional(),
  licence: z.enum(licenceCodes).optional(),
  accessLevel: z.enum(accessLevels).optional(),
  year: z.coerce.number().int().min(2000).max(9999).optional(),
  programme: idField().optional(),
};

export type Facet = keyof typeof facetFields;
export const facets = Object.keys(facetFields) as Facet[];

/** Words and facets, without what concerns the pages of a list: what a saved search keeps. */
export const searchFilters = z.strictObject({ q: z.string().max(200).optional(), ...facetFields });
export type SearchFilters = z.output<typeof searchFilters>;

/** What of a query narrows the catalogue. */
export const filtersOf = (query: SearchFilters): SearchFilters =>
  Object.fromEntries((['q', ...facets] as const).map((name) => [name, query[name]])) as SearchFilters;

/** Address of the page that shows what the filters find. */
export function addressOf(filters: SearchFilters): string {
  const given = Object.entries(filtersOf(filters)).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? '/shared-database' : `/shared-database?${query}`;
}
