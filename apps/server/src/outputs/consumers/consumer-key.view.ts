import { z } from 'zod';
import { type ConsumerKey, type ConsumerKeyUse, keyScopes, type NewKey } from '#libs/outputs';

const instantSchema = z.iso.datetime();

export const consumerKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The beginning of the key, by which its owner knows it again. */
  prefix: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  /** About when it was last used. */
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  version: z.number().int(),
});

export const consumerKeysSchema = z.object({ items: z.array(consumerKeySchema) });

/** `key`: the secret, this once. */
export const newConsumerKeySchema = consumerKeySchema.extend({ key: z.string() });

export const consumerKeyUsageSchema = z.object({
  items: z.array(
    z.object({ day: z.iso.date(), scope: z.enum(keyScopes), requests: z.number().int(), rows: z.number().int() }),
  ),
});

export const consumerKeyResource = (key: ConsumerKey): z.output<typeof consumerKeySchema> => ({
  id: key.id,
  name: key.name,
  prefix: `mtp_${key.prefix}`,
  scopes: key.scopes,
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
  version: key.version,
});

export const newConsumerKeyResource = ({ key, token }: NewKey) => ({ ...consumerKeyResource(key), key: token });

export const consumerKeyUsageResource = (uses: ConsumerKeyUse[]): z.output<typeof consumerKeyUsageSchema> => ({
  items: uses.map(({ day, scope, requests, rowCount }) => ({ day, scope, requests, rows: rowCount })),
});
