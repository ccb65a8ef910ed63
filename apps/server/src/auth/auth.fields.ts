import { z } from 'zod';

const email = z.string().min(1).max(254);
const password = z.string().min(1).max(400);

export const signInFields = z.strictObject({ email, password });

/** What the page sends beside: where to go then, and a form kept from before the sign-in ended. */
export const signInForm = signInFields.extend({
  next: z.string().max(2000).optional(),
  resume: z.string().max(400_000).optional(),
});
export type SignInForm = z.output<typeof signInForm>;

export const refreshFields = z.strictObject({ refreshToken: z.string().min(1).max(200) });

export const tokensSchema = z.object({
  accessToken: z.string(),
  /** Seconds. */
  expiresIn: z.number().int(),
  refreshToken: z.string(),
});
