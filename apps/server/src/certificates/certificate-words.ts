import type {
  BatchStatus,
  CertificateStatus,
  Eligibility,
  ShownCertificate,
  ShownPayload,
  Unmet,
} from '#libs/certificates';
import { officialPeriod, pickText } from '#libs/kernel';
import type { Visit } from '../web/index.js';

/** Words and figures that several pages about certificates show. */

const batchTones: Readonly<Record<BatchStatus, string>> = {
  prepared: 'progress',
  approved: 'progress',
  issued: 'good',
  returned: 'attention',
  cancelled: 'bad',
};

export const batchBadge = (visit: Visit, status: BatchStatus) => ({
  text: visit.t(`certificates.batch.status.${status}`),
  tone: batchTones[status],
  icon: status === 'issued' ? 'seal' : undefined,
});

const tones: Readonly<Record<CertificateStatus, string>> = {
  intended: 'progress',
  valid: 'good',
  revoked: 'bad',
  replaced: 'attention',
};

export const certificateBadge = (visit: Visit, status: CertificateStatus) => ({
  text: visit.t(`certificates.status.${status}`),
  tone: tones[status],
});

/** Whom a holder tells when something is wrong; null where nothing is left to be told. */
export const helpWords = (visit: Visit, { status }: { status: CertificateStatus }): string | null =>
  status === 'valid' || status === 'revoked' ? visit.t(`certificates.help.${status}`) : null;

/** One unmet condition as a sentence. */
export const unmetWords = (visit: Visit, { code, args }: Unmet): string =>
  visit.t(`certificates.unmet.${code}`, {
    ...args,
    ...(args.kind ? { kind: visit.t(`outputs.kind.${args.kind}`) } : {}),
  });

/** `22 of 24 units (91.6%)`; rounded down, since 79.96 is not 80. */
export function attendanceWords(visit: Visit, { attendedUnits, plannedUnits, rate }: Eligibility['rate']): string {
  const format = new Intl.NumberFormat(visit.language, { style: 'percent', maximumFractionDigits: 1 });
  const percent = format.format(Math.floor(rate * 1000) / 1000);
  return visit.t('certificates.attended', { attended: attendedUnits, count: plannedUnits, percent });
}

/** The name in the other script, where it is another. */
export const otherName = ({ fullName, fullNameLatin }: { fullName: string; fullNameLatin: string }): string =>
  fullNameLatin === fullName ? '' : fullNameLatin;

/** The names of a frozen payload: in the person's own script, and beside it in the passport's. */
export const holderNames = ({ fullNameLao, fullNameLatin }: { fullNameLao: string; fullNameLatin: string }) => ({
  name: fullNameLao || fullNameLatin,
  sub: fullNameLao ? fullNameLatin : '',
});

/** One document in a list of them. */
export const certificateRow = (
  visit: Visit,
  { id, serial, status, payload }: Pick<ShownCertificate, 'id' | 'serial' | 'status' | 'payload'>,
) => ({
  href: `/certificates/${id}`,
  serial,
  ...holderNames(payload.holder),
  birthDate: payload.holder.birthDate,
  organisation: payload.holder.organisation,
  course: payload.course,
  decision: payload.decision.number,
  decisionDate: payload.decision.date,
  issuedOn: payload.issue.date,
  badge: certificateBadge(visit, status),
});

export const periodWords = (visit: Visit, period: Parameters<typeof officialPeriod>[0]): string =>
  officialPeriod(period, visit.language);

/** Where anyone sees whether a certificate holds, and the fields of the contract. Its code cannot be guessed. */
export const shareAddress = ({ verificationUrl }: { verificationUrl: string }): string =>
  verificationUrl.replace(/#.*/, '');

/** What the partial `certificates/share` takes. */
export const shareView = (
  visit: Visit,
  { id, payload }: { id: string; payload: Pick<ShownPayload, 'verificationUrl' | 'course'> },
) => ({
  id: `share-${id}`,
  address: shareAddress(payload),
  title: pickText(payload.course, visit.language).text,
});
