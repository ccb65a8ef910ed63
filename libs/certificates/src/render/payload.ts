import { z } from 'zod';
import { isLocalDate, type LocalDate } from '#libs/kernel';

/** Full names have up to 250 characters; other texts of a certificate stay below the page's patience too. */
const NAME_LIMIT = 250;
const TEXT_LIMIT = 500;

// One line: a line feed or control character could move what stands beside it.
const line = (limit: number) =>
  z
    .string()
    .refine((text) => [...text].length <= limit, { error: 'field.too_long', params: { maximum: limit } })
    .refine((text) => !/\p{Cc}/u.test(text), 'field.not_one_line');
const requiredLine = (limit: number) => line(limit).refine((text) => text.trim() !== '', 'field.required');

const localised = z.strictObject({ lo: line(TEXT_LIMIT), vi: line(TEXT_LIMIT), en: line(TEXT_LIMIT).default('') });
const requiredLocalised = localised.refine(
  ({ lo, vi, en }) => `${lo}${vi}${en}`.trim() !== '',
  'field.required_in_one_language',
);
const date = z.custom<LocalDate>(isLocalDate, 'field.not_a_date');

/**
 * Everything one certificate says, frozen when it is approved; the PDF depends on nothing else. It never holds an
 * identity number, and the schema refuses unknown keys.
 */
export const certificatePayload = z.strictObject({
  /** The Vietnamese legal kind: a chứng chỉ is issued once, a giấy chứng nhận also in its place. */
  kind: z.enum(['chung_chi', 'giay_chung_nhan']),
  title: requiredLocalised,
  serial: requiredLine(60),
  registerNumber: requiredLine(60),
  /** Serial of the document this one stands for, or null. */
  replacesSerial: requiredLine(60).nullable().default(null),
  decision: z.strictObject({ number: requiredLine(100), date }),
  issuingBodies: z.strictObject({ vietnam: requiredLocalised, laos: requiredLocalised }),
  holder: z
    .strictObject({
      /** In Lao script; '' when not known. */
      fullNameLao: line(NAME_LIMIT),
      /** In Latin script as in the passport; '' when not known. */
      fullNameLatin: line(NAME_LIMIT),
      birthDate: date,
      /** '' in all languages when the person holds none; the line is then left out. */
      position: localised,
      organisation: requiredLocalised,
    })
    .refine(({ fullNameLao, fullNameLatin }) => `${fullNameLao}${fullNameLatin}`.trim() !== '', {
      error: 'field.required',
      path: ['fullNameLatin'],
    }),
  course: requiredLocalised,
  period: z
    .strictObject({ from: date, to: date })
    .refine(({ from, to }) => from <= to, { error: 'field.ends_before_begin', path: ['to'] }),
  /** Planned teaching units (tiết) of the run. */
  units: z.number().int().min(1).max(9999),
  /** Where the course was held. */
  place: requiredLocalised,
  grade: requiredLocalised.nullable(),
  issue: z.strictObject({ place: requiredLocalised, date }),
  signatory: z.strictObject({
    nameLo: line(NAME_LIMIT),
    nameVi: requiredLine(NAME_LIMIT),
    titleLo: line(TEXT_LIMIT),
    titleVi: requiredLine(TEXT_LIMIT),
    /** By whose authority someone else signs, 'KT. VIỆN TRƯỞNG'; '' when the head signs. */
    authorityFormLo: line(TEXT_LIMIT),
    authorityFormVi: line(TEXT_LIMIT),
  }),
  /** What the QR code says: the address, and behind `#` the signed statement for reading without a network. */
  verificationUrl: z.url({ protocol: /^https?$/ }).max(600),
  verificationCode: z.string().regex(/^[0-9A-Za-z-]{6,64}$/, 'field.not_a_code'),
});

export type CertificatePayload = z.infer<typeof certificatePayload>;
