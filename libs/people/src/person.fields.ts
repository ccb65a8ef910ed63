import { z } from 'zod';
import { sectors } from '#libs/kernel';
import { dateField, idField, lineField, listQuery, optionalLocalisedField } from '#libs/platform';
import {
  countryField,
  idOrNullField,
  noText,
  optionalEmailField,
  optionalPhoneField,
  plainLineField,
  printed,
} from './people.fields.js';
import { plainNumber, sexes, spokenLanguages, traineeKinds } from './person.rules.js';

const content = {
  fullName: printed(lineField(250)),
  fullNameLatin: printed(plainLineField(250)),
  nationality: countryField(),
  sex: z.enum(sexes, 'field.required'),
  birthDate: dateField(),
  position: optionalLocalisedField(250),
  traineeKind: z.enum(traineeKinds, 'field.not_a_choice').nullable(),
  serviceSince: dateField().nullable(),
  languages: z
    .array(z.enum(spokenLanguages, 'field.not_a_choice'))
    .max(spokenLanguages.length, 'field.repeated')
    .refine((spoken) => new Set(spoken).size === spoken.length, 'field.repeated'),
  sector: z.enum(sectors, 'field.not_a_choice').nullable(),
  /** The employer. */
  organisationId: idOrNullField(),
  phone: optionalPhoneField(),
  email: optionalEmailField(),
  identityNumber: z
    .string()
    .max(60, 'field.too_long')
    .transform(plainNumber)
    .refine((number) => number === '' || /^[\p{L}\p{N}]{4,40}$/u.test(number), 'field.not_an_identity_number')
    .nullable(),
};

export const personFields = z.strictObject({
  ...content,
  fullNameLatin: content.fullNameLatin.default(''),
  nationality: content.nationality.default('LA'),
  position: content.position.default(noText),
  traineeKind: content.traineeKind.default(null),
  serviceSince: content.serviceSince.default(null),
  languages: content.languages.default([]),
  sector: content.sector.default(null),
  organisationId: content.organisationId.default(null),
  phone: content.phone.default(''),
  email: content.email.default(''),
  identityNumber: content.identityNumber.default(null),
});

/** An edit names only what changes. A trainee names phone and e-mail only. */
export const personChanges = z.strictObject(content).partial();

export const contactFields = z.strictObject({
  phone: content.phone.default(''),
  email: content.email.default(''),
});

export const personQuery = listQuery.extend({
  /** Known to this organisation or one below it: employed or nominated. */
  organisationId: idField().optional(),
  sex: z.enum(sexes, 'field.not_a_choice').optional(),
  traineeKind: z.enum(traineeKinds, 'field.not_a_choice').optional(),
  /** A name as somebody typed it: people who may be the same, in any order of the words. */
  similarTo: z.string().max(250).optional(),
});

export type PersonFields = z.output<typeof personFields>;
export type PersonChanges = z.output<typeof personChanges>;
export type ContactFields = z.output<typeof contactFields>;
export type PersonQuery = z.output<typeof personQuery>;
