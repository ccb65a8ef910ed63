import { isGranted } from '#libs/kernel';
import { roomAccess, sessionAccess } from '#libs/training';
import type { Visit } from '../web/index.js';

/** The pages about when and where, beside each other; those the visitor may open. */
export const timetableTabs = (visit: Visit, current: 'calendar' | 'links' | 'rooms' | 'holidays') => [
  ...(isGranted(visit.actor, sessionAccess.read)
    ? [
        { label: visit.t('layout.nav.calendar'), href: '/calendar', current: current === 'calendar' },
        { label: visit.t('calendar-links.title'), href: '/calendar/links', current: current === 'links' },
      ]
    : []),
  ...(isGranted(visit.actor, roomAccess.read)
    ? [{ label: visit.t('layout.nav.rooms'), href: '/rooms', current: current === 'rooms' }]
    : []),
  { label: visit.t('layout.nav.holidays'), href: '/holidays', current: current === 'holidays' },
];
