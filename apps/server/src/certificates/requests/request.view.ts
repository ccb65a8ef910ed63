import { z } from 'zod';
import {
  type RequestRow,
  replacementReasons,
  requestKinds,
  requestStatuses,
  revocationReasons,
} from '#libs/certificates';

/** What is asked about a certificate, in the API. */
export const requestSchema = z.object({
  id: z.string(),
  certificateId: z.string(),
  serial: z.string(),
  fullName: z.string(),
  kind: z.enum(requestKinds),
  reasonClass: z.enum([...revocationReasons, ...replacementReasons]),
  reason: z.string(),
  correction: z.string().nullable(),
  status: z.enum(requestStatuses),
  requestedByName: z.string(),
  requestedAt: z.iso.datetime(),
  /** The last day for the answer: five working days of Viet Nam. */
  dueOn: z.iso.date(),
  decidedByName: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decisionReason: z.string().nullable(),
  replacementId: z.string().nullable(),
  replacementSerial: z.string().nullable(),
});

export const requestResource = (row: RequestRow): z.output<typeof requestSchema> => ({
  id: row.id,
  certificateId: row.certificateId,
  serial: row.serial,
  fullName: row.holder.fullNameLao || row.holder.fullNameLatin,
  kind: row.kind,
  reasonClass: row.reasonClass,
  reason: row.reason,
  correction: row.correction,
  status: row.status,
  requestedByName: row.requestedByName,
  requestedAt: row.requestedAt.toISOString(),
  dueOn: row.dueOn,
  decidedByName: row.decidedByName,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decisionReason: row.decisionReason,
  replacementId: row.replacementId,
  replacementSerial: row.replacementSerial,
});
