import { z } from 'zod';
import type { Translate } from '#libs/platform';
import type { WaitingItem } from '../home/waiting.js';
import { accountSchema } from './account.view.js';
import { dateSchema, instantSchema } from './resource.schemas.js';

const waitingSchema = z.object({
  kind: z.string(),
  /** In the language of the request. */
  text: z.string(),
  /** Since when it waits. */
  at: instantSchema.nullable(),
  deadline: dateSchema.nullable(),
  /** Who waits for it, in the language of the request. */
  who: z.string().nullable(),
  isEscalated: z.boolean(),
  /** The page where it is done. */
  href: z.string(),
});

export const meSchema = accountSchema.extend({ waiting: z.array(waitingSchema) });

export const waitingResource = (item: WaitingItem, t: Translate): z.output<typeof waitingSchema> => ({
  kind: item.kind,
  text: t(item.textKey, item.args),
  at: item.at?.toISOString() ?? null,
  deadline: item.deadline,
  who: item.who ? t(item.who.key, item.who.args) : null,
  isEscalated: item.isEscalated ?? false,
  href: item.href,
});
