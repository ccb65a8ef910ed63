import type { LocalDate } from '#libs/kernel';
import type { OrganisationLine } from '#libs/people';
import type { Calendar, CalendarSession, RoomRow, RunRow, SeatedOrganisation } from '#libs/training';
import { wordIn } from '../../people/people-words.js';
import type { Visit } from '../../web/index.js';
import type { CalendarPageQuery } from './calendar.forms.js';

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

/** Rows of the resource view: whatever is booked, to a planner also what is free; last what has none. */
export function resourcesOf(visit: Visit, { query, calendar }: Shown, offered: Offered): Resource[] {
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
