import { z } from 'zod';
import { type CertificateDetail, certificateStatuses, type ShownCertificate } from '#libs/certificates';
import { languages } from '#libs/kernel';
import { shareAddress } from './certificate-words.js';

/** The shapes of certificates in the API: what was frozen when they were approved. */

export const localisedSchema = z.object(Object.fromEntries(languages.map((language) => [language, z.string()])));
const date = z.iso.date();

export const certificateSchema = z.object({
  id: z.string(),
  serial: z.string(),
  registerNumber: z.number().int(),
  status: z.enum(certificateStatuses),
  personId: z.string(),
  runId: z.string(),
  batchId: z.string(),
  fullName: z.string(),
  fullNameLatin: z.string(),
  /** Null where the caller sees personal fields masked; so is the position. */
  birthDate: date.nullable(),
  position: localisedSchema.nullable(),
  organisation: localisedSchema,
  title: localisedSchema,
  course: localisedSchema,
  from: date,
  to: date,
  units: z.number().int(),
  place: localisedSchema,
  grade: localisedSchema.nullable(),
  decisionNumber: z.string(),
  decisionDate: date,
  issuedOn: date,
  issuedAt: z.iso.datetime().nullable(),
  /** Serial of the document in whose place it was issued. */
  replacesSerial: z.string().nullable(),
  version: z.number().int(),
});

export const shownCertificateSchema = certificateSchema.extend({
  /** What was issued in its place. */
  replacedBy: z.object({ id: z.string(), serial: z.string() }).nullable(),
});

export const certificateDetailSchema = shownCertificateSchema.extend({
  code: z.string(),
  /** What the QR code says, with the signed statement for reading it without a network. */
  verificationUrl: z.string(),
  /** The same address without the statement: what is passed on. Whoever opens it sees what `/verifications/{code}` tells. */
  shareUrl: z.string(),
  sha256: z.string().nullable(),
  size: z.number().int().nullable(),
  /** Among `/signing-keys`; null in documents older than signatures. */
  signingKeyId: z.string().nullable(),
});

export function certificateResource({
  payload,
  ...row
}: Omit<ShownCertificate, 'replacedBy' | 'replaces'>): z.output<typeof certificateSchema> {
  const { holder, period, decision, issue } = payload;
  return {
    id: row.id,
    serial: row.serial,
    registerNumber: row.registerNumber,
    status: row.status,
    personId: row.personId,
    runId: row.runId,
    batchId: row.batchId,
    fullName: holder.fullNameLao || holder.fullNameLatin,
    fullNameLatin: holder.fullNameLatin,
    birthDate: holder.birthDate,
    position: holder.position && { ...holder.position },
    organisation: holder.organisation,
    title: payload.title,
    course: payload.course,
    from: period.from,
    to: period.to,
    units: payload.units,
    place: payload.place,
    grade: payload.grade,
    decisionNumber: decision.number,
    decisionDate: decision.date,
    issuedOn: issue.date,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    replacesSerial: payload.replacesSerial,
    version: row.version,
  };
}

export const shownCertificateResource = (shown: ShownCertificate): z.output<typeof shownCertificateSchema> => ({
  ...certificateResource(shown),
  replacedBy: shown.replacedBy,
});

export const certificateDetailResource = (detail: CertificateDetail): z.output<typeof certificateDetailSchema> => ({
  ...shownCertificateResource(detail),
  code: detail.code,
  verificationUrl: detail.payload.verificationUrl,
  shareUrl: shareAddress(detail.payload),
  sha256: detail.sha256,
  size: detail.size,
  signingKeyId: detail.signedWith?.id ?? null,
});
