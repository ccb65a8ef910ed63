import { Body, Get, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { emptyForm, MailLog, type MailQuery, mailAccess, mailQuery, mapListing } from '#libs/platform';
import { Allow, Answers, Api, CurrentActor, Id, listOf } from '../web/index.js';
import { mailDetailResource, mailDetailSchema, mailResource, mailSchema } from './mail.view.js';

/** The log of mails: to whom, whether it went, and to those it concerns what it says. */
@Api('mails')
export class MailsApi {
  constructor(private readonly mails: MailLog) {}

  @Get()
  @Allow(mailAccess.read)
  @Answers(listOf(mailSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: mailQuery }) query: MailQuery) {
    return mapListing(await this.mails.list(actor, query), mailResource);
  }

  @Get(':id')
  @Allow(mailAccess.read)
  @Answers(mailDetailSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return mailDetailResource(await this.mails.get(actor, id));
  }

  /** Of one in doubt, given up or written without a mail server: it may then arrive twice. */
  @Post(':id/resending')
  @Allow(mailAccess.sendAgain)
  @Answers(mailDetailSchema)
  async sendAgain(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    await this.mails.sendAgain(actor, id);
    return this.get(actor, id);
  }
}
