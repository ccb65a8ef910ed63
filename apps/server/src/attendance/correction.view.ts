import { type CorrectionRow, type MarkHistory, mayCorrect, mayDecide } from '#libs/attendance';
import { hasRole } from '#libs/kernel';
import { type Visit, whyNot } from '../web/index.js';
import { correctionBadge, correctionReason, markBadge, markOptions, sessionTitle } from './attendance-words.js';

interface Of {
  runId: string;
  runCode: string;
  sessionId: string;
  sessionNumber: number;
}

const breadcrumb = (visit: Visit, { runId, runCode, sessionId, sessionNumber }: Of) => [
  { label: runCode, href: `/runs/${runId}` },
  { label: visit.t('attendance.title'), href: `/runs/${runId}/attendance` },
  { label: visit.t('attendance.sessionNumber', { number: sessionNumber }), href: `/sessions/${sessionId}/roll` },
  { label: visit.t('attendance.correction.title') },
];

const who = ({ fullName, fullNameLatin }: { fullName: string; fullNameLatin: string }) =>
  fullNameLatin && fullNameLatin !== fullName ? `${fullName} (${fullNameLatin})` : fullName;

const rowOf = (visit: Visit, row: CorrectionRow) => ({
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

/** Asking for another mark, over what was corrected of it before. */
export function correctionPage(visit: Visit, { mark, corrections }: MarkHistory) {
  return {
    title: `${visit.t('attendance.correction.title')} · ${who(mark)}`,
    heading: who(mark),
    kicker: `${mark.runCode} · ${sessionTitle(visit, { number: mark.sessionNumber, topic: mark.topic })}`,
    breadcrumb: breadcrumb(visit, mark),
    when: mark.startsAt,
    current: markBadge(visit, mark.status),
    options: markOptions(visit).filter(({ value }) => value !== mark.status),
    action: `/attendance-marks/${mark.id}/correction`,
    back: `/sessions/${mark.sessionId}/roll`,
    isOwn: hasRole(visit.actor, 'vn_coordinator'),
    whyNot: whyNot(visit, mayCorrect(mark)),
    corrections: corrections.map((row) => rowOf(visit, row)),
  };
}

/** One request, to be decided or as it was. */
export function decisionPage(visit: Visit, row: CorrectionRow) {
  return {
    title: `${visit.t('attendance.correction.title')} · ${who(row)}`,
    heading: who(row),
    kicker: `${row.runCode} · ${sessionTitle(visit, { number: row.sessionNumber, topic: row.topic })}`,
    breadcrumb: breadcrumb(visit, row),
    ...rowOf(visit, row),
    approval: `/attendance-corrections/${row.id}/approval`,
    refusal: `/attendance-corrections/${row.id}/refusal`,
    decides: hasRole(visit.actor, 'vn_coordinator') && row.status === 'requested',
    whyNot: whyNot(visit, mayDecide(row.status, row.runStatus)),
  };
}
