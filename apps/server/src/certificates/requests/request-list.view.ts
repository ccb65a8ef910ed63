import { type RequestQuery, type RequestRow, requestKinds, requestStatuses } from '#libs/certificates';
import type { LocalDate } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../../web/index.js';
import { holderNames } from '../certificate-words.js';
import { requestBadge } from './request-words.js';

const address = '/certificate-requests';

export const requestListPage = (visit: Visit, query: RequestQuery, listing: Listing<RequestRow>, today: LocalDate) => ({
  title: visit.t('requests.title'),
  breadcrumb: [{ label: visit.t('certificates.title'), href: '/certificates' }, { label: visit.t('requests.all') }],
  q: query.q ?? '',
  fields: [choice(visit, 'status', query.status, requestStatuses), choice(visit, 'kind', query.kind, requestKinds)],
  isFiltered: Boolean(query.q || query.status || query.kind),
  rows: listing.items.map((request) => ({
    ...holderNames(request.holder),
    href: `/certificates/${request.certificateId}/requests`,
    serial: request.serial,
    kind: visit.t(`requests.kind.${request.kind}`),
    reasonClass: visit.t(`requests.reasonClass.${request.reasonClass}`),
    requestedBy: request.requestedByName,
    requestedAt: request.requestedAt,
    dueOn: request.dueOn,
    isOverdue: request.status === 'open' && request.dueOn < today,
    badge: requestBadge(visit, request),
    decidedBy: request.decidedByName,
  })),
  paging: pagingOfListing(visit, address, listing),
});

const choice = (visit: Visit, name: 'status' | 'kind', value: string | undefined, values: readonly string[]) => ({
  name,
  label: visit.t(`requests.field.${name}`),
  value: value ?? '',
  options: values.map((one) => ({ value: one, label: visit.t(`requests.${name}.${one}`) })),
});
