import { type CertificateDetail, certificateAccess, type RequestRow, type SigningKey } from '#libs/certificates';
import { isGranted, pickText } from '#libs/kernel';
import type { Visit } from '../web/index.js';
import { certificateBadge, helpWords, holderNames, periodWords, shareView } from './certificate-words.js';
import { inGroups, subjectFact } from './keys/signing-keys-page.view.js';
import { seesOnlyOwn } from './own-certificates.view.js';

/** `asked`: about it, as far as the actor reads that. */
export function certificatePage(visit: Visit, detail: CertificateDetail, asked: readonly RequestRow[]) {
  const { payload } = detail;
  const { holder, decision, issue, grade } = payload;
  const { name, sub } = holderNames(holder);
  const mayReadRequests = isGranted(visit.actor, certificateAccess.readBatch);
  const label = (field: string) => visit.t(`certificates.field.${field}`);
  const facts = [
    { label: label('course'), localised: payload.course },
    { label: label('period'), text: periodWords(visit, payload.period) },
    { label: label('units'), number: payload.units },
    { label: label('place'), localised: payload.place },
    { label: label('grade'), localised: grade },
    { label: label('birthDate'), date: holder.birthDate },
    { label: label('position'), localised: hasText(holder.position) ? holder.position : null },
    { label: label('organisation'), localised: holder.organisation },
    { label: label('serial'), text: detail.serial },
    { label: label('replaces'), text: detail.replaces?.serial, href: `/certificates/${detail.replaces?.id}` },
    { label: label('replacedBy'), text: detail.replacedBy?.serial, href: `/certificates/${detail.replacedBy?.id}` },
    { label: label('registerNumber'), text: payload.registerNumber },
    { label: label('decision'), text: decision.number },
    { label: label('decisionDate'), date: decision.date },
    { label: label('issuedOn'), date: issue.date },
    { label: label('code'), text: detail.code, href: `/verify/${detail.code}` },
    { label: label('sha256'), text: detail.sha256 },
  ];
  return {
    title: `${detail.serial} ${name}`,
    name,
    sub,
    kicker: pickText(payload.title, visit.language).text,
    breadcrumb: [
      { label: visit.t(seesOnlyOwn(visit) ? 'certificates.mine' : 'certificates.title'), href: '/certificates' },
      { label: detail.serial },
    ],
    badge: certificateBadge(visit, detail.status),
    isDrawn: detail.sha256 !== null,
    download: detail.mayDownload && detail.sha256 ? `/certificates/${detail.id}/document.pdf` : null,
    credential: detail.mayDownload && detail.status === 'valid' ? `/certificates/${detail.id}/credential` : null,
    verify: `/verify/${detail.code}`,
    share: detail.status === 'valid' ? shareView(visit, detail) : null,
    waiting: waitingWords(
      visit,
      asked.find(({ status }) => status === 'open'),
    ),
    help: mayReadRequests ? null : helpWords(visit, detail),
    requests: mayReadRequests ? `/certificates/${detail.id}/requests` : null,
    signature: detail.signedWith ? signatureView(visit, detail.signedWith) : null,
    facts: facts.filter((fact) => fact.text || fact.date || fact.localised || fact.number),
  };
}

const waitingWords = (visit: Visit, open: RequestRow | undefined): string | null =>
  open ? visit.t('requests.waits', { kind: visit.t(`requests.kind.${open.kind}`), due: open.dueOn }) : null;

const signatureView = (visit: Visit, { id, subject, keyId, isDevelopment }: SigningKey) => ({
  isDevelopment,
  facts: [
    { label: visit.t('signing-keys.signedBy'), ...subjectFact(subject, isDevelopment) },
    { label: visit.t('signing-keys.key'), text: inGroups(keyId.slice(0, 16)), href: `/signing-keys#${id}` },
  ],
});

const hasText = (text: { lo: string; vi: string; en: string } | null): boolean =>
  Boolean(text?.lo || text?.vi || text?.en);
