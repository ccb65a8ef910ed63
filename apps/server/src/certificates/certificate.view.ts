import { z } from 'zod';
import { type CertificateDetail, certificateStatuses, type ShownCertificate } from '#libs/certificates';
import { languages } from '#libs/kernel';

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
  version: z.number().int(),
});

export const certificateDetailSchema = certificateSchema.extend({
  code: z.string(),
  verificationUrl: z.string(),
  sha256: z.string().nullable(),
  size: z.number().int().nullable(),
  /** Among `/signing-keys`; null in documents older than signatures. */
  signingKeyId: z.string().nullable(),
});

export function certificateResource({ payload, ...row }: ShownCertificate): z.output<typeof certificateSchema> {
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
    version: row.version,
  };
}

export const certificateDetailResource = (detail: CertificateDetail): z.output<typeof certificateDetailSchema> => ({
  ...certificateResource(detail),
  code: detail.code,
  verificationUrl: detail.payload.verificationUrl,
  sha256: detail.sha256,
  size: detail.size,
  signingKeyId: detail.signedWith?.id ?? null,
});
