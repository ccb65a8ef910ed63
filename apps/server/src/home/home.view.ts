import { daysBetween, hasRole, localDateOf } from '#libs/kernel';
import type { RunRow } from '#libs/training';
import { rollCallLink } from '../attendance/roll-call/roll-call-link.js';
import type { Visit } from '../web/index.js';
import { navigationOf } from '../web/navigation.js';
import type { WaitingItem } from './waiting.js';

export const frontPage = (visit: Visit, calls: RunRow[]) => ({
  title: visit.t('home.front.title'),
  calls: calls.map((call) => ({
    title: call.courseTitle,
    place: call.place,
    startsOn: call.startsOn,
    endsOn: call.endsOn,
    closesOn: call.nominationClosesOn,
    seats: call.capacity,
    href: `/runs/${call.id}`,
  })),
});

export function waitingPage(visit: Visit, items: WaitingItem[], now: Date) {
  const today = localDateOf(now);
  return {
    title: visit.t('home.waiting.title'),
    lead: visit.actor.name,
    actions: hasRole(visit.actor, 'instructor') ? rollCallLink(visit) : [],
    items: items.map((item) => ({
      icon: item.kind,
      text: visit.t(item.textKey, item.args),
      href: item.href,
      ageDays: item.at ? Math.max(0, daysBetween(localDateOf(item.at), today)) : null,
      who: item.who ? visit.t(item.who.key, item.who.args) : null,
      hasAge: item.at !== null,
      deadline: item.deadline,
      isOverdue: item.deadline !== null && item.deadline < today,
      isEscalated: item.isEscalated ?? false,
    })),
    shortcuts: navigationOf(visit.actor, visit.path)
      .filter(({ href }) => href !== '/')
      .map(({ key, href }) => ({ label: visit.t(`layout.nav.${key}`), href })),
  };
}
