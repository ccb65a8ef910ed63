import { addDays, type LocalDate, localDateOf, timeOfDay, weekdayOf } from '#libs/kernel';
import type { Calendar, CalendarSession } from '#libs/training';
import { wordIn } from '../../people/people-words.js';
import type { Visit } from '../../web/index.js';
import { sessionKindWord } from '../training-words.js';

/** The tables of the calendar: what is read without a script, on a phone and on paper. */

/** Sessions as lines of these tables, with the names of what they point to. */
export class CalendarLines {
  private readonly runs: Map<string, Calendar['runs'][number]>;
  private readonly rooms: Map<string, Calendar['rooms'][number]>;
  private readonly instructors: Map<string, string>;

  constructor(
    private readonly visit: Visit,
    private readonly calendar: Calendar,
  ) {
    this.runs = new Map(calendar.runs.map((run) => [run.id, run]));
    this.rooms = new Map(calendar.rooms.map((room) => [room.id, room]));
    this.instructors = new Map(calendar.instructors.map(({ personId, name }) => [personId, name]));
  }

  line(session: CalendarSession) {
    const room = session.roomId === null ? undefined : this.rooms.get(session.roomId);
    return {
      href: `/sessions/${session.id}`,
      from: timeOfDay(session.startsAt),
      to: timeOfDay(session.endsAt),
      topic: session.topic,
      run: this.runs.get(session.runId)?.code ?? '',
      number: session.number,
      kind: sessionKindWord(this.visit, session.kind),
      room: room ? `${room.code} · ${wordIn(this.visit, room.name)}` : wordIn(this.visit, session.place),
      instructors: session.instructorIds.map((id) => this.instructors.get(id) ?? '').join(', '),
      isOff: session.status === 'cancelled',
    };
  }

  /** A day as a column, a cell or a heading of one of the tables. */
  day(date: LocalDate, today: LocalDate) {
    return {
      date,
      day: Number(date.slice(8)),
      weekday: this.visit.t(`calendar.weekday.${weekdayOf(date)}`),
      isToday: date === today,
      holidays: this.calendar.holidays
        .filter(({ startsOn, endsOn }) => startsOn <= date && endsOn >= date)
        .map((holiday) => ({
          text: this.visit.t('calendar.holiday', {
            name: wordIn(this.visit, holiday.name),
            country: this.visit.t(`organisations.country.${holiday.country}`),
          }),
        })),
    };
  }
}

/** Date → what is held then. One that goes on over midnight is held on both days; one that ends at midnight is not. */
export function byDay(sessions: readonly CalendarSession[]): Map<LocalDate, CalendarSession[]> {
  const held = new Map<LocalDate, CalendarSession[]>();
  for (const session of sessions) {
    const last = localDateOf(new Date(session.endsAt.getTime() - 1));
    for (let day = localDateOf(session.startsAt); day <= last; day = addDays(day, 1))
      held.get(day)?.push(session) ?? held.set(day, [session]);
  }
  return held;
}
