import { pickText } from '#libs/kernel';
import type { Configuration } from '#libs/platform';
import type { FeedKind, FeedSubject, NewLink, SeenSubject, ShownLink } from '#libs/training';
import type { Visit } from '../../web/index.js';
import { timetableTabs } from '../timetable-tabs.js';
import { feedUrl } from './calendar-link.view.js';

const nameOf = (visit: Visit, kind: FeedKind, name: SeenSubject['name']): string =>
  name === null
    ? visit.t(`calendar-links.kind.${kind}`)
    : `${name.code} · ${pickText(name.title, visit.language).text}`;

/** A button that makes a link. */
const offer = (visit: Visit, { kind, subjectId }: FeedSubject, name: SeenSubject['name']) => ({
  name: nameOf(visit, kind, name),
  form: `link-${kind}`,
  fields: [{ name: 'kind', value: kind }, ...(subjectId ? [{ name: 'subjectId', value: subjectId }] : [])],
});

export function calendarLinksPage(
  visit: Visit,
  wanted: (FeedSubject & { name: SeenSubject['name'] }) | null,
  own: readonly FeedKind[],
  links: readonly ShownLink[],
) {
  const { t } = visit;
  const subjects = [
    ...(wanted ? [wanted] : []),
    ...own.filter((kind) => kind !== wanted?.kind).map((kind) => ({ kind, subjectId: null, name: null })),
  ];
  return {
    title: t('calendar-links.title'),
    tabs: timetableTabs(visit, 'links'),
    offers: subjects.map((subject) => offer(visit, subject, subject.name)),
    rows: links.map(({ link, subject }) => ({
      name: subject ? nameOf(visit, link.kind, subject.name) : t(`calendar-links.kind.${link.kind}`),
      kind: subject?.name ? t(`calendar-links.kind.${link.kind}`) : null,
      dead: subject === null ? { text: t('calendar-links.dead'), tone: 'attention' } : null,
      createdAt: link.createdAt,
      lastUsedAt: link.lastUsedAt,
      form: `revoke-${link.id}`,
      action: `/calendar/links/${link.id}/revocation`,
    })),
  };
}

/** The address, this once, with what calendars make of it by one click. */
export function newLinkPage(visit: Visit, { link, subject, token }: NewLink, configuration: Configuration) {
  const { t } = visit;
  const url = feedUrl(configuration, token);
  const webcal = url.replace(/^https?:/, 'webcal:');
  return {
    title: t('calendar-links.created.title'),
    breadcrumb: [
      { label: t('calendar-links.title'), href: '/calendar/links' },
      { label: t('calendar-links.created.title') },
    ],
    name: nameOf(visit, link.kind, subject?.name ?? null),
    url,
    webcal,
    google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
  };
}
