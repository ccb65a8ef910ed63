import {
  type CertificateSelection,
  certificateAccess,
  certificateStatuses,
  designAccess,
  type OfferedFilters,
  type Prospect,
  type ShownCertificate,
} from '#libs/certificates';
import { isGranted, pickText } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { listAddress, pagingOfListing, type Visit } from '../web/index.js';
import { certificateRow, periodWords } from './certificate-words.js';
import { prospectPanel } from './own-eligibility-page.view.js';

const address = '/certificates';

const row = (visit: Visit, certificate: ShownCertificate) => ({
  ...certificateRow(visit, certificate),
  download: certificate.status === 'intended' ? null : `${address}/${certificate.id}/document.pdf`,
  period: periodWords(visit, certificate.payload.period),
});

interface Source {
  chosen: CertificateSelection;
  listing: Listing<ShownCertificate>;
  offered: OfferedFilters;
  /** Whether the reader may print any of them. */
  prints: boolean;
  prospects: readonly Prospect[];
}

/** Certificates of many people, and what can be had of those that were chosen. */
export function certificatesPage(visit: Visit, { chosen, listing, offered, prints, prospects }: Source) {
  const { q, ...others } = chosen;
  const fields = filterFields(visit, chosen, offered);
  return {
    title: visit.t('certificates.title'),
    q: q ?? '',
    fields,
    kept: Object.entries(others).flatMap(([name, value]) =>
      value && fields.every((field) => field.name !== name) ? [{ name, value }] : [],
    ),
    isFiltered: Object.values(chosen).some(Boolean),
    anew: { label: visit.t('list.clear'), href: address },
    mayDownload: isGranted(visit.actor, certificateAccess.download),
    actions: actions(visit, listing, { chosen, prints }),
    rows: listing.items.map((one) => row(visit, one)),
    prospects: prospects.map((one) => prospectPanel(visit, one)),
    paging: pagingOfListing(visit, address, listing),
  };
}

/** Nobody chooses among one. */
function filterFields(visit: Visit, chosen: CertificateSelection, { runs, organisations }: OfferedFilters) {
  const field = (
    name: 'runId' | 'organisationId' | 'status',
    word: string,
    options: { value: string; label: string }[],
  ) =>
    options.length > 1
      ? [{ name, label: visit.t(`certificates.field.${word}`), value: chosen[name] ?? '', options }]
      : [];
  return [
    ...field(
      'runId',
      'run',
      runs.map(({ id, code }) => ({ value: id, label: code })),
    ),
    ...field(
      'organisationId',
      'organisation',
      organisations.map(({ id, name }) => ({ value: id, label: pickText(name, visit.language).text })),
    ),
    ...field(
      'status',
      'status',
      certificateStatuses.map((value) => ({ value, label: visit.t(`certificates.status.${value}`) })),
    ),
  ];
}

/** First what is done with those that were chosen, then where else to go. */
function actions(
  visit: Visit,
  { items }: Listing<ShownCertificate>,
  { chosen, prints }: Pick<Source, 'chosen' | 'prints'>,
) {
  const { actor, t } = visit;
  const archives =
    items.length > 1 &&
    items.some(({ status }) => status !== 'intended') &&
    isGranted(actor, certificateAccess.download);
  const link = (label: string, href: string, icon?: string) => ({ label: t(label), href, icon, tone: 'secondary' });
  const readsBatches = isGranted(actor, certificateAccess.readBatch);
  return [
    archives && link('certificates.downloadAll', listAddress(`${address}/certificates.zip`, chosen), 'download'),
    prints && link('print-files.open', listAddress(`${address}/print`, chosen), 'print'),
    readsBatches && link('certificates.batch.title', '/certificate-batches'),
    readsBatches && link('requests.all', '/certificate-requests'),
    isGranted(actor, certificateAccess.register) && link('certificates.register.title', `${address}/register`),
    isGranted(actor, designAccess.read) && link('designs.title', `${address}/designs`),
  ].filter((action) => action !== false);
}
