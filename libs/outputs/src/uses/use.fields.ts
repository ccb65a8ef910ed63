import { z } from 'zod';
import { paragraphField } from '#libs/platform';
import { countries, purposes } from './use.types.js';

/** What somebody says of their use of an output. */
export const useFields = z.strictObject({
  purpose: z.enum(purposes, 'field.not_a_choice'),
  note: paragraphField(2000).default(''),
  /** Where it was used; of an account that has an organisation, that organisation's country counts. */
  country: z.enum(countries, 'field.not_a_choice').optional(),
});

export type UseFields = z.output<typeof useFields>;
