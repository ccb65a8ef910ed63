import {
  type BatchDetail,
  type BatchEntry,
  type BatchQuery,
  batchStatuses,
  certificateAccess,
  type ListedBatch,
  mayApprove,
  mayTake,
  noContents,
} from '#libs/certificates';
import { type Decision, isAllowed, isGranted, pickText } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit, whyNot } from '../web/index.js';
import { batchBadge, certificateBadge, otherName, unmetWords } from './certificate-words.js';
import { batchRow } from './run-certificates.view.js';

export const batchTitle = (visit: Visit, { decisionNumber }: { decisionNumber: string }): string =>
  visit.t('certificates.batch.name', { number: decisionNumber });

export const batchCrumbs = (visit: Visit, { batch, run }: ListedBatch) => [
  { label: visit.t('layout.nav.runs'), href: '/runs' },
  { label: run.code, href: `/runs/${run.id}` },
  { label: visit.t('certificates.title'), href: `/runs/${run.id}/certificates` },
  { label: batch.decisionNumber },
];

export const batchesPage = (visit: Visit, query: BatchQuery, listing: Listing<ListedBatch>) => ({
  title: visit.t('certificates.batch.title'),
  fields: [
    {
      name: 'status',
      label: visit.t('certificates.field.status'),
      value: query.status ?? '',
      options: batchStatuses.map((value) => ({ value, label: visit.t(`certificates.batch.status.${value}`) })),
    },
  ],
  isFiltered: query.status !== undefined,
  rows: listing.items.map((one) => batchRow(visit, one)),
  paging: pagingOfListing(visit, '/certificate-batches', listing),
});

function entryRow(visit: Visit, detail: BatchDetail, entry: BatchEntry) {
  const { person, organisation, certificate, unmet, isGone, enrolmentId } = entry;
  const missing = isGone
    ? [visit.t('certificates.unmet.gone')]
    : (unmet ?? []).map((condition) => unmetWords(visit, condition));
  return {
    name: person.fullName,
    sub: otherName(person),
    organisation: organisation.name,
    missing,
    serial: certificate?.serial ?? null,
    registerNumber: certificate?.payload.registerNumber ?? null,
    badge: certificate ? certificateBadge(visit, certificate.status) : null,
    href: certificate ? `/certificates/${certificate.id}` : null,
    specimen:
      unmet !== null && missing.length === 0
        ? `/certificate-batches/${detail.batch.id}/specimens/${enrolmentId}`
        : null,
  };
}

const designFact = (visit: Visit, { designId, versionId, name, number }: NonNullable<BatchDetail['design']>) => ({
  label: visit.t('designs.design'),
  text: visit.t('designs.versionOf', { name: pickText(name, visit.language).text, number }),
  href: `/certificates/designs/${designId}/versions/${versionId}`,
});

function facts(visit: Visit, { batch, run, design, preparedByName, approvedByName }: BatchDetail) {
  const { signatory } = batch;
  const signs = (language: 'vi' | 'lo') =>
    (language === 'vi'
      ? [signatory.authorityFormVi, signatory.titleVi, signatory.nameVi]
      : [signatory.authorityFormLo, signatory.titleLo, signatory.nameLo]
    )
      .filter(Boolean)
      .join(' · ');
  return [
    { label: visit.t('certificates.field.run'), href: `/runs/${run.id}`, text: run.code },
    { label: visit.t('certificates.field.course'), localised: run.courseTitle },
    { label: visit.t('certificates.field.decisionDate'), date: batch.decisionDate },
    { label: visit.t('certificates.field.issuedOn'), date: batch.issuedOn },
    { label: visit.t('certificates.field.issuePlace'), localised: batch.issuePlace },
    { label: visit.t('certificates.field.signatory'), text: signs('vi'), lang: 'vi' },
    { label: visit.t('certificates.field.signatoryOther'), text: signs('lo'), lang: 'lo' },
    design ? designFact(visit, design) : {},
    { label: visit.t('certificates.field.preparedBy'), text: preparedByName },
    { label: visit.t('certificates.field.preparedAt'), instant: batch.preparedAt },
    { label: visit.t('certificates.field.approvedBy'), text: approvedByName },
    { label: visit.t('certificates.field.approvedAt'), instant: batch.approvedAt },
    { label: visit.t('certificates.field.drawnAt'), instant: batch.issuedAt },
  ].filter((fact) => fact.text || fact.date || fact.instant || fact.localised);
}

/** The steps near this state: for those who take them, and greyed with the reason for the one who prepared. */
function actions(visit: Visit, { batch, contents }: BatchDetail) {
  const { actor } = visit;
  const approves = isGranted(actor, certificateAccess.approve);
  const prepares = isGranted(actor, certificateAccess.prepare);
  const step = (form: string, path: string, decision: Decision, tone = '') => ({
    form,
    action: `/certificate-batches/${batch.id}/${path}`,
    label: visit.t(`certificates.action.${form}`),
    tone,
    disabled: !isAllowed(decision),
    why: whyNot(visit, decision),
    reason: ['return', 'cancel'].includes(form) ? visit.t(`certificates.reason.${form}`) : null,
  });
  const approval = mayApprove(batch, actor);
  const isOwn = !isAllowed(approval) && approval.denied === 'certificate_batch.approver_is_preparer';
  const isPrepared = batch.status === 'prepared';
  return [
    isPrepared && (approves || isOwn)
      ? { ...step('approve', 'approval', approval), fields: [{ name: 'contents', value: contents ?? noContents }] }
      : null,
    isPrepared && approves ? step('return', 'return', mayTake('return', batch), 'secondary') : null,
    isAllowed(mayTake('cancel', batch)) && prepares
      ? step('cancel', 'cancellation', mayTake('cancel', batch), 'danger')
      : null,
  ].filter((action) => action !== null);
}

export function batchPage(visit: Visit, detail: BatchDetail) {
  const { batch, entries, fault } = detail;
  const drawn = entries.filter(({ certificate }) => certificate && certificate.status !== 'intended').length;
  const holds = entries.some(({ certificate }) => certificate?.status === 'valid');
  const link = (word: string, path: string) => ({
    label: visit.t(word),
    href: `/certificate-batches/${batch.id}/${path}`,
  });
  const mends = isGranted(visit.actor, certificateAccess.prepare) && batch.status === 'returned';
  return {
    title: batchTitle(visit, batch),
    kicker: pickText(detail.run.courseTitle, visit.language).text,
    breadcrumb: batchCrumbs(visit, detail),
    badge: batchBadge(visit, batch.status),
    headingActions: [
      mends ? { ...link('certificates.action.mend', 'preparation'), tone: '', icon: 'edit' } : null,
      drawn > 0
        ? { ...link('certificates.downloadAll', 'certificates.zip'), tone: 'secondary', icon: 'download' }
        : null,
      holds ? { ...link('print-files.open', 'print'), tone: 'secondary', icon: 'print' } : null,
    ].filter((action) => action !== null),
    statusReason: batch.statusReason,
    reasonTitle: visit.t(`certificates.reasonTitle.${batch.status === 'cancelled' ? 'cancelled' : 'returned'}`),
    isOpen: ['prepared', 'returned'].includes(batch.status),
    waits: batch.status === 'prepared',
    drawing: batch.status === 'approved' ? { drawn, total: entries.length } : null,
    fault: fault ? visit.t(`errors.${fault}`) : null,
    again: `/certificate-batches/${batch.id}`,
    facts: facts(visit, detail),
    rows: entries.map((entry) => entryRow(visit, detail, entry)),
    people: entries.length,
    actions: actions(visit, detail),
  };
}
