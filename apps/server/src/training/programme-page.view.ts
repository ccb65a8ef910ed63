import { pickText } from '#libs/kernel';
import type { Listing, ListQuery } from '#libs/platform';
import type { CourseRow, Programme, ProgrammeRow } from '#libs/training';
import { pagingOfListing, type Visit } from '../web/index.js';

const crumbs = (visit: Visit, ...more: { label: string; href?: string }[]) => [
  { label: visit.t('programmes.title'), href: '/programmes' },
  ...more,
];

export const programmesPage = (visit: Visit, query: ListQuery, listing: Listing<ProgrammeRow>, mayWrite: boolean) => ({
  title: visit.t('programmes.title'),
  q: query.q ?? '',
  isFiltered: Boolean(query.q),
  actions: mayWrite ? [{ label: visit.t('programmes.add'), href: '/programmes/new', icon: 'plus' }] : [],
  rows: listing.items.map(({ id, code, title, description, courses }) => ({
    href: `/programmes/${id}`,
    code,
    title,
    description,
    courses,
  })),
  paging: pagingOfListing(visit, '/programmes', listing),
});

export const programmePage = (visit: Visit, programme: Programme, courses: Listing<CourseRow>, mayWrite: boolean) => ({
  title: pickText(programme.title, visit.language).text,
  localised: programme.title,
  breadcrumb: crumbs(visit, { label: programme.code }),
  kicker: programme.code,
  description: programme.description,
  hasDescription: Object.values(programme.description).some(Boolean),
  actions: mayWrite
    ? [
        { label: visit.t('courses.add'), href: `/courses/new?programmeId=${programme.id}`, icon: 'plus' },
        { label: visit.t('form.edit'), href: `/programmes/${programme.id}/edit`, tone: 'secondary', icon: 'edit' },
      ]
    : [],
  courses: courses.items.map(({ id, code, title, units }) => ({ href: `/courses/${id}`, code, title, units })),
});

export const programmeFormPage = (visit: Visit, programme: Programme | null) => ({
  title: visit.t(programme ? 'programmes.editTitle' : 'programmes.addTitle'),
  breadcrumb: crumbs(visit, ...(programme ? [{ label: programme.code, href: `/programmes/${programme.id}` }] : []), {
    label: visit.t(programme ? 'form.edit' : 'programmes.add'),
  }),
  action: programme ? `/programmes/${programme.id}/edit` : '/programmes/new',
  programme: programme && { code: programme.code, title: programme.title, description: programme.description },
  version: programme?.version ?? null,
  back: programme ? `/programmes/${programme.id}` : '/programmes',
});
