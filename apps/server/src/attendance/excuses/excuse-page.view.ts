import {
  type Asking,
  type ExcuseQuery,
  type ExcuseRow,
  type ExcuseStatus,
  excuseAccess,
  excuseStatuses,
  mayApprove,
  mayRefuse,
} from '#libs/attendance';
import { type Decision, isAllowed, isGranted } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import { sizeWords } from '../../outputs/output-words.js';
import { pagingOfListing, type Visit, whyNot } from '../../web/index.js';
import { markBadge, sessionTitle } from '../attendance-words.js';

const tones: Readonly<Record<ExcuseStatus, string>> = { asked: 'attention', approved: 'good', refused: 'bad' };

const excuseBadge = (visit: Visit, status: ExcuseStatus) => ({
  text: visit.t(`excuses.status.${status}`),
  tone: tones[status],
});

const who = ({ fullName, fullNameLatin }: { fullName: string; fullNameLatin: string }): string =>
  fullNameLatin && fullNameLatin !== fullName ? `${fullName} (${fullNameLatin})` : fullName;

const fileHint = (visit: Visit, limit: number): string =>
  visit.t('excuses.documentHint', { megabytes: Math.floor(limit / 1024 / 1024) });

const isOwn = (visit: Visit, personId: string): boolean => visit.actor.personId === personId;

/** Those in sight, what waits for a decision first. */
export const excusesPage = (visit: Visit, query: ExcuseQuery, listing: Listing<ExcuseRow>) => ({
  title: visit.t('excuses.title'),
  lead: visit.t('excuses.lead'),
  fields: [
    {
      name: 'status',
      label: visit.t('excuses.statusLabel'),
      value: query.status ?? '',
      options: excuseStatuses.map((value) => ({ value, label: visit.t(`excuses.status.${value}`) })),
    },
  ],
  kept: [
    { name: 'runId', value: query.runId },
    { name: 'sessionId', value: query.sessionId },
  ].filter(({ value }) => value),
  isFiltered: Boolean(query.status || query.runId || query.sessionId),
  rows: listing.items.map((row) => ({
    href: `/excuses/${row.id}`,
    name: row.fullName,
    sub: row.fullNameLatin !== row.fullName ? row.fullNameLatin : '',
    session: `${row.runCode} · ${visit.t('attendance.sessionNumber', { number: row.sessionNumber })}`,
    when: row.startsAt,
    askedAt: row.askedAt,
    badge: excuseBadge(visit, row.status),
  })),
  paging: pagingOfListing(visit, '/excuses', listing),
});

/** One excuse: to be decided, or as it was. `bringing`: a document; its `limit` in bytes. */
export function excusePage(
  visit: Visit,
  row: ExcuseRow,
  openings: readonly { by: string; at: Date }[] | null,
  bringing: Decision,
  limit: number,
) {
  const mayOpen = isGranted(visit.actor, excuseAccess.open);
  return {
    title: `${visit.t('excuses.one')} · ${who(row)}`,
    heading: who(row),
    kicker: `${row.runCode} · ${sessionTitle(visit, { number: row.sessionNumber, topic: row.topic })}`,
    breadcrumb: [
      { label: row.runCode, href: `/runs/${row.runId}` },
      { label: visit.t('attendance.title'), href: `/runs/${row.runId}/attendance` },
      { label: visit.t('excuses.title'), href: `/excuses?runId=${row.runId}` },
      { label: row.fullName },
    ],
    badge: excuseBadge(visit, row.status),
    when: row.startsAt,
    mark: row.markStatus && markBadge(visit, row.markStatus),
    reason: row.reason,
    askedBy: row.askedByName,
    askedAt: row.askedAt,
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt,
    decisionReason: row.decisionReason,
    document: row.document && {
      name: row.document.name,
      size: sizeWords(row.document.size, visit.language),
      href: mayOpen ? `/excuses/${row.id}/document` : null,
    },
    upload: isAllowed(bringing) ? { action: `/excuses/${row.id}/document`, hint: fileHint(visit, limit) } : null,
    openings: openings ?? [],
    roll: `/sessions/${row.sessionId}/roll`,
    decides: isGranted(visit.actor, excuseAccess.decide) && isAllowed(mayRefuse(row.status)),
    approval: `/excuses/${row.id}/approval`,
    refusal: `/excuses/${row.id}/refusal`,
    whyNotApprove: whyNot(visit, mayApprove(row.status, row)),
    effect: visit.t(row.isRollClosed ? 'excuses.effectClosed' : 'excuses.effectOpen'),
  };
}

/** Asking, for oneself or for somebody one is answerable for. `limit` in bytes. */
export function askingPage(visit: Visit, { session, people }: Asking, limit: number) {
  const own = people.length === 1 && isOwn(visit, people[0]!.personId) ? people[0]! : null;
  const choices = people.filter(({ asking }) => isAllowed(asking));
  return {
    title: visit.t('excuses.ask'),
    kicker: `${session.runCode} · ${sessionTitle(visit, session)}`,
    breadcrumb: [
      { label: session.runCode, href: `/runs/${session.runId}` },
      { label: visit.t('attendance.title'), href: `/runs/${session.runId}/attendance` },
      {
        label: visit.t('attendance.sessionNumber', { number: session.number }),
        href: `/sessions/${session.sessionId}/roll`,
      },
      { label: visit.t('excuses.ask') },
    ],
    when: session.startsAt,
    action: `/sessions/${session.sessionId}/excuses`,
    back: `/sessions/${session.sessionId}/roll`,
    own: own?.enrolmentId ?? null,
    people: choices.map((one) => ({ value: one.enrolmentId, label: who(one) })),
    whyNot: own ? whyNot(visit, own.asking) : choices.length === 0 ? visit.t('excuses.nobody') : null,
    fileHint: fileHint(visit, limit),
  };
}
