import { isGranted } from '#libs/kernel';
import { isOver, sessionAccess } from '#libs/training';
import { countryOptions } from '../../people/people-words.js';
import type { Visit } from '../../web/index.js';
import { optionOf, sessionKindOptions } from '../training-words.js';
import type { Offered, Resource, Shown } from './calendar-resources.view.js';

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** What a session may be without: dragged there, it has none any more. */
const emptiable: readonly string[] = ['room', 'instructor'];

/** What the script of the page draws with (`browser/calendar/page.ts`), and what its dialogs offer to a planner. */
export function calendarLive(visit: Visit, shown: Shown, offered: Offered, resources: readonly Resource[]) {
  const { view, by, date: _, ...filters } = shown.query;
  const mayWrite = isGranted(visit.actor, sessionAccess.write);
  const openRuns = offered.runs.filter(({ status }) => !isOver(status));
  const live = {
    view,
    by,
    from: shown.days[0],
    to: shown.days.at(-1),
    date: shown.date,
    filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value)),
    mayWrite,
    resources: [
      ...resources.map(({ id, label, sub, sessions }) => ({
        id: id || 'none',
        title: [label, sub].filter(Boolean).join(' · '),
        ...(by === 'organisation' && { runIds: [...new Set(sessions.map(({ runId }) => runId))] }),
      })),
      ...(emptiable.includes(by) && resources.every(({ id }) => id !== '')
        ? [{ id: 'none', title: visit.t(`calendar.none.${by}`) }]
        : []),
    ],
    openRuns: shown.calendar.runs.flatMap(({ id, status }) => (isOver(status) ? [] : [id])),
    words: {
      weekdays: weekdays.map((day) => visit.t(`calendar.weekdayShort.${day}`)),
      countries: Object.fromEntries(countryOptions(visit).map(({ value, label }) => [value, label])),
      off: visit.t('calendar.off'),
      moved: visit.t('calendar.moved'),
      added: visit.t('calendar.added'),
      failed: visit.t('calendar.failed'),
      notThere: visit.t('calendar.notThere'),
    },
  };
  return {
    live: JSON.stringify(live),
    mayWrite,
    choices: mayWrite && {
      runs: openRuns.map((run) => optionOf(visit, { ...run, title: run.courseTitle })),
      rooms: offered.rooms.map((room) => optionOf(visit, { ...room, title: room.name })),
      kinds: sessionKindOptions(visit),
      runId: filters.runId ?? '',
    },
  };
}
