import { certificateAccess, type Prospect, type ShownCertificate } from '#libs/certificates';
import { grantsOf, isGranted } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../web/index.js';
import { certificateBadge, helpWords, periodWords, shareView } from './certificate-words.js';
import { prospectPanel } from './own-eligibility-page.view.js';

/** Whether everything this person sees here is their own. */
export const seesOnlyOwn = (visit: Visit): boolean =>
  grantsOf(visit.actor, certificateAccess.list).every(({ grant }) => grant === 'S');

/** The certificates of one person over all runs, by the year they were issued in, and what the next one still needs. */
export function ownCertificatesPage(visit: Visit, listing: Listing<ShownCertificate>, prospects: readonly Prospect[]) {
  const { items } = listing;
  const years = Map.groupBy(items, ({ payload }) => payload.issue.date.slice(0, 4));
  return {
    title: visit.t('certificates.mine'),
    actions:
      items.filter(({ status }) => status !== 'intended').length > 1 &&
      isGranted(visit.actor, certificateAccess.download)
        ? [
            {
              label: visit.t('certificates.downloadAll'),
              href: '/certificates/certificates.zip',
              tone: 'secondary',
              icon: 'download',
            },
          ]
        : [],
    years: [...years].map(([year, own]) => ({ year, cards: own.map((one) => card(visit, one)) })),
    help: items.some(({ status }) => status === 'valid') ? helpWords(visit, { status: 'valid' }) : null,
    prospects: prospects.map((one) => prospectPanel(visit, one)),
    paging: pagingOfListing(visit, '/certificates', listing),
  };
}

function card(visit: Visit, { id, serial, status, payload, replacedBy, replaces }: ShownCertificate) {
  const isDrawn = status !== 'intended';
  return {
    id,
    href: `/certificates/${id}`,
    course: payload.course,
    serial,
    period: periodWords(visit, payload.period),
    issuedOn: payload.issue.date,
    badge: certificateBadge(visit, status),
    replacedBy: replacedBy && otherDocument(replacedBy),
    replaces: replaces && otherDocument(replaces),
    help: status === 'revoked' ? helpWords(visit, { status }) : null,
    download: isDrawn ? `/certificates/${id}/document.pdf` : null,
    credential: status === 'valid' ? `/certificates/${id}/credential` : null,
    share: status === 'valid' ? shareView(visit, { id, payload }) : null,
  };
}

const otherDocument = ({ id, serial }: { id: string; serial: string }) => ({ serial, href: `/certificates/${id}` });
