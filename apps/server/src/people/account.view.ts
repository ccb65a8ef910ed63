import { z } from 'zod';
import { languages, roles } from '#libs/kernel';
import { type AccountCard, accountStatuses, type Invitation, type SignIn, signInKinds } from '#libs/people';
import type { Configuration } from '#libs/platform';
import { instantSchema } from './resource.schemas.js';

export const accountSchema = z.object({
  id: z.string(),
  /** Masked (`s••••@example.org`) where the caller may not see it. */
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  organisationId: z.string().nullable(),
  personId: z.string().nullable(),
  language: z.enum(languages),
  status: z.enum(accountStatuses),
  createdAt: instantSchema,
  version: z.number().int(),
});

type AccountLike = Pick<AccountCard, 'account' | 'roles' | 'email'>;

export const accountResource = ({ account, roles, email }: AccountLike): z.output<typeof accountSchema> => ({
  id: account.id,
  email,
  name: account.name,
  roles,
  organisationId: account.organisationId,
  personId: account.personId,
  language: account.language,
  status: account.status,
  createdAt: account.createdAt.toISOString(),
  version: account.version,
});

/** The link is answered once and can never be read again. */
export const invitedSchema = accountSchema.extend({
  invitation: z.object({ token: z.string(), url: z.url(), expiresAt: instantSchema }),
});

export const invitationUrl = ({ publicUrl }: Configuration, token: string): string =>
  `${publicUrl}/invitations/${token}`;

export const invitedResource = (
  { account, roles, token, expiresAt }: Invitation,
  configuration: Configuration,
): z.output<typeof invitedSchema> => ({
  ...accountResource({ account, roles, email: account.email }),
  invitation: { token, url: invitationUrl(configuration, token), expiresAt: expiresAt.toISOString() },
});

export const signInSchema = z.object({
  id: z.string(),
  kind: z.enum(signInKinds),
  userAgent: z.string(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema,
  expiresAt: instantSchema,
  /** The one this request belongs to. */
  current: z.boolean(),
});

export const signInResource = (signIn: SignIn, current: string | null): z.output<typeof signInSchema> => ({
  id: signIn.id,
  kind: signIn.kind,
  userAgent: signIn.userAgent,
  createdAt: signIn.createdAt.toISOString(),
  lastUsedAt: signIn.lastUsedAt.toISOString(),
  expiresAt: signIn.expiresAt.toISOString(),
  current: signIn.id === current,
});

export const invitationSchema = z.object({ name: z.string(), email: z.string(), language: z.enum(languages) });
