import { z } from 'zod';
import { sectors } from '#libs/kernel';
import { type PersonCard, sexes, spokenLanguages, traineeKinds } from '#libs/people';
import { dateSchema, localisedSchema } from './resource.schemas.js';

export const personSchema = z.object({
  id: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  nationality: z.string(),
  sex: z.enum(sexes),
  /** Null when unknown or masked. */
  birthDate: dateSchema.nullable(),
  position: localisedSchema,
  traineeKind: z.enum(traineeKinds).nullable(),
  /** First day in the service of the state or of an enterprise; null when unknown or masked. */
  serviceSince: dateSchema.nullable(),
  /** Spoken well enough to follow a course. */
  languages: z.array(z.enum(spokenLanguages)),
  sector: z.enum(sectors).nullable(),
  /** The employer. */
  organisationId: z.string().nullable(),
  phone: z.string(),
  email: z.string(),
  /** `••••1234`; in full at `/people/{id}/identity-number`. */
  identityNumber: z.string().nullable(),
  /** `record`: whole; `own_words`: what the caller's own organisation said; `masked`: no birth date, number or contact. */
  shown: z.enum(['record', 'own_words', 'masked']),
  version: z.number().int(),
});

export const personResource = (card: PersonCard): z.output<typeof personSchema> => ({
  id: card.id,
  fullName: card.fullName,
  fullNameLatin: card.fullNameLatin,
  nationality: card.nationality,
  sex: card.sex,
  birthDate: card.birthDate,
  position: card.position,
  traineeKind: card.traineeKind,
  serviceSince: card.serviceSince,
  languages: card.languages,
  sector: card.sector,
  organisationId: card.organisationId,
  phone: card.phone,
  email: card.email,
  identityNumber: card.identityNumber,
  shown: card.shown,
  version: card.version,
});

export const identityNumberSchema = z.object({ identityNumber: z.string().nullable() });
