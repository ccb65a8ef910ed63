import { z } from 'zod';
import { languages, roles } from '#libs/kernel';
import { idField, lineField, listQuery, paragraphField } from '#libs/platform';
import { accountStatuses } from './account.rules.js';
import { emailField, idOrNullField, passwordField } from './people.fields.js';
import { sexes } from './person.rules.js';

const rolesField = () =>
  z
    .array(z.enum(roles, 'field.not_a_choice'))
    .min(1, 'field.required')
    .max(roles.length, 'field.repeated')
    .refine((held) => new Set(held).size === held.length, 'field.repeated');

const languageField = () => z.enum(languages, 'field.not_a_choice');

/** An invitation: whom, as what, and where their rights reach. */
export const invitationFields = z.strictObject({
  email: emailField(),
  name: lineField(250),
  roles: rolesField(),
  organisationId: idOrNullField().default(null),
  personId: idOrNullField().default(null),
  /** An instructor who is in no list of persons yet is added with name and organisation, if this is named. */
  sex: z.enum(sexes, 'field.not_a_choice').nullable().default(null),
  language: languageField().default('lo'),
});

export const roleFields = z.strictObject({ roles: rolesField() });

/** Whoever holds the link sets a password. */
export const acceptanceFields = z.strictObject({ password: passwordField(), language: languageField().optional() });

/** Why an account is shut, if somebody says. */
export const deactivationFields = z.strictObject({
  reason: paragraphField(2000)
    .transform((reason) => reason || null)
    .nullable()
    .default(null),
});

export const profileChanges = z.strictObject({ name: lineField(250), language: languageField() }).partial();

export const passwordFields = z.strictObject({
  currentPassword: z.string().min(1, 'field.required').max(400, 'field.too_long'),
  password: passwordField(),
});

export const accountQuery = listQuery.extend({
  role: z.enum(roles, 'field.not_a_choice').optional(),
  status: z.enum(accountStatuses, 'field.not_a_choice').optional(),
  organisationId: idField().optional(),
});

export type InvitationFields = z.output<typeof invitationFields>;
export type RoleFields = z.output<typeof roleFields>;
export type AcceptanceFields = z.output<typeof acceptanceFields>;
export type ProfileChanges = z.output<typeof profileChanges>;
export type PasswordFields = z.output<typeof passwordFields>;
export type DeactivationFields = z.output<typeof deactivationFields>;
export type AccountQuery = z.output<typeof accountQuery>;
