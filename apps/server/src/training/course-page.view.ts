import { pickText } from '#libs/kernel';
import type { Listing } from '#libs/platform';
import type {
  CertificateRules,
  CourseQuery,
  CourseRow,
  ProgrammeRow,
  RequiredOfCourse,
  RequiredOfRun,
  RunRow,
} from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';
import { requiredOutputsForm } from './required-outputs.forms.js';
import { requiredOutputsWords } from './required-outputs.words.js';
import { optionOf, runBadge } from './training-words.js';

const crumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: visit.t('courses.title'), href: '/courses' },
  ...more,
];

export const coursesPage = (
  visit: Visit,
  query: CourseQuery,
  listing: Listing<CourseRow>,
  programmes: readonly ProgrammeRow[],
  mayWrite: boolean,
) => ({
  title: visit.t('courses.title'),
  q: query.q ?? '',
  isFiltered: Boolean(query.q || query.programmeId),
  fields: [
    {
      name: 'programmeId',
      label: visit.t('courses.programme'),
      value: query.programmeId ?? '',
      options: programmes.map((programme) => optionOf(visit, programme)),
    },
  ],
  actions: [
    ...(mayWrite ? [{ label: visit.t('courses.add'), href: '/courses/new', icon: 'plus' }] : []),
    { label: visit.t('programmes.title'), href: '/programmes', tone: 'secondary' },
  ],
  rows: listing.items.map(({ id, code, title, programmeTitle, units, attendanceThreshold }) => ({
    href: `/courses/${id}`,
    code,
    title,
    programmeTitle,
    units,
    attendanceThreshold,
  })),
  paging: pagingOfListing(visit, '/courses', listing),
});

/** What must be reached for a certificate, in words. */
export const ruleFacts = (
  visit: Visit,
  rules: CertificateRules<RequiredOfCourse> | CertificateRules<RequiredOfRun>,
) => [
  {
    label: visit.t('courses.attendance'),
    text: visit.t(rules.excusedCounts ? 'courses.attendanceExcused' : 'courses.attendanceAtLeast', {
      percent: rules.attendanceThreshold,
    }),
  },
  { label: visit.t('courses.requiredOutputs'), text: requiredOutputsWords(visit, rules.requiredOutputs) },
  {
    label: visit.t('courses.assessment'),
    text: visit.t(rules.hasAssessment ? 'courses.assessed' : 'courses.notAssessed'),
  },
];

export const coursePage = (visit: Visit, course: CourseRow, runs: Listing<RunRow>, mayWrite: boolean) => ({
  title: pickText(course.title, visit.language).text,
  localised: course.title,
  kicker: course.code,
  breadcrumb: crumbs(visit, { label: course.code }),
  actions: mayWrite
    ? [
        { label: visit.t('runs.plan'), href: `/runs/new?courseId=${course.id}`, icon: 'plus' },
        { label: visit.t('form.edit'), href: `/courses/${course.id}/edit`, tone: 'secondary', icon: 'edit' },
      ]
    : [],
  objectives: course.objectives,
  hasObjectives: Object.values(course.objectives).some(Boolean),
  facts: [
    {
      label: visit.t('courses.programme'),
      localised: course.programmeTitle,
      href: `/programmes/${course.programmeId}`,
    },
    { label: visit.t('courses.units'), number: course.units },
    ...ruleFacts(visit, course),
  ],
  runs: runs.items.map(({ id, code, place, startsOn, endsOn, status }) => ({
    href: `/runs/${id}`,
    code,
    place,
    startsOn,
    endsOn,
    badge: runBadge(visit, status),
  })),
});

export const courseFormPage = (visit: Visit, course: CourseRow | null, programmes: readonly ProgrammeRow[]) => ({
  title: visit.t(course ? 'courses.editTitle' : 'courses.addTitle'),
  breadcrumb: crumbs(visit, ...(course ? [{ label: course.code, href: `/courses/${course.id}` }] : []), {
    label: visit.t(course ? 'form.edit' : 'courses.add'),
  }),
  action: course ? `/courses/${course.id}/edit` : '/courses/new',
  programmes: programmes.map((programme) => optionOf(visit, programme)),
  required: requiredOutputsForm(visit, course?.requiredOutputs ?? [], 'dueDays'),
  course: course ?? { programmeId: visit.query.programmeId ?? '', attendanceThreshold: 80 },
  version: course?.version ?? null,
  back: course ? `/courses/${course.id}` : '/courses',
});
