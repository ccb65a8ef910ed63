import {
  type AssessmentRow,
  type AttendanceGrid,
  type ConflictRow,
  type CorrectionRow,
  type ExcuseRow,
  excuseAccess,
  mayAssess,
  type RollProgress,
  type RunAssessments,
  type RunAttendance,
  unitsToSpare,
} from '#libs/attendance';
import { isAllowed, isGranted } from '#libs/kernel';
import type { RunFrames } from '../training/run-frame.js';
import { runPageTitle } from '../training/run-frame.js';
import { type Visit, whyNot } from '../web/index.js';
import { markBadge, percent, rollBadge, standingOf } from './attendance-words.js';
import { conflictLine } from './conflict.view.js';
import { gridTable } from './grid/grid-table.view.js';

type RunFrame = Awaited<ReturnType<RunFrames['runFrame']>>;

function rateRow(visit: Visit, one: RunAttendance['rates'][number]) {
  return {
    name: one.fullName,
    sub: one.fullNameLatin !== one.fullName ? one.fullNameLatin : '',
    organisation: one.organisationName,
    attended: one.attendedUnits,
    planned: one.plannedUnits,
    missed: one.missedUnits,
    percent: percent(visit, one.rate),
    href: `/enrolments/${one.enrolmentId}/attendance`,
    badge: standingOf(visit, one),
    meterTone: one.canReach ? '' : 'attention',
  };
}

const sessionRow = (visit: Visit, roll: RollProgress['sessions'][number], now: Date) => ({
  number: roll.number,
  topic: roll.topic,
  startsAt: roll.startsAt,
  units: roll.units,
  badge: rollBadge(visit, roll, now),
  href: `/sessions/${roll.sessionId}/roll`,
});

const correctionLine = (visit: Visit, row: CorrectionRow) => ({
  href: `/attendance-corrections/${row.id}`,
  name: row.fullName,
  session: visit.t('attendance.sessionNumber', { number: row.sessionNumber }),
  from: markBadge(visit, row.fromStatus),
  to: markBadge(visit, row.toStatus),
  by: row.requestedByName,
  at: row.requestedAt,
});

/** The tab of a run with rates, rolls, and corrections and excuses to decide. */
export function runAttendancePage(
  visit: Visit,
  frame: RunFrame,
  grid: AttendanceGrid,
  progress: RollProgress | null,
  { requests, conflicts, excuses }: { requests: CorrectionRow[]; conflicts: ConflictRow[]; excuses: ExcuseRow[] },
  now: Date,
) {
  const { attendance } = grid;
  const { plannedUnits, threshold, rates } = attendance;
  const warned = (which: (one: RunAttendance['rates'][number]) => boolean) =>
    rates.filter(which).map(({ enrolmentId, fullName }) => ({
      name: fullName,
      href: `/enrolments/${enrolmentId}/attendance`,
    }));
  return {
    title: runPageTitle(visit, frame.run, 'attendance'),
    runHeading: withAssessments(visit, frame),
    threshold,
    plannedUnits,
    neededUnits: plannedUnits - unitsToSpare(plannedUnits, threshold),
    spareUnits: unitsToSpare(plannedUnits, threshold),
    excusedCounts: attendance.excusedCounts,
    closed: progress?.closed ?? 0,
    planned: progress?.planned ?? 0,
    lost: warned(({ canReach }) => !canReach),
    near: warned(({ isNear }) => isNear),
    grid: rates.length > 0 && grid.sessions.length > 0 ? gridTable(visit, grid) : null,
    excuses: isGranted(visit.actor, excuseAccess.ask) ? `/excuses?runId=${attendance.runId}` : null,
    rates: rates.map((one) => rateRow(visit, one)),
    sessions: (progress?.sessions ?? []).map((roll) => sessionRow(visit, roll, now)),
    conflicts: conflicts.map((row) => conflictLine(visit, row)),
    requests: requests.map((row) => correctionLine(visit, row)),
    undecided: excuses.map((row) => ({
      href: `/excuses/${row.id}`,
      name: row.fullName,
      session: visit.t('attendance.sessionNumber', { number: row.sessionNumber }),
      when: row.startsAt,
      by: row.askedByName,
      at: row.askedAt,
    })),
  };
}

function withAssessments(visit: Visit, { run, runHeading }: RunFrame) {
  if (!run.hasAssessment) return runHeading;
  const action = { label: visit.t('assessments.title'), href: `/runs/${run.id}/assessments`, tone: 'secondary' };
  return { ...runHeading, actions: [action] };
}

const outcomeOf = ({ passed }: AssessmentRow): string => (passed === null ? '' : passed ? 'passed' : 'failed');

const recordedWords = (visit: Visit, row: AssessmentRow): string =>
  [visit.t(`assessments.${outcomeOf(row)}`), row.grade].filter(Boolean).join(', ');

function assessmentRow(visit: Visit, row: AssessmentRow) {
  const outcome = outcomeOf(row);
  return {
    name: row.fullName,
    sub: row.fullNameLatin !== row.fullName ? row.fullNameLatin : '',
    organisation: row.organisationName,
    outcome,
    grade: row.grade,
    version: row.version,
    outcomeField: `outcome.${row.enrolmentId}`,
    gradeField: `grade.${row.enrolmentId}`,
    versionField: `version.${row.enrolmentId}`,
    badge: outcome
      ? { text: visit.t(`assessments.${outcome}`), tone: row.passed ? 'good' : 'bad' }
      : { text: visit.t('assessments.none'), tone: 'neutral' },
    recordedAt: row.recordedAt,
    // Somebody else may have recorded meanwhile: what stands is shown beside what was typed.
    recorded: visit.form?.name === 'assessments' && outcome ? recordedWords(visit, row) : null,
  };
}

/** Who passed and with what grade: a form for those who record, else a table. */
export function assessmentsPage(visit: Visit, frame: RunFrame, { run, rows }: RunAssessments, records: boolean) {
  const decision = mayAssess(run);
  return {
    title: `${visit.t('assessments.title')} · ${runPageTitle(visit, frame.run)}`,
    runHeading: frame.runHeading,
    action: `/runs/${run.id}/assessments`,
    records: records && isAllowed(decision),
    whyNot: records ? whyNot(visit, decision) : null,
    hasAssessment: run.hasAssessment,
    options: [
      { value: 'passed', label: visit.t('assessments.passed'), tone: 'good', icon: 'check' },
      { value: 'failed', label: visit.t('assessments.failed'), tone: 'bad', icon: 'cross' },
    ],
    recorded: rows.filter(({ passed }) => passed !== null).length,
    total: rows.length,
    rows: rows.map((row) => assessmentRow(visit, row)),
  };
}
