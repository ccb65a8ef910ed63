import {
  type ConflictRow,
  type ExcuseRow,
  excuseAccess,
  type MarkStatus,
  markStatuses,
  type RollLine,
  type RollView,
} from '#libs/attendance';
import { isAllowed, isGranted } from '#libs/kernel';
import { type Visit, whyNot } from '../web/index.js';
import { shownOf } from './attendance.forms.js';
import { markBadge, markOptions, rollBadge, sessionTitle } from './attendance-words.js';
import { conflictLine } from './conflict.view.js';
import { rollCallLink } from './roll-call/roll-call-link.js';

const breadcrumb = (visit: Visit, roll: RollView, here: string) => [
  { label: visit.t('runs.title'), href: '/runs' },
  { label: roll.runCode, href: `/runs/${roll.runId}` },
  { label: visit.t('attendance.title'), href: `/runs/${roll.runId}/attendance` },
  { label: here },
];

const headingOf = (visit: Visit, roll: RollView, now: Date) => ({
  title: `${visit.t('attendance.roll')} · ${roll.runCode} ${sessionTitle(visit, roll)}`,
  kicker: visit.t('attendance.rollKicker', { run: roll.runCode, number: roll.number }),
  topic: roll.topic,
  badge: rollBadge(visit, roll, now),
  when: roll.startsAt,
  place: roll.place,
  units: roll.units,
});

/** What was chosen for somebody before the form was refused and the roll was found closed. */
function typedFor(visit: Visit, enrolmentId: string): MarkStatus | null {
  const typed = visit.form?.name === 'roll' ? visit.form.values[`marks.${enrolmentId}`] : undefined;
  return markStatuses.find((status) => status === typed) ?? null;
}

/** Where to decide on the excuse that is asked for somebody. */
function excuseOf(excuses: readonly ExcuseRow[], line: RollLine): string | null {
  const excuse = excuses.find(({ enrolmentId }) => enrolmentId === line.enrolmentId);
  return excuse ? `/excuses/${excuse.id}` : null;
}

function lineOf(visit: Visit, roll: RollView, line: RollLine, corrects: boolean, excuses: readonly ExcuseRow[]) {
  const { mark, enrolmentId } = line;
  const typed = typedFor(visit, enrolmentId);
  return {
    field: `marks.${enrolmentId}`,
    shownField: `shown.${enrolmentId}`,
    name: line.fullName,
    sub: line.fullNameLatin !== line.fullName ? line.fullNameLatin : '',
    organisation: line.organisationName,
    shown: shownOf(mark),
    status: mark?.status ?? '',
    badge: mark && markBadge(visit, mark.status),
    isCorrected: mark?.source === 'correction',
    isAsked: mark?.hasOpenRequest ?? false,
    conflict: mark?.conflictId ? `/attendance-conflicts/${mark.conflictId}` : null,
    excuse: excuseOf(excuses, line),
    hasLeft: !line.isActive,
    typed: typed && typed !== mark?.status ? visit.t(`attendance.mark.${typed}`) : null,
    correction:
      mark && corrects && roll.closedAt !== null && !roll.isCancelled
        ? `/attendance-marks/${mark.id}/correction`
        : null,
  };
}

/** What else may be done about a session: the code for checking in while the roll is one's own and open, paper, an excuse. */
function actionsOf(visit: Visit, { sessionId, marking, isCancelled }: RollView) {
  const action = (key: string, page: string) => ({
    label: visit.t(key),
    href: `/sessions/${sessionId}/${page}`,
    tone: 'secondary',
  });
  return [
    ...(isAllowed(marking) ? [action('check-in.open', 'check-in'), ...rollCallLink(visit, sessionId)] : []),
    ...(isAllowed(marking) || marking.denied !== 'forbidden' ? [action('sheets.ofSession', 'sign-in-sheets')] : []),
    ...(isGranted(visit.actor, excuseAccess.ask) && !isCancelled ? [action('excuses.ask', 'excuses')] : []),
  ];
}

/**
 * The page of a roll: a form while it is open and one's own, else what was recorded. `corrects`: may ask for corrections;
 * `conflicts`: open ones of those who may resolve them; `excuses`: undecided ones in sight.
 */
export function rollPage(
  visit: Visit,
  roll: RollView,
  now: Date,
  {
    corrects,
    conflicts,
    excuses,
  }: { corrects: boolean; conflicts: readonly ConflictRow[]; excuses: readonly ExcuseRow[] },
) {
  const lines = roll.lines.map((line) => lineOf(visit, roll, line, corrects, excuses));
  const active = roll.lines.filter(({ isActive }) => isActive);
  const counted = (status: MarkStatus) => roll.lines.filter(({ mark }) => mark?.status === status).length;
  const marks = isAllowed(roll.marking);
  return {
    ...headingOf(visit, roll, now),
    breadcrumb: breadcrumb(visit, roll, visit.t('attendance.sessionNumber', { number: roll.number })),
    action: `/sessions/${roll.sessionId}/roll`,
    actions: actionsOf(visit, roll),
    marks,
    conflicts: marks ? conflicts.map((row) => conflictLine(visit, row)) : [],
    whyNotMark:
      roll.marking !== 'allowed' && roll.marking.denied !== 'forbidden' && !roll.closedAt
        ? whyNot(visit, roll.marking)
        : null,
    open: marks ? lines.filter(({ hasLeft }) => !hasLeft) : [],
    recorded: marks ? lines.filter(({ hasLeft }) => hasLeft) : lines,
    options: markOptions(visit),
    marked: active.filter(({ mark }) => mark !== null).length,
    total: active.length,
    counts: markStatuses
      .map((status) => ({ ...markBadge(visit, status), count: counted(status) }))
      .filter(({ count }) => count > 0),
    whyNotClose: whyNot(visit, roll.closing),
    closedAt: roll.closedAt,
    asks: corrects && roll.closedAt !== null,
  };
}

/** Before a roll is closed: who would be recorded absent. */
export function closingPage(visit: Visit, roll: RollView, excuses: readonly ExcuseRow[], now: Date) {
  const unmarked = roll.lines.filter(({ isActive, mark }) => isActive && mark === null);
  return {
    ...headingOf(visit, roll, now),
    breadcrumb: breadcrumb(visit, roll, visit.t('attendance.closing.title')),
    action: `/sessions/${roll.sessionId}/roll-closing`,
    back: `/sessions/${roll.sessionId}/roll`,
    unmarked: unmarked.length,
    people: unmarked.map((line) => ({
      name: line.fullName,
      sub: line.fullNameLatin !== line.fullName ? line.fullNameLatin : '',
      organisation: line.organisationName,
      excuse: excuseOf(excuses, line),
    })),
    whyNot: whyNot(visit, roll.closing),
  };
}
