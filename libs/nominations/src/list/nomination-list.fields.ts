import { z } from 'zod';
import { languages } from '#libs/kernel';
import { dateField, optionalLineField } from '#libs/platform';

/** Number and date of the official letter: both are replaced. Empty while the letter is not signed yet. */
export const letterFields = z.strictObject({
  letterNumber: optionalLineField(60),
  letterDate: dateField().nullable().default(null),
});

/** The official list is Lao unless another language is asked for. */
export const documentQuery = z.strictObject({
  lang: z.enum(languages, 'field.not_a_choice').default('lo'),
});

export type LetterFields = z.output<typeof letterFields>;
export type DocumentQuery = z.output<typeof documentQuery>;
