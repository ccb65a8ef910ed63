import { Get, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type CalendarQuery, CalendarService, calendarQuery, sessionAccess } from '#libs/training';
import { Allow, Answers, Api, CurrentActor } from '../../web/index.js';
import { calendarResource, calendarSchema } from './calendar.view.js';

/** What is held in some days, at most 62, in all runs whose timetable the caller sees. */
@Api('calendar')
export class CalendarApi {
  constructor(private readonly calendar: CalendarService) {}

  @Get()
  @Allow(sessionAccess.read)
  @Answers(calendarSchema)
  async show(@CurrentActor() actor: Actor, @Query({ schema: calendarQuery }) query: CalendarQuery) {
    return calendarResource(await this.calendar.show(actor, query));
  }
}
