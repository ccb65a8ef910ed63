import { z } from 'zod';
import { languages } from '#libs/kernel';
import type { ListCard, ListedRow } from '#libs/nominations';
import { nominationStatuses } from '#libs/nominations';
import { nominationResource, nominationSchema } from '../nomination.view.js';

/** The shape of an organisation's list in the API. Figures are of those in the reader's sight. */

const localised = z.object(Object.fromEntries(languages.map((language) => [language, z.string()])));

export const listSchema = z.object({
  runId: z.string(),
  organisationId: z.string(),
  organisationName: localised,
  letterNumber: z.string(),
  letterDate: z.iso.date().nullable(),
  letterFile: z
    .object({ name: z.string(), mediaType: z.string(), size: z.number().int(), sha256: z.string() })
    .nullable(),
  /** What the letter still lacks. */
  missing: z.array(z.enum(['letter_number', 'letter_date', 'scan'])),
  /** When people of the list were last submitted together. */
  submittedAt: z.iso.datetime().nullable(),
  counts: z.partialRecord(z.enum(nominationStatuses), z.number().int()),
  /** On the list: neither withdrawn nor replaced. */
  people: z.number().int(),
  women: z.number().int(),
  version: z.number().int(),
});

export const listsSchema = z.object({ items: z.array(listSchema) });

/** With those on the list, in its order. */
export const wholeListSchema = listSchema.extend({ nominations: z.array(nominationSchema) });

export function listResource({ list, organisation, ...card }: ListCard): z.output<typeof listSchema> {
  const { scan } = list;
  return {
    runId: list.runId,
    organisationId: list.organisationId,
    organisationName: { ...organisation.name },
    letterNumber: list.letterNumber,
    letterDate: list.letterDate,
    letterFile: scan && { name: scan.name, mediaType: scan.mediaType, size: scan.size, sha256: scan.sha256 },
    missing: card.missing,
    submittedAt: list.submittedAt?.toISOString() ?? null,
    counts: card.counts,
    people: card.people,
    women: card.women,
    version: list.version,
  };
}

export const wholeListResource = (card: ListCard, people: ListedRow[]): z.output<typeof wholeListSchema> => ({
  ...listResource(card),
  nominations: people.map(nominationResource),
});
