import { z } from 'zod';
import type { FileVerdict, Verified } from '#libs/certificates';
import { localisedSchema } from './certificate.view.js';

/**
 * What anyone may learn of a certificate. The course is told because a paper with another course printed on it could
 * not be told from the true one; never birth date, position, organisation, identity number or contact.
 */
export const verificationSchema = z.object({
  status: z.enum(['valid', 'revoked', 'replaced']),
  fullName: z.string(),
  fullNameLatin: z.string(),
  title: localisedSchema,
  course: localisedSchema,
  issuingBodies: z.object({ vietnam: localisedSchema, laos: localisedSchema }),
  from: z.iso.date(),
  to: z.iso.date(),
  units: z.number().int(),
  serial: z.string(),
  registerNumber: z.string(),
  decisionNumber: z.string(),
  date: z.iso.date(),
});

export const fileVerdictSchema = z.object({
  status: z.enum(['valid', 'revoked', 'replaced', 'altered', 'unknown']),
  /** The certificate whose bytes these are, or whose code the file carries. */
  certificate: verificationSchema.nullable(),
});

type Certificate = Verified['certificate'];

export function publicFields(certificate: Certificate): z.output<typeof verificationSchema> {
  const { holder, title, course, issuingBodies, period, units, serial, registerNumber, decision, issue } =
    certificate.payload;
  return {
    status: certificate.status as Verified['status'],
    fullName: holder.fullNameLao || holder.fullNameLatin,
    fullNameLatin: holder.fullNameLatin,
    title,
    course,
    issuingBodies,
    from: period.from,
    to: period.to,
    units,
    serial,
    registerNumber,
    decisionNumber: decision.number,
    date: issue.date,
  };
}

export const fileVerdictResource = ({ status, certificate }: FileVerdict): z.output<typeof fileVerdictSchema> => ({
  status,
  certificate: certificate ? publicFields(certificate) : null,
});
