import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { pickText } from '#libs/kernel';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, type MailOrder, MailsService, Outbox } from '#libs/platform';
import { type AnnouncementMade, announcementMade, RunLookup } from '#libs/training';
import { EnrolmentsRepository } from '../enrolments.repository.js';

/** Mails an announcement, as it was made, to everybody who has a seat in the run then: once, each in their language. */
@Injectable()
export class AnnouncementNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly enrolments: EnrolmentsRepository,
    private readonly receivers: PersonReceivers,
    private readonly runs: RunLookup,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(announcementMade, (made) => this.tell(made));
  }

  private async tell({ announcementId, runId, title, body, by }: AnnouncementMade): Promise<void> {
    const run = (await this.runs.byIds([runId])).get(runId);
    if (!run) return;
    const seated = await this.enrolments.seatedIn([runId]);
    const receivers = await this.receivers.of(seated.map(({ personId }) => personId));
    const orders = [...receivers].map(
      ([personId, receiver]): MailOrder => ({
        key: `announcement:${announcementId}:${personId}`,
        template: 'announcement',
        receiver,
        about: { noun: 'run', id: runId },
        readers: 'both',
        args: {
          subject: pickText(title, receiver.language).text,
          body: pickText(body, receiver.language).text,
          run: run.code,
          course: run.courseTitle,
          sender: by,
          link: `${this.configuration.publicUrl}/runs/${runId}/materials`,
        },
      }),
    );
    await this.mails.writeAll(orders);
  }
}
