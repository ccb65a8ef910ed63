import { hasRole, isAllowed } from '#libs/kernel';
import type { HistoryEntry, NominationQuery, NominationRow } from '#libs/nominations';
import type { Listing } from '#libs/platform';
import { pagingOfListing, type Visit } from '../web/index.js';
import { eligibilityPanel } from './eligibility/eligibility.view.js';
import { actionsOf, mayStep, type Standing } from './nomination-actions.view.js';
import { chainOf } from './nomination-history.view.js';
import { isEmpty, latinName, returnWords, statusBadge, statusOptions, wordIn } from './nomination-words.js';

/** A line of a list. */
export const nominationLine = (visit: Visit, row: NominationRow) => ({
  id: row.id,
  href: `/nominations/${row.id}`,
  name: row.fullName,
  latin: latinName(row),
  position: isEmpty(row.position) ? null : row.position,
  organisation: row.organisationName,
  runCode: row.runCode,
  runHref: `/runs/${row.runId}/nominations`,
  courseTitle: row.courseTitle,
  rank: row.rank,
  reservePosition: row.reservePosition,
  badge: statusBadge(visit, row.status),
  isHeld: row.holdsSeat && row.status !== 'confirmed',
  at: row.confirmedAt ?? row.submittedAt ?? row.createdAt,
});

const isTrainee = (visit: Visit): boolean =>
  hasRole(visit.actor, 'trainee') && !hasRole(visit.actor, 'nominator', 'lao_coordinator', 'vn_coordinator');

export function nominationsPage(visit: Visit, query: NominationQuery, listing: Listing<NominationRow>) {
  const { t } = visit;
  const hasSteps = hasRole(visit.actor, 'nominator', 'lao_coordinator', 'vn_coordinator');
  const own = isTrainee(visit);
  return {
    title: t('nominations.title'),
    lead: t(own ? 'nominations.leadOwn' : 'nominations.lead'),
    tabs: hasSteps
      ? [
          { label: t('nominations.all'), href: '/nominations', current: !query.waiting },
          { label: t('nominations.todo'), href: '/nominations?waiting=me', current: Boolean(query.waiting) },
        ]
      : null,
    waiting: query.waiting ?? null,
    fields: query.waiting
      ? []
      : [
          {
            name: 'status',
            label: t('nominations.statusLabel'),
            value: query.status ?? '',
            options: statusOptions(visit),
          },
        ],
    q: query.q ?? '',
    hasFilters: !own,
    isFiltered: Boolean(query.q || query.status || query.runId || query.organisationId),
    rows: listing.items.map((row) => nominationLine(visit, row)),
    calls: own ? null : { label: t('nominations.openCalls'), href: '/runs?call=open' },
    paging: pagingOfListing(visit, '/nominations', listing),
  };
}

export function nominationPage(visit: Visit, standing: Standing, history: HistoryEntry[]) {
  const { nomination, run } = standing;
  const { t } = visit;
  const mayEdit = mayStep(visit.actor, 'edit', standing);
  return {
    title: `${nomination.fullName} · ${t('nominations.title')}`,
    name: nomination.fullName,
    kicker: `${run.code} · ${wordIn(visit, run.courseTitle)}`,
    lead: latinName(nomination),
    breadcrumb: [
      { label: t('nominations.title'), href: '/nominations' },
      { label: run.code, href: `/runs/${run.id}/nominations` },
      { label: nomination.fullName },
    ],
    badge: statusBadge(visit, nomination.status),
    statusReason: returnWords(visit, nomination.statusReason, nomination.statusReasonCode),
    isHeld: nomination.holdsSeat && nomination.status !== 'confirmed',
    isUnlocked: nomination.substitutionUnlocked,
    eligibility: eligibilityPanel(visit, nomination, standing.findings ?? null, run.eligibilityRules.length > 0),
    facts: factsOf(visit, nomination),
    replaces: nomination.replacesId ? `/nominations/${nomination.replacesId}` : null,
    replacedBy: nomination.replacedById ? `/nominations/${nomination.replacedById}` : null,
    actions: actionsOf(visit, standing),
    edit: isAllowed(mayEdit)
      ? {
          action: `/nominations/${nomination.id}/edit`,
          version: nomination.version,
          rank: nomination.rank,
          letterNumber: nomination.letterNumber,
          letterDate: nomination.letterDate,
          note: nomination.note,
        }
      : null,
    chain: chainOf(visit, history),
    historyHref: `/nominations/${nomination.id}/history`,
  };
}

function factsOf(visit: Visit, nomination: NominationRow): object[] {
  const { t } = visit;
  const fact = (key: string, value: object | null) => (value ? [{ label: t(key), ...value }] : []);
  const words = (text: string | null) => (text ? { text } : null);
  const instant = (at: Date | null) => (at ? { instant: at } : null);
  return [
    ...fact('nominations.organisation', { localised: nomination.organisationName }),
    ...fact('people.position', isEmpty(nomination.position) ? null : { localised: nomination.position }),
    ...fact('people.sexLabel', words(t(`people.sex.${nomination.sex}`))),
    ...fact('people.kindLabel', words(nomination.traineeKind && t(`people.traineeKind.${nomination.traineeKind}`))),
    ...fact('nominations.rank', { number: nomination.rank }),
    ...fact(
      'nominations.reservePosition',
      nomination.reservePosition === null ? null : { number: nomination.reservePosition },
    ),
    ...fact('nominations.letterNumber', words(nomination.letterNumber)),
    ...fact('nominations.letterDate', nomination.letterDate ? { date: nomination.letterDate } : null),
    ...fact('nominations.note', words(nomination.note)),
    ...fact('nominations.returnUntil', nomination.returnUntil ? { date: nomination.returnUntil } : null),
    ...fact('nominations.createdAt', instant(nomination.createdAt)),
    ...fact('nominations.submittedAt', instant(nomination.submittedAt)),
    ...fact('nominations.selectedAt', instant(nomination.selectedAt)),
    ...fact('nominations.confirmedAt', instant(nomination.confirmedAt)),
  ];
}
