import { isGranted } from '#libs/kernel';
import { roomAccess, sessionAccess } from '#libs/training';
import type { Visit } from '../web/index.js';

/** The pages about when and where, beside each other; those the visitor may open. */
export const timetableTabs = (visit: Visit, current: 'calendar' | 'rooms' | 'holidays') => [
  ...(isGranted(visit.actor, sessionAccess.read)
    ? [{ label: visit.t('layout.nav.calendar'), href: '/calendar', current: current === 'calendar' }]
    : []),
  ...(isGranted(visit.actor, roomAccess.read)
    ? [{ label: visit.t('layout.nav.rooms'), href: '/rooms', current: current === 'rooms' }]
    : []),
  { label: visit.t('layout.nav.holidays'), href: '/holidays', current: current === 'holidays' },
];
