import { Get } from '@nestjs/common';
import { Clock, isGranted, type LocalDate, localDateOf } from '#libs/kernel';
import { OrganisationsService } from '#libs/people';
import {
  type Calendar,
  CalendarService,
  calendarQuery,
  RoomsService,
  type RunRow,
  RunsService,
  roomQuery,
  runQuery,
  sessionAccess,
} from '#libs/training';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { Instructors } from '../instructors.js';
import { type CalendarPageQuery, calendarPageQuery } from './calendar.forms.js';
import { monthOf, weekOf } from './calendar-days.js';
import { calendarPage } from './calendar-page.view.js';
import type { Offered } from './calendar-resources.view.js';

const everything = { pageSize: 200, total: 'false' };

@Pages('calendar')
export class CalendarPages {
  constructor(
    private readonly calendar: CalendarService,
    private readonly runs: RunsService,
    private readonly rooms: RoomsService,
    private readonly instructors: Instructors,
    private readonly organisations: OrganisationsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow(sessionAccess.read)
  @Shows('calendar/index')
  async index(visit: Visit) {
    const query = visit.read(calendarPageQuery);
    const today = localDateOf(this.clock.now());
    const { view, by: _, date = today, ...filtered } = query;
    const days = view === 'month' ? monthOf(date) : weekOf(date);
    const calendar = await this.calendar.show(
      visit.actor,
      calendarQuery.parse({ from: days[0], to: days.at(-1), ...filtered }),
    );
    const offered = await this.offered(visit, query, days, calendar);
    return calendarPage(visit, { query, days, date, today, calendar }, offered);
  }

  private async offered(
    visit: Visit,
    query: CalendarPageQuery,
    days: readonly LocalDate[],
    calendar: Calendar,
  ): Promise<Offered> {
    const { actor } = visit;
    const path = this.calendar.organisationsInSight(actor);
    const rooms = await this.rooms.list(actor, roomQuery.parse(everything));
    const known = calendar.instructors.map(({ personId, name }) => ({ value: personId, label: name }));
    const assignable = isGranted(actor, sessionAccess.write) ? await this.instructors.options(actor) : [];
    const byOrganisation = query.view === 'resource' && query.by === 'organisation';
    return {
      runs: await this.runsOf(visit, query.runId, days),
      rooms: rooms.items,
      instructors: [...new Map([...assignable, ...known].map((one) => [one.value, one])).values()],
      organisations: path === null ? [] : await this.organisations.tree(actor, path),
      seated: byOrganisation
        ? await this.calendar.organisationsIn(
            actor,
            calendar.runs.map(({ id }) => id),
          )
        : [],
    };
  }

  /** Those with a day among these, and the one that is looked at wherever it lies. */
  private async runsOf({ actor }: Visit, runId: string | undefined, days: readonly LocalDate[]): Promise<RunRow[]> {
    const asked = runQuery.parse({ ...everything, from: days[0], to: days.at(-1) });
    const { items } = await this.runs.list(actor, asked);
    const isMissing = runId !== undefined && items.every(({ id }) => id !== runId);
    return isMissing ? [...items, await this.runs.describe(actor, runId)] : items;
  }
}
