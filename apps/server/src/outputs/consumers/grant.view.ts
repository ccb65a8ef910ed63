import { z } from 'zod';
import type { StandingGrant } from '#libs/outputs';
import { localisedResource, localisedSchema } from '../output.view.js';

/** A grant of a restricted output; `standing` on this day. */
export const grantSchema = z.object({
  id: z.uuid(),
  /** The first version of the output; all of them are shown. */
  outputId: z.uuid(),
  receiver: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('account'), id: z.uuid(), name: z.string() }),
    z.object({ kind: z.literal('organisation'), id: z.uuid(), name: localisedSchema }),
  ]),
  reason: z.string(),
  grantedBy: z.string().nullable(),
  grantedAt: z.iso.datetime(),
  /** The last day it holds; null: until it is revoked. */
  endsOn: z.iso.date().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  standing: z.enum(['live', 'over', 'revoked']),
});

export const grantResource = (grant: StandingGrant): z.output<typeof grantSchema> => ({
  id: grant.id,
  outputId: grant.originalId,
  receiver:
    grant.receiver.kind === 'account'
      ? grant.receiver
      : { ...grant.receiver, name: localisedResource(grant.receiver.name) },
  reason: grant.reason,
  grantedBy: grant.grantedByName,
  grantedAt: grant.at.toISOString(),
  endsOn: grant.endsOn,
  revokedAt: grant.revokedAt?.toISOString() ?? null,
  standing: grant.standing,
});
