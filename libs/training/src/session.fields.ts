import { z } from 'zod';
import { idField } from '#libs/platform';
import { sessionKinds } from './session.rules.js';
import { countField, localisedField, optionalLocalisedField } from './training.fields.js';

/** An instant in UTC, ISO 8601 with `Z`. */
const instantField = () => z.iso.datetime().transform((text) => new Date(text));

const content = {
  topic: localisedField(250),
  kind: z.enum(sessionKinds),
  units: countField(24),
  startsAt: instantField(),
  endsAt: instantField(),
  place: optionalLocalisedField(250),
  /** Persons, not accounts. */
  instructorIds: z
    .array(idField())
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'field.repeated'),
};

export const sessionFields = z.strictObject({
  ...content,
  place: content.place.default({ lo: '', vi: '', en: '' }),
  instructorIds: content.instructorIds.default([]),
});

/** An edit names only what changes. */
export const sessionChanges = z.strictObject(content).partial();

export type SessionFields = z.output<typeof sessionFields>;
export type SessionChanges = z.output<typeof sessionChanges>;
