import { z } from 'zod';
import { idField, missingGlyphs, optionalLineField } from '#libs/platform';

/** The kinds of field that organisations, persons and accounts share. */

const emailShape = z.email();

/** Trimmed and in lower case: one mailbox, one spelling. */
export const emailField = () =>
  z
    .string()
    .max(254, 'field.too_long')
    .transform((email) => email.trim().toLowerCase())
    .refine((email) => email.length > 0, { error: 'field.required', abort: true })
    .refine((email) => emailShape.safeParse(email).success, 'field.not_an_email');

export const optionalEmailField = () =>
  z
    .string()
    .max(254, 'field.too_long')
    .transform((email) => email.trim().toLowerCase())
    .refine((email) => email === '' || emailShape.safeParse(email).success, 'field.not_an_email');

export const optionalPhoneField = () =>
  z
    .string()
    .max(40, 'field.too_long')
    .transform((phone) => phone.trim())
    .refine((phone) => phone === '' || /^\+?[\d ().-]{5,40}$/.test(phone), 'field.not_a_phone');

/** ISO 3166-1, two letters. */
export const countryField = () => z.string().regex(/^[A-Z]{2}$/, 'field.not_a_country');

/** At least ten characters; a long sentence is fine. Normalised, since keyboards compose marks differently. */
export const passwordField = () =>
  z
    .string()
    .max(200, 'field.too_long')
    .transform((password) => password.normalize('NFC'))
    .refine((password) => [...password].length >= 10, 'field.password_too_short');

/** Without the default: what an edit leaves out stays as it is. */
export const plainLineField = (maximum: number) => optionalLineField(maximum).unwrap();

export const idOrNullField = () => idField().nullable();

export const noText = { lo: '', vi: '', en: '' };

/** A name that certificates print: a character that our fonts lack is named and refused where the name is written. */
export const printed = <Field extends z.ZodType<string>>(field: Field): Field =>
  field.superRefine((text, context) => {
    const letters = missingGlyphs(text).join(' ');
    if (letters) context.addIssue({ code: 'custom', message: 'field.missing_glyphs', params: { letters } });
  });
