import type { INestApplicationContext } from '@nestjs/common';
import { addDays, instantOf, type LocalDate } from '#libs/kernel';
import {
  HolidaysService,
  type RoomKind,
  RoomsService,
  roomFields,
  SessionsService,
  sessionFields,
} from '#libs/training';
import type { Cast } from './cast.js';
import { demoCourses, demoPlaces } from './courses.js';
import type { DemoClock } from './demo-clock.js';
import type { DemoRun } from './demo-run.js';
import { demoRooms } from './rooms.js';

/** Rooms and sites, and the sessions of runs in them. */
export class DemoTimetable {
  private readonly roomIds = new Map<string, string>();

  constructor(
    private readonly context: INestApplicationContext,
    private readonly clock: DemoClock,
    private readonly cast: Cast,
  ) {}

  /** Before the first run is planned. */
  async furnish(): Promise<void> {
    const rooms = this.context.get(RoomsService);
    for (const { at, host, closed, ...about } of demoRooms) {
      const fields = roomFields.parse({
        ...about,
        hostOrganisationId: host?.organisation ? this.cast.organisations.get(host.organisation) : null,
        hostName: host?.name ?? '',
        hostPhone: host?.phone ?? '',
      });
      const { id, version } = await rooms.add(this.planner, fields);
      if (!this.roomIds.has(`${at} ${about.kind}`)) this.roomIds.set(`${at} ${about.kind}`, id);
      if (!closed) continue;
      const [inDays, days, reason] = closed;
      const startsOn = this.clock.day(inDays);
      await rooms.close(this.planner, id, version, [{ startsOn, endsOn: addDays(startsOn, days - 1), reason }]);
    }
  }

  /** One session a topic, spread over the run, on no holiday of either country. */
  async plan(runId: string, { course, startsIn, length, place }: DemoRun): Promise<void> {
    const { topics, units } = demoCourses[course]!;
    const days = await this.workingDays(startsIn, length);
    for (const [index, { kind, ...topic }] of topics.entries()) {
      // A run that is under way has a session today, unless today is a holiday.
      const wished = this.clock.day(startsIn + Math.round((index * length) / topics.length));
      const at = days.findIndex((day) => day >= wished);
      const [date] = days.splice(at, 1) as [LocalDate];
      await this.context.get(SessionsService).schedule(
        this.planner,
        runId,
        sessionFields.parse({
          topic,
          kind,
          units: Math.max(1, Math.round(units / topics.length)),
          startsAt: instantOf(date, '08:00').toISOString(),
          endsAt: instantOf(date, '16:30').toISOString(),
          place: demoPlaces[place],
          roomId: this.roomAt(place, kind === 'site_visit' ? 'site' : 'room'),
          instructorIds: [this.cast.instructorIds[0], this.cast.instructorIds[1 + (index % 3)]],
        }),
      );
    }
  }

  private async workingDays(startsIn: number, length: number): Promise<LocalDate[]> {
    const [first, last] = [this.clock.day(startsIn), this.clock.day(startsIn + length)];
    const holidays = await this.context.get(HolidaysService).between(first, last);
    const days = Array.from({ length: length + 1 }, (_, index) => addDays(first, index));
    return days.filter((day) => !holidays.some(({ startsOn, endsOn }) => startsOn <= day && endsOn >= day));
  }

  private roomAt(place: string, kind: RoomKind): string | null {
    return this.roomIds.get(`${place} ${kind}`) ?? null;
  }

  private get planner() {
    return this.cast.actor('vn_coordinator');
  }
}
