import { z } from 'zod';
import { type ExcuseRow, excuseStatuses, markStatuses } from '#libs/attendance';

/** The shapes of excuses in JSON. Instants in UTC, sizes in bytes. */

const instant = z.iso.datetime();

export const excuseSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  sessionNumber: z.number().int(),
  runId: z.string(),
  runCode: z.string(),
  enrolmentId: z.string(),
  personId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  /** What stands of the person in the session; null while nothing does. */
  markStatus: z.enum(markStatuses).nullable(),
  reason: z.string(),
  status: z.enum(excuseStatuses),
  document: z
    .object({ name: z.string(), mediaType: z.string(), size: z.number().int(), sha256: z.string() })
    .nullable(),
  askedByName: z.string(),
  askedAt: instant,
  decidedByName: z.string(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  version: z.number().int(),
});

/** One of them, with who was given its document, newest first; null for whoever may not open it themselves. */
export const openedExcuseSchema = excuseSchema.extend({
  openings: z.array(z.object({ by: z.string(), at: instant })).nullable(),
});

export const excuseResource = (row: ExcuseRow): z.output<typeof excuseSchema> => ({
  id: row.id,
  sessionId: row.sessionId,
  sessionNumber: row.sessionNumber,
  runId: row.runId,
  runCode: row.runCode,
  enrolmentId: row.enrolmentId,
  personId: row.personId,
  fullName: row.fullName,
  fullNameLatin: row.fullNameLatin,
  markStatus: row.markStatus,
  reason: row.reason,
  status: row.status,
  document: row.document && { ...row.document },
  askedByName: row.askedByName,
  askedAt: row.askedAt.toISOString(),
  decidedByName: row.decidedByName,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decisionReason: row.decisionReason,
  version: row.version,
});
