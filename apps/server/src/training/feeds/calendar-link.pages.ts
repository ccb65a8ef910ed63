import { Get, Inject, Post } from '@nestjs/common';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { type CalendarLinkFields, CalendarLinksService, calendarLinkFields, sessionAccess } from '#libs/training';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../../web/index.js';
import { calendarLinksPage, newLinkPage } from './calendar-links-page.view.js';

@Pages('calendar/links')
export class CalendarLinkPages {
  constructor(
    private readonly links: CalendarLinksService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** With `kind` and `subjectId` it offers a link to that run or room first. */
  @Get()
  @Allow(sessionAccess.read)
  @Shows('calendar-links/index')
  async index(visit: Visit) {
    const asked = visit.query.kind ? visit.read(calendarLinkFields) : null;
    const wanted = asked && { ...asked, name: (await this.links.look(visit.actor, asked)).name };
    return calendarLinksPage(visit, wanted, await this.links.own(visit.actor), await this.links.list(visit.actor));
  }

  @Post()
  @Allow(sessionAccess.read)
  @Form('index', 'link', calendarLinkFields)
  async create(visit: Visit, fields: CalendarLinkFields) {
    const link = await this.links.create(visit.actor, fields);
    return new OtherPage('calendar-links/created', newLinkPage(visit, link, this.configuration), 201);
  }

  @Post(':id/revocation')
  @Allow(sessionAccess.read)
  @Form('index', 'revoke')
  async revoke(visit: Visit) {
    await this.links.revoke(visit.actor, visit.id());
    return visit.to('/calendar/links', 'calendar-links.notice.revoked');
  }
}
