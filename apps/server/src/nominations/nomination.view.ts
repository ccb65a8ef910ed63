import { z } from 'zod';
import { languages } from '#libs/kernel';
import {
  type HistoryEntry,
  type NominationMail,
  type NominationRow,
  nominationStatuses,
  type RosterRow,
  returnReasons,
} from '#libs/nominations';
import { mailStatuses } from '#libs/platform';
import { documentKinds, eligibilityKinds } from '#libs/training';

/** The shapes of nominations and enrolments in the API. Instants in UTC, dates as YYYY-MM-DD. */

const localised = z.object(Object.fromEntries(languages.map((language) => [language, z.string()])));
const instant = z.iso.datetime();
const status = z.enum(nominationStatuses);

export const nominationSchema = z.object({
  id: z.string(),
  runId: z.string(),
  runCode: z.string(),
  courseTitle: localised,
  organisationId: z.string(),
  organisationName: localised,
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  sex: z.string(),
  position: localised,
  traineeKind: z.string().nullable(),
  status,
  rank: z.number().int(),
  reservePosition: z.number().int().nullable(),
  holdsSeat: z.boolean(),
  substitutionUnlocked: z.boolean(),
  replacesId: z.string().nullable(),
  replacedById: z.string().nullable(),
  letterNumber: z.string(),
  letterDate: z.iso.date().nullable(),
  note: z.string().nullable(),
  returnUntil: z.iso.date().nullable(),
  statusReason: z.string().nullable(),
  statusReasonCode: z.enum(returnReasons).nullable(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  selectedAt: instant.nullable(),
  confirmedAt: instant.nullable(),
  version: z.number().int(),
});

export const historySchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: instant,
      action: z.string(),
      as: z.string().nullable(),
      onBehalf: z.boolean(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
      reasonCode: z.enum(returnReasons).nullable(),
      document: z.enum(documentKinds).nullable(),
      rules: z.array(z.enum(eligibilityKinds)),
      from: status.nullable(),
      to: status.nullable(),
      until: z.iso.date().nullable(),
      letter: z.object({ number: z.string(), date: z.iso.date().nullable() }).nullable(),
      because: z.string().nullable(),
      related: z
        .object({
          how: z.enum(['replaced_by', 'replaces', 'promoted', 'seat_of']),
          id: z.string(),
          fullName: z.string(),
        })
        .nullable(),
      importRow: z.number().int().nullable(),
      passedOver: z.number().int(),
      replacementId: z.string().nullable(),
      replaces: z.string().nullable(),
    }),
  ),
  mails: z.array(
    z.object({
      id: z.string(),
      template: z.string(),
      /** What it says has happened to this nomination: `selected`. */
      news: z.array(z.string()),
      toName: z.string(),
      /** Masked unless it is the caller's own. */
      toAddress: z.string(),
      status: z.enum(mailStatuses),
      writtenAt: instant,
      /** Of one that waits: not sent before. */
      dueAt: instant,
      sentAt: instant.nullable(),
    }),
  ),
});

export const enrolmentSchema = z.object({
  id: z.string(),
  runId: z.string(),
  nominationId: z.string(),
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  organisationId: z.string(),
  organisationName: localised,
  sex: z.string().nullable(),
  position: localised.nullable(),
  traineeKind: z.string().nullable(),
  status: z.enum(['active', 'ended']),
  confirmedAt: instant,
  endedAt: instant.nullable(),
  version: z.number().int(),
});

const iso = (at: Date): string => at.toISOString();
const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;

export const nominationResource = (row: NominationRow): z.output<typeof nominationSchema> => ({
  id: row.id,
  runId: row.runId,
  runCode: row.runCode,
  courseTitle: { ...row.courseTitle },
  organisationId: row.organisationId,
  organisationName: { ...row.organisationName },
  personId: row.personId,
  fullName: row.fullName,
  fullNameLatin: row.fullNameLatin,
  sex: row.sex,
  position: { ...row.position },
  traineeKind: row.traineeKind,
  status: row.status,
  rank: row.rank,
  reservePosition: row.reservePosition,
  holdsSeat: row.holdsSeat,
  substitutionUnlocked: row.substitutionUnlocked,
  replacesId: row.replacesId,
  replacedById: row.replacedById,
  letterNumber: row.letterNumber,
  letterDate: row.letterDate,
  note: row.note,
  returnUntil: row.returnUntil,
  statusReason: row.statusReason,
  statusReasonCode: row.statusReasonCode,
  createdAt: iso(row.createdAt),
  submittedAt: isoOrNull(row.submittedAt),
  selectedAt: isoOrNull(row.selectedAt),
  confirmedAt: isoOrNull(row.confirmedAt),
  version: row.version,
});

export const historyResource = (entries: HistoryEntry[], mails: NominationMail[]): z.output<typeof historySchema> => ({
  items: entries.map(({ at, ...entry }) => ({ ...entry, at: iso(at) })),
  mails: mails.map(({ writtenAt, dueAt, sentAt, ...mail }) => ({
    ...mail,
    writtenAt: iso(writtenAt),
    dueAt: iso(dueAt),
    sentAt: isoOrNull(sentAt),
  })),
});

export const enrolmentResource = (row: RosterRow): z.output<typeof enrolmentSchema> => ({
  id: row.id,
  runId: row.runId,
  nominationId: row.nominationId,
  personId: row.personId,
  fullName: row.fullName,
  fullNameLatin: row.fullNameLatin,
  organisationId: row.organisationId,
  organisationName: { ...row.organisationName },
  sex: row.sex,
  position: row.position && { ...row.position },
  traineeKind: row.traineeKind,
  status: row.status,
  confirmedAt: iso(row.confirmedAt),
  endedAt: isoOrNull(row.endedAt),
  version: row.version,
});
