import { z } from 'zod';
import { dateField, idField, lineField, listQuery, localisedField, optionalLocalisedField } from '#libs/platform';
import { countries, organisationKinds } from './organisation.rules.js';
import { idOrNullField, noText } from './people.fields.js';

const content = {
  code: lineField(40).refine((code) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\-/.]*$/u.test(code), 'field.not_a_code'),
  kind: z.enum(organisationKinds, 'field.not_a_choice'),
  country: z.enum(countries, 'field.not_a_choice'),
  parentId: idOrNullField(),
  name: localisedField(250),
  shortName: optionalLocalisedField(60),
  province: z
    .string()
    .regex(/^(LA|VN)-[A-Z0-9]{2,3}$/, 'field.not_a_choice')
    .nullable(),
  validFrom: dateField(),
};

export const organisationFields = z.strictObject({
  ...content,
  parentId: content.parentId.default(null),
  shortName: content.shortName.default(noText),
  province: content.province.default(null),
});

/** An edit names only what changes. */
export const organisationChanges = z.strictObject(content).partial();

/** The last day of an organisation, and who goes on with its work, if anybody. */
export const successionFields = z.strictObject({ lastDay: dateField(), successorId: idOrNullField().default(null) });

export const organisationQuery = listQuery.extend({
  kind: z.enum(organisationKinds, 'field.not_a_choice').optional(),
  country: z.enum(countries, 'field.not_a_choice').optional(),
  /** Those right below this one. */
  parentId: idField().optional(),
  /** This one and everything below. */
  within: idField().optional(),
  /** Alive on this date. */
  validOn: dateField().optional(),
});

export type OrganisationFields = z.output<typeof organisationFields>;
export type OrganisationChanges = z.output<typeof organisationChanges>;
export type SuccessionFields = z.output<typeof successionFields>;
export type OrganisationQuery = z.output<typeof organisationQuery>;
