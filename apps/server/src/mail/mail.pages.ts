import { Get, Post } from '@nestjs/common';
import { MailLog, mailAccess, mailQuery } from '#libs/platform';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { mailPage, mailsPage } from './mail-page.view.js';

@Pages('mails')
export class MailPages {
  constructor(private readonly mails: MailLog) {}

  @Get()
  @Allow(mailAccess.read)
  @Shows('mails/index')
  async index(visit: Visit) {
    const query = visit.read(mailQuery);
    return mailsPage(visit, query, await this.mails.list(visit.actor, query));
  }

  @Get(':id')
  @Allow(mailAccess.read)
  @Shows('mails/show')
  async show(visit: Visit) {
    return mailPage(visit, await this.mails.get(visit.actor, visit.id()));
  }

  @Post(':id/resending')
  @Allow(mailAccess.sendAgain)
  @Form('show', 'resend')
  async sendAgain(visit: Visit) {
    await this.mails.sendAgain(visit.actor, visit.id());
    return visit.to(`/mails/${visit.id()}`, 'mail.sendingAgain');
  }
}
