import { daysBetween, isAllowed, type LocalDate, localDateOf } from '#libs/kernel';
import {
  type DossierQuery,
  type DossierStanding,
  returnReasons,
  type WaitingDossier,
  type WaitingNominations,
} from '#libs/nominations';
import type { Listing } from '#libs/platform';
import { findingText } from '../../training/eligibility-words.js';
import { pagingOfListing, type Visit, whyNot } from '../../web/index.js';
import { mayStep } from '../nomination-actions.view.js';
import { latinName, statusBadge, wordIn } from '../nomination-words.js';
import type { DossierCheck } from './dossier-checks.js';
import { checklistBadge, documentView, kindsOf, problemWords, summaryOf } from './dossier-panel.view.js';

const narrowed = (address: string, runId: string | undefined): string =>
  runId ? `${address}${address.includes('?') ? '&' : '?'}runId=${runId}` : address;

const ageWords = (visit: Visit, selectedAt: Date | null, today: LocalDate): string => {
  const count = selectedAt ? daysBetween(localDateOf(selectedAt), today) : 0;
  return count > 0 ? visit.t('dossier.queue.days', { count }) : visit.t('dossier.queue.today');
};

/** What to look at, in sentences: what is missing, then what is wrong; else that all is there. */
function remarksOf(visit: Visit, standing: DossierStanding): string[] {
  const wrong = standing.problems.map(({ code, args }) => visit.t(`dossier.problem.${code}`, args));
  return standing.missing.length > 0 || wrong.length === 0 ? [summaryOf(visit, standing), ...wrong] : wrong;
}

interface Queue {
  query: DossierQuery;
  listing: Listing<WaitingDossier>;
  /** Runs in which something waits on the visitor. */
  waiting: readonly WaitingNominations[];
  today: LocalDate;
}

export function dossierQueuePage(visit: Visit, { query, listing, waiting, today }: Queue) {
  const { t } = visit;
  const runs = waiting.filter(({ status }) => status === 'selected');
  return {
    title: t('dossier.queueTitle'),
    lead: t('dossier.queueLead'),
    fields: [
      {
        name: 'runId',
        label: t('dossier.queue.run'),
        value: query.runId ?? '',
        options: runs.map(({ runId, runCode, number }) => ({ value: runId, label: `${runCode} (${number})` })),
      },
    ],
    isFiltered: query.runId !== undefined,
    rows: listing.items.map(({ nomination, standing }) => ({
      href: narrowed(`/dossiers/${nomination.id}`, query.runId),
      name: nomination.fullName,
      latin: latinName(nomination),
      organisation: nomination.organisationName,
      runCode: nomination.runCode,
      courseTitle: nomination.courseTitle,
      selectedAt: nomination.selectedAt,
      age: ageWords(visit, nomination.selectedAt, today),
      remarks: remarksOf(visit, standing),
      badge:
        standing.missing.length > 0
          ? { text: t('dossier.state.missing'), tone: 'bad' }
          : {
              text: t(`dossier.state.${standing.problems.length > 0 ? 'look' : 'here'}`),
              tone: standing.problems.length > 0 ? 'attention' : 'good',
            },
    })),
    paging: pagingOfListing(visit, '/dossiers', listing),
  };
}

/** One dossier being checked: the document beside the checklist, and the two steps. */
export function dossierCheckPage(visit: Visit, { standing, dossier, nextId, runId }: DossierCheck) {
  const { t } = visit;
  const { nomination, run, today } = standing;
  const address = `/dossiers/${nomination.id}`;
  const chosen = dossier.documents.find(({ kind }) => kind === visit.query.document);
  const order = kindsOf(dossier, dossier.documents, false);
  const shown = chosen ?? order.flatMap((kind) => dossier.documents.find((one) => one.kind === kind) ?? [])[0] ?? null;
  const isWaiting = nomination.status === 'selected';
  const mayConfirm = mayStep(visit.actor, 'confirm', standing);
  return {
    title: t('dossier.queue.checkTitle', { name: nomination.fullName }),
    name: nomination.fullName,
    kicker: `${run.code} · ${wordIn(visit, run.courseTitle)}`,
    lead: [latinName(nomination), wordIn(visit, nomination.organisationName)].filter(Boolean).join(' · '),
    badge: statusBadge(visit, nomination.status),
    breadcrumb: [
      { label: t('dossier.queueTitle'), href: narrowed('/dossiers', runId) },
      { label: nomination.fullName },
    ],
    summary: summaryOf(visit, dossier),
    age: isWaiting ? `${t('dossier.queue.age')}: ${ageWords(visit, nomination.selectedAt, today)}` : null,
    items: order.map((kind) => {
      const document = dossier.documents.find((one) => one.kind === kind) ?? null;
      return {
        kind: t(`dossier.kind.${kind}`),
        badge: checklistBadge(visit, dossier, kind, document !== null),
        problems: problemWords(visit, dossier, kind),
        document: document && documentView(visit, document),
        show: document && `${narrowed(`${address}?document=${kind}`, runId)}#preview`,
        isShown: document !== null && document === shown,
      };
    }),
    preview: shown && { kind: t(`dossier.kind.${shown.kind}`), ...documentView(visit, shown) },
    facts: [
      ...(nomination.letterNumber ? [{ label: t('nominations.letterNumber'), text: nomination.letterNumber }] : []),
      ...(nomination.letterDate ? [{ label: t('nominations.letterDate'), date: nomination.letterDate }] : []),
      ...(nomination.note ? [{ label: t('nominations.note'), text: nomination.note }] : []),
    ],
    findings: (standing.findings ?? []).map((finding) => ({
      label: t(`eligibility.kind.${finding.kind}`),
      text: findingText(visit, finding),
    })),
    isWaiting,
    confirm: {
      action: narrowed(`${address}/confirmation`, runId),
      disabled: !isAllowed(mayConfirm),
      why: whyNot(visit, mayConfirm),
    },
    return: {
      action: narrowed(`${address}/return`, runId),
      codes: returnReasons.map((value) => ({ value, label: t(`dossier.returnReason.${value}`) })),
    },
    next: nextId && narrowed(`/dossiers/${nextId}`, runId),
    nominationHref: `/nominations/${nomination.id}`,
  };
}
