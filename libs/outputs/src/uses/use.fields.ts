import { z } from 'zod';
import { idField, listQuery, paragraphField } from '#libs/platform';
import { sectors } from '../output.types.js';
import { countries, purposes } from './use.types.js';

/** What somebody says of their use of an output. */
export const useFields = z.strictObject({
  purpose: z.enum(purposes, 'field.not_a_choice'),
  note: paragraphField(2000).default(''),
  /** Where it was used; of an account that has an organisation, that organisation's country counts. */
  country: z.enum(countries, 'field.not_a_choice').optional(),
});

/** The latest first: `-at`. */
export const usesQuery = listQuery.omit({ q: true });

/** Of one sector or programme; used by a country, or by anybody. */
export const usedOutputsQuery = listQuery.omit({ q: true }).extend({
  sector: z.enum(sectors, 'field.not_a_choice').optional(),
  programme: idField().optional(),
  usedBy: z.enum([...countries, 'any'], 'field.not_a_choice').optional(),
});

export type UsedOutputsQuery = z.output<typeof usedOutputsQuery>;
export type UsesQuery = z.output<typeof usesQuery>;
export type UseFields = z.output<typeof useFields>;
