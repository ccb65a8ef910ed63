import { z } from 'zod';
import { countries, type Organisation, type OrganisationLine, organisationKinds } from '#libs/people';
import { dateSchema, localisedSchema } from './resource.schemas.js';

export const organisationSchema = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(organisationKinds),
  country: z.enum(countries),
  parentId: z.string().nullable(),
  name: localisedSchema,
  shortName: localisedSchema,
  province: z.string().nullable(),
  validFrom: dateSchema,
  /** Last day of its life. */
  validTo: dateSchema.nullable(),
  successorId: z.string().nullable(),
  version: z.number().int(),
});

export const organisationResource = (
  organisation: Organisation | OrganisationLine,
): z.output<typeof organisationSchema> => ({
  id: organisation.id,
  code: organisation.code,
  kind: organisation.kind,
  country: organisation.country,
  parentId: organisation.parentId,
  name: organisation.name,
  shortName: organisation.shortName,
  province: organisation.province,
  validFrom: organisation.validFrom,
  validTo: organisation.validTo,
  successorId: organisation.successorId,
  version: organisation.version,
});
