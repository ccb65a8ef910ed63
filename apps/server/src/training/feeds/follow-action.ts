import type { Visit } from '../../web/index.js';

/** Where a timetable is shown: the way to have it in one's own calendar. */
export const followAction = (visit: Visit, kind: 'run' | 'room', subjectId: string) => ({
  label: visit.t('calendar-links.follow'),
  href: `/calendar/links?${new URLSearchParams({ kind, subjectId })}`,
  tone: 'secondary',
  icon: 'calendar',
});
