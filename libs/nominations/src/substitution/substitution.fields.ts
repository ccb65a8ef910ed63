import { z } from 'zod';
import { reasonField } from '#libs/platform';

export const unlockFields = z.strictObject({ reason: reasonField() });

export type UnlockFields = z.output<typeof unlockFields>;
