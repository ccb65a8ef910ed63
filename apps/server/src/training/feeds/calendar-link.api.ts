import { Body, Get, Inject, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { CONFIGURATION, type Configuration, emptyForm } from '#libs/platform';
import { type CalendarLinkFields, CalendarLinksService, calendarLinkFields, sessionAccess } from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, MayRefuse, Unkeyed } from '../../web/index.js';
import {
  calendarLinkResource,
  calendarLinkSchema,
  calendarLinksResource,
  calendarLinksSchema,
  newCalendarLinkResource,
  newCalendarLinkSchema,
} from './calendar-link.view.js';

/** One's own secret links by which calendars find timetables. */
@Api('calendar-links')
export class CalendarLinksApi {
  constructor(
    private readonly links: CalendarLinksService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Those that are not revoked, the latest first. */
  @Get()
  @Allow(sessionAccess.read)
  @Answers(calendarLinksSchema)
  async list(@CurrentActor() actor: Actor) {
    return calendarLinksResource(await this.links.list(actor));
  }

  /** The answer holds the address, which is shown this once; so it takes no Idempotency-Key. */
  @Post()
  @Unkeyed()
  @Allow(sessionAccess.read)
  @MayRefuse(404)
  @Creates(newCalendarLinkSchema, '/api/v1/calendar-links')
  async create(@CurrentActor() actor: Actor, @Body({ schema: calendarLinkFields }) fields: CalendarLinkFields) {
    return newCalendarLinkResource(await this.links.create(actor, fields), this.configuration);
  }

  @Post(':id/revocation')
  @Allow(sessionAccess.read)
  @Answers(calendarLinkSchema)
  async revoke(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return calendarLinkResource(await this.links.revoke(actor, id));
  }
}
