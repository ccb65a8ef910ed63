import { z } from 'zod';
import { localisedField, localisedParagraphField } from '#libs/platform';

export const audiences = ['quota', 'drafts', 'silent'] as const;

/** Nominators of the organisations with a quota, with drafts, or with a quota and nobody nominated. */
export type Audience = (typeof audiences)[number];

/** A message to nominators; each reads it in their language, or in another where theirs is missing. */
export const runMessageFields = z.strictObject({
  audience: z.enum(audiences, 'field.not_a_choice'),
  subject: localisedField(200),
  body: localisedParagraphField(4000),
});

export type RunMessageFields = z.output<typeof runMessageFields>;
