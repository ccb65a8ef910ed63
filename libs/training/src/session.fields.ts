import { z } from 'zod';
import { idField, reasonField } from '#libs/platform';
import { sessionKinds } from './session.rules.js';
import { countField, localisedField, optionalLocalisedField } from './training.fields.js';

/** An instant in UTC, ISO 8601 with `Z`, of the years that a date may have. */
const instantField = () =>
  z.iso
    .datetime({ abort: true })
    .refine((text) => text >= '1900' && text < '2200', 'field.year_out_of_reach')
    .transform((text) => new Date(text));

const content = {
  topic: localisedField(250),
  kind: z.enum(sessionKinds),
  units: countField(24),
  startsAt: instantField(),
  endsAt: instantField(),
  place: optionalLocalisedField(250),
  roomId: idField().nullable(),
  /** Persons, not accounts. */
  instructorIds: z
    .array(idField())
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'field.repeated'),
};

/** Why it is held in spite of what is warned of: a holiday, a room that is small, people who are elsewhere then. */
const override = z.strictObject({ reason: reasonField() }).optional();

export const sessionFields = z.strictObject({
  ...content,
  override,
  roomId: content.roomId.default(null),
  place: content.place.default({ lo: '', vi: '', en: '' }),
  instructorIds: content.instructorIds.default([]),
});

/** An edit names only what changes. */
export const sessionChanges = z.strictObject({ ...content, override }).partial();

/** A session as somebody would like it to be: what would speak against it? */
export const sessionProposal = z.strictObject({
  runId: idField(),
  /** The session it is or would become; null while it is not there yet. */
  sessionId: idField().nullable().default(null),
  startsAt: content.startsAt,
  endsAt: content.endsAt,
  roomId: content.roomId.default(null),
  instructorIds: content.instructorIds.default([]),
});

export type SessionProposal = z.output<typeof sessionProposal>;
export type SessionFields = z.output<typeof sessionFields>;
export type SessionChanges = z.output<typeof sessionChanges>;
