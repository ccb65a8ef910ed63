import { z } from 'zod';
import { idField, listQuery, reasonField } from '#libs/platform';
import { personFields } from '../person.fields.js';
import { type MergeField, mergeFieldNames } from './merge.rules.js';

const side = z.enum(['survivor', 'duplicate'], 'field.not_a_choice');

const choices = z.strictObject(Object.fromEntries(mergeFieldNames.map((name) => [name, side])) as SideOfEach).partial();
type SideOfEach = Record<MergeField, typeof side>;

export const mergeFields = z.strictObject({
  /** The person who is found to be the one in the address; afterwards its id answers with that one. */
  duplicateId: idField(),
  /** Whose record is right, field by field. Left out: the survivor's, or the other's where that one says nothing. */
  choices: choices.default({}),
  /** The versions that were looked at; when given, a record changed since is 412. */
  version: z.number().int().optional(),
  duplicateVersion: z.number().int().optional(),
});

export const distinctionFields = z.strictObject({ otherId: idField(), reason: reasonField() });

/** Details that are being typed: whoever resembles them. */
export const resemblanceFields = z.strictObject({
  fullName: personFields.shape.fullName,
  fullNameLatin: personFields.shape.fullNameLatin,
  birthDate: personFields.shape.birthDate.nullable().default(null),
  phone: personFields.shape.phone,
  email: personFields.shape.email,
  organisationId: personFields.shape.organisationId,
});

export const duplicatesQuery = listQuery.omit({ q: true });

export type MergeFields = z.output<typeof mergeFields>;
export type DistinctionFields = z.output<typeof distinctionFields>;
export type ResemblanceFields = z.output<typeof resemblanceFields>;
export type DuplicatesQuery = z.output<typeof duplicatesQuery>;
