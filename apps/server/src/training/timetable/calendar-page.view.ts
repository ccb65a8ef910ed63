import { type LocalDate, officialMonth, officialPeriod, period } from '#libs/kernel';
import type { OrganisationLine } from '#libs/people';
import {
  type Calendar,
  type CalendarSession,
  type RoomRow,
  type RunRow,
  type SeatedOrganisation,
} from '#libs/training';
import { organisationOptions, wordIn } from '../../people/people-words.js';
import { listAddress, type Visit } from '../../web/index.js';
import { timetableTabs } from '../timetable-tabs.js';
import { optionOf } from '../training-words.js';
import { type CalendarPageQuery, calendarKinds, calendarResources } from './calendar.forms.js';
import { neighbours } from './calendar-days.js';
import { calendarLive } from './calendar-live.view.js';
import { byDay, CalendarLines } from './calendar-table.view.js';

export interface Shown {
  query: CalendarPageQuery;
  /** Whole weeks. */
  days: readonly LocalDate[];
  date: LocalDate;
  today: LocalDate;
  calendar: Calendar;
}

/** What there is to choose from: in the filters, and as rows of the resource view. */
export interface Offered {
  runs: readonly RunRow[];
  rooms: readonly RoomRow[];
  instructors: readonly { value: string; label: string }[];
  organisations: readonly OrganisationLine[];
  seated: readonly SeatedOrganisation[];
}

export interface Resource {
  id: string;
  label: string;
  sub: string;
  sessions: readonly CalendarSession[];
}

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

/** Rows of the resource view: whatever is booked, to a planner also what is free; last what has none. */
function resourcesOf(visit: Visit, { query, calendar }: Shown, offered: Offered): Resource[] {
  const found = possible(visit, query, calendar, offered);
  const resources = found.map(({ belongs, ...resource }) => ({
    ...resource,
    sessions: calendar.sessions.filter(belongs),
  }));
  const withRow = new Set(resources.flatMap(({ sessions }) => sessions.map(({ id }) => id)));
  const others = calendar.sessions.filter(({ id }) => !withRow.has(id));
  const none = { id: '', label: visit.t(`calendar.none.${query.by}`), sub: '', sessions: others };
  return others.length > 0 ? [...resources, none] : resources;
}

function possible(visit: Visit, { by }: CalendarPageQuery, calendar: Calendar, offered: Offered) {
  switch (by) {
    case 'room':
      return offered.rooms.map((room) => ({
        id: room.id,
        label: room.code,
        sub: wordIn(visit, room.name),
        belongs: ({ roomId }: CalendarSession) => roomId === room.id,
      }));
    case 'run':
      return calendar.runs.map((run) => ({
        id: run.id,
        label: run.code,
        sub: wordIn(visit, run.courseTitle),
        belongs: ({ runId }: CalendarSession) => runId === run.id,
      }));
    case 'instructor':
      return offered.instructors.map(({ value, label }) => ({
        id: value,
        label,
        sub: '',
        belongs: ({ instructorIds }: CalendarSession) => instructorIds.includes(value),
      }));
    case 'organisation':
      return offered.organisations.flatMap(({ id, name }) => {
        const runIds = new Set(offered.seated.flatMap((seat) => (seat.organisationId === id ? [seat.runId] : [])));
        const belongs = ({ runId }: CalendarSession) => runIds.has(runId);
        return runIds.size > 0 ? [{ id, label: wordIn(visit, name), sub: '', belongs }] : [];
      });
  }
}
