import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { localDateOf } from '#libs/kernel';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, MailsService, Outbox, where } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { type ExcuseDecided, excuseDecided } from './excuse-decisions.service.js';
import { ExcusesRepository } from './excuses.repository.js';

/** Mails the trainee what was decided. Reasons stay on the page: a mail travels in the open. */
@Injectable()
export class ExcuseNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly excuses: ExcusesRepository,
    private readonly receivers: PersonReceivers,
    private readonly runs: RunLookup,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(excuseDecided, (decided) => this.tell(decided));
  }

  private async tell({ excuseId, decision }: ExcuseDecided): Promise<void> {
    const excuse = await this.excuses.findRow(excuseId, where('1 = 1'));
    const receiver = excuse && (await this.receivers.of([excuse.personId])).get(excuse.personId);
    if (!excuse || !receiver) return;
    const run = (await this.runs.byIds([excuse.runId])).get(excuse.runId)!;
    await this.mails.write({
      key: `excuse:${excuseId}:${excuse.personId}`,
      template: 'excuse_decided',
      receiver,
      about: { noun: 'run', id: excuse.runId },
      readers: 'none',
      args: {
        run: run.code,
        course: run.courseTitle,
        number: excuse.sessionNumber,
        day: localDateOf(excuse.startsAt),
        decision,
        link: `${this.configuration.publicUrl}/excuses/${excuseId}`,
      },
    });
  }
}
