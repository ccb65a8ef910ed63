import { z } from 'zod';
import { lineField } from '#libs/platform';
import { searchFilters } from './search-filters.js';

const name = lineField(100);
/** Whether mails tell of new outputs it finds. */
const tells = z.boolean();

export const savedSearchFields = z.strictObject({ name, query: searchFilters.default({}), tells: tells.default(true) });
export type SavedSearchFields = z.output<typeof savedSearchFields>;

/** What the form on the page of the catalogue sends: what is looked for stands in its address. */
export const savedSearchForm = z.strictObject({ name, tells: tells.default(false) });
export type SavedSearchForm = z.output<typeof savedSearchForm>;

/** What is absent stays. */
export const savedSearchChanges = z.strictObject({ name, tells }).partial();
export type SavedSearchChanges = z.output<typeof savedSearchChanges>;

export const tellingForm = z.strictObject({ tells, version: z.number().int() });
export type TellingForm = z.output<typeof tellingForm>;
