import type { FileVerdict, Verified } from '#libs/certificates';
import { languages } from '#libs/kernel';
import type { Visit } from '../web/index.js';
import { periodWords } from './certificate-words.js';
import { publicFields } from './verification.view.js';
import { largestFile } from './verification-limits.js';

const tones = { valid: 'good', revoked: 'bad', replaced: 'attention', altered: 'bad', unknown: 'attention' } as const;

type Status = keyof typeof tones;

const icons: Readonly<Record<Status, string>> = {
  valid: 'seal',
  revoked: 'cross',
  replaced: 'alert',
  altered: 'cross',
  unknown: 'alert',
};

/** What stands largest on the page: in the reader's language, and smaller in the other two. */
const verdict = (visit: Visit, status: Status) => ({
  tone: tones[status],
  icon: icons[status],
  headline: visit.t(`verify.status.${status}`),
  others: languages
    .filter((language) => language !== visit.language)
    .map((language) => ({ language, text: visit.in(language)(`verify.status.${status}`) })),
});

function facts(visit: Visit, certificate: Verified['certificate']) {
  const told = publicFields(certificate);
  const label = (field: string) => visit.t(`certificates.field.${field}`);
  return [
    { label: label('title'), localised: told.title },
    { label: label('course'), localised: told.course },
    { label: label('period'), text: periodWords(visit, certificate.payload.period) },
    { label: label('units'), number: told.units },
    { label: label('issuingBodies'), localised: told.issuingBodies.vietnam },
    { label: visit.t('verify.andBody'), localised: told.issuingBodies.laos },
    { label: label('serial'), text: told.serial },
    { label: label('registerNumber'), text: told.registerNumber },
    { label: label('decision'), text: told.decisionNumber },
    { label: label('issuedOn'), date: told.date },
  ];
}

const names = (certificate: Verified['certificate']) => {
  const { fullName, fullNameLatin } = publicFields(certificate);
  return { name: fullName, sub: fullNameLatin === fullName ? '' : fullNameLatin };
};

export const askPage = (visit: Visit, code = '') => ({
  title: visit.t('verify.title'),
  code,
  limit: largestFile / 1024 / 1024,
});

export const codePage = (visit: Visit, { status, certificate }: Verified, isDevelopment: boolean) => ({
  title: `${visit.t(`verify.status.${status}`)} · ${certificate.serial}`,
  ...verdict(visit, status),
  explanation: visit.t(`verify.explained.${status}`),
  ...names(certificate),
  facts: facts(visit, certificate),
  isDevelopment,
  asFile: null,
});

export const unknownCodePage = (visit: Visit, code: string) => ({
  ...askPage(visit, code),
  ...verdict(visit, 'unknown'),
  explanation: visit.t('verify.unknownCode'),
});

/** `altered` shows what the true certificate with the same code says, to compare with. */
export function filePage(visit: Visit, { status, certificate }: FileVerdict, fileName: string, isDevelopment: boolean) {
  const shown = {
    title: visit.t(`verify.status.${status}`),
    ...verdict(visit, status),
    explanation: visit.t(`verify.explainedFile.${status}`),
    asFile: fileName,
    isDevelopment,
  };
  if (!certificate) return { ...shown, name: null, sub: null, facts: [], trueOne: null };
  const trueOne = status === 'altered' ? `/verify/${certificate.code}` : null;
  return { ...shown, ...names(certificate), facts: facts(visit, certificate), trueOne };
}
