import { Body, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type RunMessageFields, RunMessagesService, runMessageAccess, runMessageFields } from '#libs/nominations';
import { Allow, Answers, Api, CurrentActor, Id } from '../web/index.js';
import { type RunMessageQuery, runMessageQuery, runMessageResource, runMessageSchema } from './mail.view.js';

/** Mails to the nominators of a run. */
@Api('runs')
export class RunMessagesApi {
  constructor(private readonly messages: RunMessagesService) {}

  /** With `preview=true` nothing is sent: the answer says who would read what. */
  @Post(':runId/messages')
  @Allow(runMessageAccess.send)
  @Answers(runMessageSchema)
  async send(
    @CurrentActor() actor: Actor,
    @Id('runId') runId: string,
    @Query({ schema: runMessageQuery }) { preview }: RunMessageQuery,
    @Body({ schema: runMessageFields }) fields: RunMessageFields,
  ) {
    const isSent = preview === 'false';
    const message = await this.messages[isSent ? 'send' : 'preview'](actor, runId, fields);
    return runMessageResource(message, isSent);
  }
}
