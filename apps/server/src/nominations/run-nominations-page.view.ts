import { type Actor, hasRole, isAllowed, isGranted, type LocalDate, type LocalisedText } from '#libs/kernel';
import { listAccess, mayNominate, type NominationQuery, type NominationRow, nominationAccess } from '#libs/nominations';
import type { Listing } from '#libs/platform';
import type { QuotaRow, RunRow } from '#libs/training';
import { type RunHeading, runPageTitle } from '../training/run-frame.js';
import { pagingOfListing, type Visit, whyNot } from '../web/index.js';
import { type Checks, type ListPanel, listAddress } from './list/list-panel.view.js';
import { mayStep } from './nomination-actions.view.js';
import { nominationLine } from './nomination-page.view.js';
import { statusBadge, statusOptions, wordIn } from './nomination-words.js';

export interface RunNominations {
  run: RunRow;
  runHeading: RunHeading;
  query: NominationQuery;
  /** Empty where the list of one organisation is shown instead. */
  listing: Listing<NominationRow>;
  list: ListPanel | null;
  /** Of those who are offered a step in the list. */
  checks: Checks;
  /** Reserves in their order; empty for those who do not keep it. */
  reserves: NominationRow[];
  /** What the actor sees of the quotas. */
  quotas: QuotaRow[];
  counts: Record<string, number>;
  /** Of each organisation, the best rank still undecided: selecting somebody behind it asks for a reason. */
  turns: ReadonlyMap<string, number>;
  today: LocalDate;
}

/** The quota in sight that covers an organisation. */
const covering = (quotas: readonly QuotaRow[], path: string): QuotaRow | null =>
  quotas
    .filter(({ organisationPath }) => path.startsWith(organisationPath))
    .toSorted((a, b) => b.organisationPath.length - a.organisationPath.length)[0] ?? null;

export function runNominationsPage(visit: Visit, all: RunNominations) {
  const { run, query, listing, counts, today } = all;
  const address = `/runs/${run.id}/nominations`;
  const nominates = isGranted(visit.actor, nominationAccess.nominate);
  const window = mayNominate(run, today);
  const drafts = counts.draft ?? 0;
  return {
    title: runPageTitle(visit, run, 'nominations'),
    runHeading: all.runHeading,
    run: {
      opensOn: run.nominationOpensOn,
      closesOn: run.nominationClosesOn,
      capacity: run.capacity,
      seatsTaken: run.seatsTaken,
    },
    figures: Object.entries(counts).map(([status, count]) => ({
      badge: statusBadge(visit, status as NominationRow['status']),
      count,
      href: `${address}?status=${status}`,
    })),
    board: isGranted(visit.actor, nominationAccess.select) ? `/runs/${run.id}/board` : null,
    nominate: nominates
      ? {
          href: `${address}/new`,
          import: `${address}/import`,
          disabled: !isAllowed(window),
          why: whyNot(visit, window),
        }
      : null,
    list: all.list,
    excel: isGranted(visit.actor, listAccess.export) ? listAddressOf(address, visit) : null,
    submitAll:
      nominates && drafts > 0 && !all.list
        ? {
            action: `${address}/submission`,
            label: visit.t('nominations.submitAll', { count: drafts }),
            disabled: !isAllowed(window),
            why: whyNot(visit, window),
          }
        : null,
    address,
    fields: [
      {
        name: 'status',
        label: visit.t('nominations.statusLabel'),
        value: query.status ?? '',
        options: statusOptions(visit),
      },
    ],
    q: query.q ?? '',
    isFiltered: Boolean(query.q || query.status),
    groups: groupsOf(visit, all),
    emptyText: visit.t(`nominations.${nominates ? 'noneHereNominate' : 'noneHere'}`),
    reserves: all.reserves.map((row) => nominationLine(visit, row)),
    paging: pagingOfListing(visit, address, listing),
  };
}

/** The workbook of what is shown, by the same filters. */
const listAddressOf = (address: string, { query }: Visit): string => {
  const { page, ...filters } = query;
  const asked = new URLSearchParams(filters).toString();
  return `${address}.xlsx${asked && '?'}${asked}`;
};

/** The list by organisation, each with the quota that covers it. */
function groupsOf(visit: Visit, all: RunNominations) {
  const groups = Map.groupBy(all.listing.items, ({ organisationId }) => organisationId);
  return [...groups.values()]
    .map((rows) => {
      const [{ organisationName, organisationPath }] = rows;
      const quota = covering(all.quotas, organisationPath);
      return {
        id: rows[0].organisationId,
        organisation: organisationName,
        href: isGranted(visit.actor, listAccess.read) ? listAddress(all.run.id, rows[0].organisationId) : null,
        sort: wordIn(visit, organisationName),
        quota: quota && quotaMeter(visit, quota, organisationPath),
        rows: rows.map((row) => ({ ...nominationLine(visit, row), quick: quickAction(visit, all, row, quota) })),
      };
    })
    .toSorted((a, b) => a.sort.localeCompare(b.sort, visit.language));
}

const quotaMeter = (visit: Visit, quota: QuotaRow, path: string) => ({
  seats: quota.seats,
  taken: quota.taken,
  // An organisation under its ministry's quota is told whose it is.
  label:
    quota.organisationPath === path
      ? visit.t('nominations.quota')
      : visit.t('nominations.quotaOf', { name: wordIn(visit, quota.organisationName as LocalisedText) }),
});

const quickSteps = [
  { action: 'select', noun: 'selection', from: 'submitted', role: 'lao_coordinator' },
  { action: 'confirm', noun: 'confirmation', from: 'selected', role: 'vn_coordinator' },
  { action: 'submit', noun: 'submission', from: 'draft', role: 'nominator' },
] as const;

/** The one step that needs no words, offered in the list itself. */
export const quickStep = (actor: Actor, { status }: NominationRow) =>
  quickSteps.find(({ from, role }) => from === status && hasRole(actor, role));

/** It is grey where the page of the nomination shows it grey. */
function quickAction(
  visit: Visit,
  { run, today, turns, checks }: RunNominations,
  nomination: NominationRow,
  quota: QuotaRow | null,
) {
  const step = quickStep(visit.actor, nomination);
  if (!step) return null;
  const findings = checks.findings.get(nomination.id);
  const missing = checks.dossiers.get(nomination.id)?.missing;
  const decision = mayStep(visit.actor, step.action, { nomination, run, today, quota, findings, missing });
  if (!isAllowed(decision) && step.action === 'submit') return null;
  return {
    form: `${step.action}-${nomination.id}`,
    action: `/runs/${run.id}/nominations/${nomination.id}/${step.noun}`,
    label: visit.t(`nominations.action.${step.action}`),
    disabled: !isAllowed(decision),
    why: whyNot(visit, decision),
    reason: step.action === 'select' && isOutOfTurn(nomination, turns) ? visit.t('nominations.reason.select') : null,
  };
}

const isOutOfTurn = ({ organisationId, rank, holdsSeat }: NominationRow, turns: ReadonlyMap<string, number>): boolean =>
  !holdsSeat && rank > (turns.get(organisationId) ?? rank);
