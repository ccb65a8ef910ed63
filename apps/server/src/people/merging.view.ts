import { z } from 'zod';
import {
  type DuplicatePair,
  type Lookalike,
  type MergeHistory,
  type MergePreview,
  mergeFieldNames,
  reasonCodes,
} from '#libs/people';
import { personResource, personSchema } from './person.view.js';
import { dateSchema, instantSchema } from './resource.schemas.js';

const reasonSchema = z.object({ code: z.enum(reasonCodes), args: z.record(z.string(), z.string()) });

const choicesSchema = z.object(
  Object.fromEntries(mergeFieldNames.map((name) => [name, z.enum(['survivor', 'duplicate'])])) as Record<
    (typeof mergeFieldNames)[number],
    z.ZodEnum<{ survivor: 'survivor'; duplicate: 'duplicate' }>
  >,
);

/** How many rows of each kind. */
const countsSchema = z.record(z.string(), z.number().int());

const lookalikeSchema = z.object({ person: personSchema, reasons: z.array(reasonSchema) });

/** The likeliest first. */
export const lookalikesSchema = z.object({ items: z.array(lookalikeSchema) });

export const lookalikesResource = (found: readonly Lookalike[]): z.output<typeof lookalikesSchema> => ({
  items: found.map(({ card, reasons }) => ({ person: personResource(card), reasons })),
});

export const duplicatePairSchema = z.object({ one: personSchema, other: personSchema, reasons: z.array(reasonSchema) });

export const duplicatePairResource = ({ one, other, reasons }: DuplicatePair) => ({
  one: personResource(one),
  other: personResource(other),
  reasons,
});

export const mergePreviewSchema = z.object({
  survivor: personSchema,
  duplicate: personSchema,
  reasons: z.array(reasonSchema),
  /** Whose record stands in each field unless the merge says otherwise. */
  choices: choicesSchema,
  differing: z.array(z.enum(mergeFieldNames)),
  /** What goes over to the survivor. */
  moving: countsSchema,
  /** Codes with which the merge would be refused now. */
  obstacles: z.array(z.object({ code: z.string(), args: z.record(z.string(), z.unknown()) })),
  /** When they were reviewed and told apart, and why. */
  distinction: z.object({ reason: z.string(), at: instantSchema }).nullable(),
});

export const mergePreviewResource = (preview: MergePreview): z.output<typeof mergePreviewSchema> => ({
  survivor: personResource(preview.survivor),
  duplicate: personResource(preview.duplicate),
  reasons: preview.reasons,
  choices: preview.choices,
  differing: preview.differing,
  moving: preview.moving,
  obstacles: preview.obstacles.map(({ denied, args }) => ({ code: denied, args: { ...args } })),
  distinction: preview.distinction && { ...preview.distinction, at: preview.distinction.at.toISOString() },
});

const namedSchema = z.object({ fullName: z.string(), birthDate: dateSchema.nullable() });

export const mergeHistorySchema = z.object({
  merges: z.array(
    z.object({
      id: z.string(),
      duplicateId: z.string(),
      at: instantSchema,
      by: z.string().nullable(),
      choices: choicesSchema,
      moved: countsSchema,
      /** Both names as they were before. */
      survivor: namedSchema,
      duplicate: namedSchema,
    }),
  ),
  distinctions: z.array(
    z.object({ otherId: z.string(), at: instantSchema, by: z.string().nullable(), reason: z.string() }),
  ),
});

const named = ({ fullName, birthDate }: z.output<typeof namedSchema>) => ({ fullName, birthDate });

export const mergeHistoryResource = (history: MergeHistory): z.output<typeof mergeHistorySchema> => ({
  merges: history.merges.map(({ id, duplicateId, at, accountName, choices, moved, wordsBefore }) => ({
    id,
    duplicateId,
    at: at.toISOString(),
    by: accountName,
    choices,
    moved,
    survivor: named(wordsBefore.survivor),
    duplicate: named(wordsBefore.duplicate),
  })),
  distinctions: history.distinctions.map(({ otherId, at, accountName, reason }) => ({
    otherId,
    at: at.toISOString(),
    by: accountName,
    reason,
  })),
});
