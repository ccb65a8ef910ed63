import { z } from 'zod';
import type { Translate } from '#libs/platform';
import { type Clash, clashCodes, clashLevels } from '#libs/training';

export const clashSchema = z.object({
  code: z.enum(clashCodes),
  /** `block` is refused, `warning` passes with `override`. */
  level: z.enum(clashLevels),
  /** The field to change, as a JSON pointer. */
  pointer: z.string(),
  message: z.string(),
  /** Both sides: room, instructor or people, and the session that has them. */
  args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const clashResource = (t: Translate, { code, level, field, args }: Clash): z.output<typeof clashSchema> => ({
  code,
  level,
  pointer: `/${field}`,
  message: t(`errors.${code}`, args),
  args: { ...args },
});
