import { type CorrectionRow, excuseAccess, type PersonAttendance } from '#libs/attendance';
import { isGranted } from '#libs/kernel';
import type { Visit } from '../../web/index.js';
import { correctionBadge, correctionReason, markBadge, percent, rollBadge, standingOf } from '../attendance-words.js';

function sessionRow(visit: Visit, session: PersonAttendance['sessions'][number], now: Date) {
  const { mark } = session;
  return {
    href: `/sessions/${session.sessionId}/roll`,
    number: session.number,
    topic: session.topic,
    startsAt: session.startsAt,
    units: session.units,
    badge: mark ? markBadge(visit, mark.status) : null,
    source: mark && visit.t(`conflicts.source.${mark.source}`),
    isDisputed: mark?.isDisputed ?? false,
    roll: mark ? null : rollBadge(visit, session, now),
    // Whether it may be asked for is told on its page.
    ask: !session.isCancelled && (!mark || mark.status === 'absent') ? `/sessions/${session.sessionId}/excuses` : null,
  };
}

const correctionLine = (visit: Visit, row: CorrectionRow) => ({
  href: `/attendance-corrections/${row.id}`,
  session: visit.t('attendance.sessionNumber', { number: row.sessionNumber }),
  from: markBadge(visit, row.fromStatus),
  to: markBadge(visit, row.toStatus),
  reason: correctionReason(visit, row.reason),
  status: correctionBadge(visit, row.status),
  askedBy: row.requestedByName,
  askedAt: row.requestedAt,
  decidedBy: row.decidedByName,
  decidedAt: row.decidedAt,
  decisionReason: row.decisionReason,
});

/** One person in a run: every session, and every correction with its reason for those who see reasons. */
export function personAttendancePage(visit: Visit, one: PersonAttendance, now: Date) {
  const { person, rate, runId, runCode, sessions, corrections } = one;
  return {
    title: `${visit.t('attendance.title')} · ${person.fullName}`,
    heading: person.fullName,
    lead: person.fullNameLatin !== person.fullName ? person.fullNameLatin : '',
    kicker: visit.t('attendance-grid.personKicker', { run: runCode }),
    badge: rate ? standingOf(visit, rate) : { text: visit.t('attendance.hasLeft'), tone: 'neutral' },
    breadcrumb: [
      { label: runCode, href: `/runs/${runId}` },
      { label: visit.t('attendance.title'), href: `/runs/${runId}/attendance` },
      { label: person.fullName },
    ],
    organisation: person.organisationName,
    rate: rate && {
      percent: percent(visit, rate.rate),
      attended: rate.attendedUnits,
      planned: rate.plannedUnits,
      missed: rate.missedUnits,
      threshold: rate.threshold,
    },
    asks: rate !== null && isGranted(visit.actor, excuseAccess.ask),
    sessions: sessions.map((session) => sessionRow(visit, session, now)),
    corrections: corrections?.map((row) => correctionLine(visit, row)) ?? null,
  };
}
