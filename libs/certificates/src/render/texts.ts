import { type Language, type LocalisedText, officialDate, officialPeriod, pickText } from '#libs/kernel';
import type { CertificatePayload } from './payload.js';

/** The languages a certificate is written in, side by side and of equal rank. */
export const columnLanguages = ['vi', 'lo'] as const;
export type ColumnLanguage = (typeof columnLanguages)[number];

/** The placeholders a template's texts may use: strings only, everything formatted. */
export type TemplateValues = Readonly<Record<string, string>>;

export function templateValues(payload: CertificatePayload, language: ColumnLanguage): TemplateValues {
  const { holder, signatory, issuingBodies } = payload;
  const own = (text: LocalisedText) => pickText(text, language satisfies Language).text;
  const isLao = language === 'lo';
  return {
    title: own(payload.title),
    issuingBody: own(isLao ? issuingBodies.laos : issuingBodies.vietnam),
    partnerBody: own(isLao ? issuingBodies.vietnam : issuingBodies.laos),
    fullNameLao: holder.fullNameLao,
    fullNameLatin: holder.fullNameLatin,
    birthDate: officialDate(holder.birthDate, language),
    position: own(holder.position),
    organisation: own(holder.organisation),
    course: own(payload.course),
    period: officialPeriod(payload.period, language),
    units: String(payload.units),
    place: own(payload.place),
    grade: payload.grade ? own(payload.grade) : '',
    issuePlace: own(payload.issue.place),
    issueDate: officialDate(payload.issue.date, language),
    authorityForm: isLao ? signatory.authorityFormLo : signatory.authorityFormVi,
    // A signatory from Viet Nam may have no Lao spelling of the name: the Vietnamese one is then the name.
    signatoryTitle: (isLao && signatory.titleLo) || signatory.titleVi,
    signatoryName: (isLao && signatory.nameLo) || signatory.nameVi,
    serial: payload.serial,
    registerNumber: payload.registerNumber,
    replacesSerial: payload.replacesSerial ?? '',
    decisionNumber: payload.decision.number,
    decisionDate: officialDate(payload.decision.date, language),
    verificationCode: payload.verificationCode,
    verificationUrl: payload.verificationUrl,
  };
}

/** Everything of a payload that gets printed: what must be free of missing glyphs before approval. */
export function printedTexts(payload: CertificatePayload): string[] {
  return columnLanguages.flatMap((language) => Object.values(templateValues(payload, language)));
}
