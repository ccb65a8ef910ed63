import { type Language, type LocalisedText, officialDate, officialPeriod, pickText } from '#libs/kernel';
import type { CertificatePayload } from './payload.js';

/** The languages a certificate is written in, side by side and of equal rank. */
export const columnLanguages = ['vi', 'lo'] as const;
export type ColumnLanguage = (typeof columnLanguages)[number];

/** The placeholders a template's texts may use; those that end in `En` say it in English, in whichever column. */
export const placeholders = [
  'title',
  'titleEn',
  'issuingBody',
  'issuingBodyEn',
  'partnerBody',
  'fullName',
  'fullNameLao',
  'fullNameLatin',
  'birthDate',
  'birthDateEn',
  'position',
  'positionEn',
  'organisation',
  'organisationEn',
  'course',
  'courseEn',
  'period',
  'periodEn',
  'units',
  'place',
  'placeEn',
  'grade',
  'gradeEn',
  'issuePlace',
  'issuePlaceEn',
  'issueDate',
  'issueDateEn',
  'authorityForm',
  'signatoryTitle',
  'signatoryName',
  'serial',
  'registerNumber',
  'replacesSerial',
  'decisionNumber',
  'decisionDate',
  'decisionDateEn',
  'verificationCode',
  'verificationCodeFirst',
  'verificationCodeRest',
  'verificationUrl',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** Strings only, everything formatted. */
export type TemplateValues = Readonly<Record<Placeholder, string>>;

export function templateValues(payload: CertificatePayload, language: ColumnLanguage): TemplateValues {
  const { holder, signatory, issuingBodies } = payload;
  const own = (text: LocalisedText) => pickText(text, language satisfies Language).text;
  const english = (text: LocalisedText) => pickText(text, 'en').text;
  const isLao = language === 'lo';
  return {
    title: own(payload.title),
    titleEn: english(payload.title),
    issuingBody: own(isLao ? issuingBodies.laos : issuingBodies.vietnam),
    issuingBodyEn: english(isLao ? issuingBodies.laos : issuingBodies.vietnam),
    partnerBody: own(isLao ? issuingBodies.vietnam : issuingBodies.laos),
    fullName: (isLao && holder.fullNameLao) || holder.fullNameLatin || holder.fullNameLao,
    fullNameLao: holder.fullNameLao,
    fullNameLatin: holder.fullNameLatin,
    birthDate: officialDate(holder.birthDate, language),
    birthDateEn: officialDate(holder.birthDate, 'en'),
    position: own(holder.position),
    positionEn: english(holder.position),
    organisation: own(holder.organisation),
    organisationEn: english(holder.organisation),
    course: own(payload.course),
    courseEn: english(payload.course),
    period: officialPeriod(payload.period, language),
    periodEn: officialPeriod(payload.period, 'en'),
    units: String(payload.units),
    place: own(payload.place),
    placeEn: english(payload.place),
    grade: payload.grade ? own(payload.grade) : '',
    gradeEn: payload.grade ? english(payload.grade) : '',
    issuePlace: own(payload.issue.place),
    issuePlaceEn: english(payload.issue.place),
    issueDate: officialDate(payload.issue.date, language),
    issueDateEn: officialDate(payload.issue.date, 'en'),
    authorityForm: isLao ? signatory.authorityFormLo : signatory.authorityFormVi,
    // A signatory from Viet Nam may have no Lao spelling of the name: the Vietnamese one is then the name.
    signatoryTitle: (isLao && signatory.titleLo) || signatory.titleVi,
    signatoryName: (isLao && signatory.nameLo) || signatory.nameVi,
    serial: payload.serial,
    registerNumber: payload.registerNumber,
    replacesSerial: payload.replacesSerial ?? '',
    decisionNumber: payload.decision.number,
    decisionDate: officialDate(payload.decision.date, language),
    decisionDateEn: officialDate(payload.decision.date, 'en'),
    verificationCode: payload.verificationCode,
    ...codeHalves(payload.verificationCode),
    // For people; what stands behind it is for the QR code.
    verificationUrl: payload.verificationUrl.split('#')[0]!,
  };
}

/** A code for two lines: in one it would be too small to be typed from paper. A short one is whole in the first. */
function codeHalves(code: string): Pick<TemplateValues, 'verificationCodeFirst' | 'verificationCodeRest'> {
  const groups = code.split('-');
  if (groups.length < 4) return { verificationCodeFirst: code, verificationCodeRest: '' };
  const first = `${groups.slice(0, Math.ceil(groups.length / 2)).join('-')}-`;
  return { verificationCodeFirst: first, verificationCodeRest: code.slice(first.length) };
}

/** Everything of a payload that gets printed: what must be free of missing glyphs before approval. */
export function printedTexts(payload: CertificatePayload): string[] {
  return columnLanguages.flatMap((language) => Object.values(templateValues(payload, language)));
}
