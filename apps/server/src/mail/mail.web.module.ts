import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { MailsApi } from './mail.api.js';
import { MailPages } from './mail.pages.js';
import { RunMessagesApi } from './run-messages.api.js';
import { RunMessagePages } from './run-messages.pages.js';

/** The log of mails, and what coordinators write to the nominators of a run. */
@Module({
  imports: [NominationsModule],
  controllers: [MailsApi, RunMessagesApi, MailPages, RunMessagePages],
})
export class MailWebModule {}
