import { Get, Post } from '@nestjs/common';
import type { z } from 'zod';
import { type RunMessageFields, RunMessagesService, runMessageAccess, runMessageFields } from '#libs/nominations';
import { idField } from '#libs/platform';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../web/index.js';
import { runMessagePage } from './mail-page.view.js';

const seenMessage = runMessageFields.extend({ messageId: idField() });

/** Writing to the nominators of a run: typed, seen as it will be read, sent. */
@Pages('runs')
export class RunMessagePages {
  constructor(
    private readonly messages: RunMessagesService,
    private readonly frames: RunFrames,
  ) {}

  @Get(':runId/messages')
  @Allow(runMessageAccess.send)
  @Shows('mails/message')
  async form(visit: Visit) {
    return runMessagePage(visit, await this.frames.runFrame(visit, visit.id('runId'), 'messages'));
  }

  @Post(':runId/messages/preview')
  @Allow(runMessageAccess.send)
  @Form('form', 'message', runMessageFields)
  async preview(visit: Visit, fields: RunMessageFields) {
    const framed = await this.frames.runFrame(visit, visit.id('runId'), 'messages');
    const message = await this.messages.preview(visit.actor, visit.id('runId'), fields);
    return new OtherPage('mails/message', runMessagePage(visit, framed, fields, message));
  }

  @Post(':runId/messages')
  @Allow(runMessageAccess.send)
  @Form('form', 'message', seenMessage)
  async send(visit: Visit, { messageId, ...fields }: z.output<typeof seenMessage>) {
    const { receivers } = await this.messages.send(visit.actor, visit.id('runId'), fields, messageId);
    return visit.to(`/mails?subjectId=${visit.id('runId')}`, 'mail.message.sent', { count: receivers.length });
  }
}
