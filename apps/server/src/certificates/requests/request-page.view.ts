import {
  type CertificateDetail,
  certificateAccess,
  mayAsk,
  mayDecide,
  mayWithdraw,
  noContents,
  type RequestRow,
  replacementReasons,
  revocationReasons,
} from '#libs/certificates';
import { isAllowed, isGranted } from '#libs/kernel';
import type { Visit } from '../../web/index.js';
import { certificateBadge, holderNames } from '../certificate-words.js';
import { requestBadge } from './request-words.js';

/** `contents`: of what would take its place, for whoever may grant that. */
export function requestsPage(
  visit: Visit,
  certificate: CertificateDetail,
  requests: readonly RequestRow[],
  contents: string | null,
) {
  const { name, sub } = holderNames(certificate.payload.holder);
  const address = `/certificates/${certificate.id}`;
  const open = requests.find(({ status }) => status === 'open');
  const options = (reasons: readonly string[]) =>
    reasons.map((value) => ({ value, label: visit.t(`requests.reasonClass.${value}`) }));
  return {
    title: `${visit.t('requests.title')}: ${certificate.serial}`,
    name,
    sub,
    address,
    breadcrumb: [
      { label: visit.t('certificates.title'), href: '/certificates' },
      { label: certificate.serial, href: address },
      { label: visit.t('requests.all') },
    ],
    badge: certificateBadge(visit, certificate.status),
    open: open && openRequest(visit, open, contents),
    mayAsk: !open && isAllowed(mayAsk(certificate)) && isGranted(visit.actor, certificateAccess.request),
    revocationReasons: options(revocationReasons),
    replacementReasons: options(replacementReasons),
    earlier: requests.filter(({ status }) => status !== 'open').map((one) => ({ facts: factsOf(visit, one) })),
  };
}

function openRequest(visit: Visit, request: RequestRow, contents: string | null) {
  const { actor } = visit;
  const isRevocation = request.kind === 'revocation';
  const specimen = {
    label: visit.t('requests.field.specimen'),
    text: visit.t('requests.specimen'),
    href: `/certificates/${request.certificateId}/replacement-specimen.pdf`,
  };
  return {
    facts: [...factsOf(visit, request), ...(isRevocation ? [] : [specimen])],
    isRevocation,
    seen: [
      { name: 'requestId', value: request.id },
      ...(isRevocation ? [] : [{ name: 'contents', value: contents ?? noContents }]),
    ],
    grant: `/certificates/${request.certificateId}/${request.kind}`,
    refusal: `/certificates/${request.certificateId}/request-refusal`,
    withdrawal: `/certificates/${request.certificateId}/request-withdrawal`,
    mayDecide: isGranted(actor, certificateAccess.decide) && isAllowed(mayDecide(request, actor)),
    mayWithdraw: isGranted(actor, certificateAccess.request) && isAllowed(mayWithdraw(request, actor)),
  };
}

function factsOf(visit: Visit, request: RequestRow) {
  const label = (field: string) => visit.t(`requests.field.${field}`);
  const replacement = request.replacementSerial && {
    label: label('replacement'),
    text: request.replacementSerial,
    href: `/certificates/${request.replacementId}`,
  };
  const facts: ({ label: string; text?: string | null; [more: string]: unknown } | '' | null)[] = [
    { label: label('kind'), text: visit.t(`requests.kind.${request.kind}`) },
    { label: label('status'), badge: requestBadge(visit, request) },
    { label: label('reasonClass'), text: visit.t(`requests.reasonClass.${request.reasonClass}`) },
    { label: label('reason'), text: request.reason },
    { label: label('correction'), text: request.correction },
    { label: label('requestedBy'), text: request.requestedByName },
    { label: label('requestedAt'), instant: request.requestedAt },
    { label: label('dueOn'), date: request.dueOn },
    { label: label('decidedBy'), text: request.decidedByName },
    { label: label('decisionReason'), text: request.decisionReason },
    replacement,
  ];
  return facts.filter((fact) => fact && fact.text !== null);
}
