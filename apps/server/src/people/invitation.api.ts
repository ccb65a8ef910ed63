import { Body, Get, Param, Post } from '@nestjs/common';
import { type AcceptanceFields, acceptanceFields, InvitationsService } from '#libs/people';
import { AllowAnyone, Answers, Api, Unkeyed } from '../web/index.js';
import { invitationSchema } from './account.view.js';

/** For whoever holds the link: the token in the address is the right. */
@Api('invitations')
export class InvitationsApi {
  constructor(private readonly invitations: InvitationsService) {}

  @Get(':token')
  @AllowAnyone()
  @Answers(invitationSchema)
  async get(@Param('token') token: string) {
    const { name, email, language } = await this.invitations.find(token);
    return { name, email, language };
  }

  /** Takes no Idempotency-Key, as it carries a password; the link itself works once. */
  @Post(':token/acceptance')
  @Unkeyed()
  @AllowAnyone()
  @Answers(invitationSchema)
  async accept(@Param('token') token: string, @Body({ schema: acceptanceFields }) fields: AcceptanceFields) {
    const { name, email, language } = await this.invitations.accept(token, fields);
    return { name, email, language };
  }
}
