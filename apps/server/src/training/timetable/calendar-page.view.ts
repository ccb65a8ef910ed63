import { type LocalDate, officialMonth, officialPeriod, period } from '#libs/kernel';
import { type CalendarSession } from '#libs/training';
import { organisationOptions } from '../../people/people-words.js';
import { listAddress, type Visit } from '../../web/index.js';
import { timetableTabs } from '../timetable-tabs.js';
import { optionOf } from '../training-words.js';
import { type CalendarPageQuery, calendarKinds, calendarResources } from './calendar.forms.js';
import { neighbours } from './calendar-days.js';
import { calendarLive } from './calendar-live.view.js';
import { type Offered, resourcesOf, type Shown } from './calendar-resources.view.js';
import { byDay, CalendarLines } from './calendar-table.view.js';

export function calendarPage(visit: Visit, shown: Shown, offered: Offered) {
  const { query, days, date, today } = shown;
  const isMonth = query.view === 'month';
  const lines = new CalendarLines(visit, shown.calendar);
  const held = byDay(shown.calendar.sessions);
  const linesOf = (sessions: readonly CalendarSession[] | undefined) =>
    (sessions ?? []).map((session) => lines.line(session));
  const dayOf = (day: LocalDate) => ({ ...lines.day(day, today), lines: linesOf(held.get(day)) });
  const resources = query.view === 'resource' ? resourcesOf(visit, shown, offered) : [];
  return {
    title: titleOf(visit, shown),
    lead: visit.t('calendar.lead'),
    tabs: timetableTabs(visit, 'calendar'),
    ...addresses(visit, shown, offered.organisations.length > 0),
    ...filters(visit, query, offered),
    isWeek: query.view === 'week',
    isMonth,
    isResource: query.view === 'resource',
    isEmpty: shown.calendar.sessions.length === 0,
    days: days.map(dayOf),
    weeks: isMonth
      ? weeksOf(days).map((week) => week.map((day) => ({ ...dayOf(day), isOther: !isIn(day, date) })))
      : [],
    resourceLabel: visit.t(`calendar.by.${query.by}`),
    resources: resources.map(({ id, label, sub, sessions }) => {
      const own = byDay(sessions);
      return {
        id,
        label,
        sub,
        days: days.map((day) => ({ ...lines.day(day, today), lines: linesOf(own.get(day)) })),
      };
    }),
    ...calendarLive(visit, shown, offered, resources),
  };
}

function titleOf({ t, language }: Visit, { query, days, date }: Shown): string {
  const when =
    query.view === 'month' ? officialMonth(date, language) : officialPeriod(period(days[0]!, days.at(-1)!), language);
  return t(query.view === 'month' ? 'calendar.ofMonth' : 'calendar.ofWeek', { when });
}

/** Where the buttons lead: they keep what is filtered. */
function addresses(visit: Visit, { query, date, today }: Shown, mayAskForOrganisations: boolean) {
  const { view, by, date: _, ...filtered } = query;
  const rows = view === 'resource' ? by : undefined;
  const address = (more: object) => listAddress('/calendar', { view, by: rows, date, ...filtered, ...more });
  const { before, after } = neighbours(date, view === 'month');
  const current = rows ?? view;
  const views = [
    ...calendarKinds.map((name) => ({ name, href: address({ view: name, by: undefined }) })),
    ...calendarResources
      .filter((name) => name !== 'organisation' || mayAskForOrganisations)
      .map((name) => ({ name, href: address({ view: 'resource', by: name }) })),
  ];
  return {
    before: address({ date: before }),
    after: address({ date: after }),
    now: address({ date: today }),
    views: views.map(({ name, href }) => ({
      href,
      label: visit.t(`calendar.view.${name}`),
      current: name === current,
    })),
  };
}

function filters(visit: Visit, { view, by, date, ...filtered }: CalendarPageQuery, offered: Offered) {
  const { runId, roomId, instructorId, organisationId } = filtered;
  const field = (name: string, value: string | undefined, options: readonly { value: string; label: string }[]) => ({
    name,
    label: visit.t(`calendar.filter.${name}`),
    value: value ?? '',
    options,
  });
  const runs = offered.runs.map((run) => optionOf(visit, { ...run, title: run.courseTitle }));
  const rooms = offered.rooms.map((room) => optionOf(visit, { ...room, title: room.name }));
  return {
    fields: [
      { name: 'date', label: visit.t('calendar.filter.date'), value: date ?? '', type: 'date' },
      field('runId', runId, runs),
      field('roomId', roomId, rooms),
      field('instructorId', instructorId, offered.instructors),
      ...(offered.organisations.length > 0
        ? [field('organisationId', organisationId, organisationOptions(visit, offered.organisations))]
        : []),
    ],
    kept: [{ name: 'view', value: view }, ...(view === 'resource' ? [{ name: 'by', value: by }] : [])],
    isFiltered: Object.values(filtered).some(Boolean),
    clear: listAddress('/calendar', { view, by: view === 'resource' ? by : undefined, date }),
  };
}

const isIn = (day: LocalDate, month: LocalDate): boolean => day.slice(0, 7) === month.slice(0, 7);

const weeksOf = (days: readonly LocalDate[]): LocalDate[][] =>
  Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
