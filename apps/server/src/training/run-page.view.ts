import { type Decision, isAllowed, isGranted } from '#libs/kernel';
import {
  type Call,
  type CourseRow,
  mayChange,
  mayEditField,
  type QuotaRow,
  quotaAccess,
  type RunRow,
  type RunStep,
  runAccess,
  runLife,
  seatsBeyondCapacity,
} from '#libs/training';
import { type Visit, whyNot } from '../web/index.js';
import { callPanel } from './call.view.js';
import { ruleFacts } from './course-page.view.js';
import { askedForm } from './eligibility-form.view.js';
import { requiredOutputsForm } from './required-outputs.forms.js';
import { type RunHeading, runPageTitle } from './run-frame.js';
import type { StageFigures, StageKey, StageState } from './run-stages.js';
import { optionOf, provinceOptions } from './training-words.js';

interface RunPageParts {
  call: Call;
  rail: ({ key: StageKey; state: StageState } & StageFigures)[];
  /** Null for those who do not move runs on. */
  decisions: Record<RunStep, Decision> | null;
  /** Null for those who do not read quotas. */
  quotas: QuotaRow[] | null;
}

export function runPage(visit: Visit, framed: { run: RunRow; runHeading: RunHeading }, parts: RunPageParts) {
  const { run, runHeading } = framed;
  const setsQuotas = isGranted(visit.actor, quotaAccess.set) && isAllowed(mayChange(run));
  // Whoever sees no quota but their own reads it in the call.
  const saysMore = setsQuotas || parts.quotas?.some(({ id }) => id !== parts.call.ownQuota?.id);
  const isEditable = isGranted(visit.actor, runAccess.write) && isAllowed(mayChange(run));
  const edit = { label: visit.t('form.edit'), href: `/runs/${run.id}/edit`, tone: 'secondary', icon: 'edit' };
  const copy = { label: visit.t('planning.copy.action'), href: `/runs/${run.id}/copy`, tone: 'secondary' };
  return {
    title: runPageTitle(visit, run),
    runHeading: {
      ...runHeading,
      actions: [...(isEditable ? [edit] : []), ...(isGranted(visit.actor, runAccess.write) ? [copy] : [])],
    },
    cancelReason: run.status === 'cancelled' ? (run.cancelReason ?? '') : null,
    stages: parts.rail.map(({ key, ...stage }) => ({ name: visit.t(`runs.stage.${key}`), ...stage })),
    steps: parts.decisions ? stepsOf(visit, run, parts.decisions) : [],
    call: callPanel(visit, parts.call),
    facts: facts(visit, run),
    quotas: parts.quotas &&
      (saysMore || !parts.call.hasOwn) && {
        rows: parts.quotas.map((quota) => ({ name: quota.organisationName, seats: quota.seats, taken: quota.taken })),
        beyond: seatsBeyondCapacity(parts.quotas, run.capacity),
        edit: setsQuotas ? `/runs/${run.id}/quotas` : null,
      },
  };
}

/** Last part of the address that takes each step. */
const paths: Readonly<Record<RunStep, string>> = {
  open_call: 'call',
  close_call: 'call-closing',
  start: 'start',
  complete: 'completion',
  close: 'closing',
  cancel: 'cancellation',
};

/** The steps of the run's present state: the next one, grey with the reason while it may not be taken, and cancelling. */
function stepsOf(visit: Visit, run: RunRow, decisions: Record<RunStep, Decision>) {
  const near = (Object.keys(paths) as RunStep[]).filter((step) => runLife[step].from.includes(run.status));
  return near.map((step) => ({
    form: step,
    action: `/runs/${run.id}/${paths[step]}`,
    label: visit.t(`runs.step.${step}`),
    tone: step === 'cancel' ? 'danger' : '',
    version: run.version,
    disabled: !isAllowed(decisions[step]),
    why: whyNot(visit, decisions[step]),
    reason: step === 'cancel' ? visit.t('runs.cancelReason') : null,
    submit: step === 'cancel' ? visit.t('runs.cancelNow') : null,
  }));
}

const facts = (visit: Visit, run: RunRow) => [
  {
    label: visit.t('courses.one'),
    localised: run.courseTitle,
    href: `/courses/${run.courseId}`,
  },
  {
    label: visit.t('courses.programme'),
    localised: run.programmeTitle,
    href: `/programmes/${run.programmeId}`,
  },
  { label: visit.t('runs.place'), localised: run.place },
  ...(run.province ? [{ label: visit.t('runs.province'), text: visit.t(`places.province.${run.province}`) }] : []),
  { label: visit.t('runs.startsOn'), date: run.startsOn },
  { label: visit.t('runs.endsOn'), date: run.endsOn },
  { label: visit.t('runs.nominationOpensOn'), date: run.nominationOpensOn },
  { label: visit.t('runs.nominationClosesOn'), date: run.nominationClosesOn },
  {
    label: visit.t('runs.seats'),
    text: visit.t('runs.seatsOf', { taken: run.seatsTaken, capacity: run.capacity }),
  },
  ...ruleFacts(visit, run),
];

export function runNewPage(visit: Visit, courses: readonly CourseRow[], courseId: string | undefined) {
  const typed = visit.form?.values.courseId;
  const course = courses.find(({ id }) => id === (typeof typed === 'string' ? typed : courseId));
  return {
    title: visit.t('runs.plan'),
    breadcrumb: [{ label: visit.t('runs.title'), href: '/runs' }, { label: visit.t('runs.plan') }],
    courses: courses.map((one) => optionOf(visit, one)),
    course: course && { id: course.id, title: course.title, code: course.code },
    run: course && {
      attendanceThreshold: course.attendanceThreshold,
      excusedCounts: course.excusedCounts,
      hasAssessment: course.hasAssessment,
    },
    provinces: provinceOptions(visit),
    required: requiredOutputsForm(visit, course?.requiredOutputs ?? [], 'dueDays'),
    asked: askedForm(visit, { eligibilityRules: [], requiredDocuments: [] }),
  };
}

export function runEditPage(visit: Visit, run: RunRow, courses: readonly CourseRow[]) {
  const fixed = (field: string) => whyNot(visit, mayEditField(run.status, field));
  return {
    title: `${visit.t('runs.editTitle')} · ${run.code}`,
    breadcrumb: [
      { label: visit.t('runs.title'), href: '/runs' },
      { label: run.code, href: `/runs/${run.id}` },
      { label: visit.t('form.edit') },
    ],
    action: `/runs/${run.id}/edit`,
    back: `/runs/${run.id}`,
    run,
    courses: courses.map((one) => optionOf(visit, one)),
    provinces: provinceOptions(visit),
    required: requiredOutputsForm(visit, run.requiredOutputs, 'dueOn'),
    asked: askedForm(visit, run),
    why: {
      course: fixed('courseId'),
      window: fixed('nominationClosesOn'),
      beginning: fixed('startsOn'),
      rules: fixed('attendanceThreshold'),
      asked: fixed('eligibilityRules'),
    },
  };
}
