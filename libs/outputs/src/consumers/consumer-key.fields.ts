import { z } from 'zod';
import { dateField, lineField } from '#libs/platform';

/** What a key may be for: lists and descriptions of outputs, the rows of their tables, their files. */
export const keyScopes = ['catalogue', 'rows', 'files'] as const;
export type KeyScope = (typeof keyScopes)[number];

/** A new key. `expiresOn`: the last day it opens anything. */
export const consumerKeyFields = z.strictObject({
  name: lineField(100),
  scopes: z
    .array(z.enum(keyScopes, 'field.not_a_choice'))
    .min(1, 'field.required')
    .transform((chosen) => keyScopes.filter((scope) => chosen.includes(scope))),
  expiresOn: dateField().nullable().default(null),
});
export type ConsumerKeyFields = z.output<typeof consumerKeyFields>;
