import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, pickText } from '#libs/kernel';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, MailsService, Outbox } from '#libs/platform';
import { OutputCommentsRepository } from '../comments/output-comments.repository.js';
import { OutputUsesRepository } from './output-uses.repository.js';
import { outputUsed } from './output-uses.service.js';

/** Milliseconds in which uses of one output come together in one mail. */
const gatheredFor = 60 * 60_000;

/** Tells the authors of an output by mail that somebody used it; by whom and for what stands on its page. */
@Injectable()
export class UseNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly uses: OutputUsesRepository,
    private readonly authorship: OutputCommentsRepository,
    private readonly receivers: PersonReceivers,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(outputUsed, ({ outputId, useId }) => this.tell(outputId, useId));
  }

  private async tell(outputId: string, useId: string): Promise<void> {
    const output = await this.authorship.output(outputId);
    const use = output && (await this.uses.find(output.originalId, useId));
    if (!use) return;
    const authors = await this.receivers.of(await this.authorship.authors(outputId));
    for (const [personId, receiver] of authors) {
      if (receiver.accountId !== null && receiver.accountId === use.accountId) continue;
      const order = {
        key: `used:${outputId}:${personId}`,
        template: 'output_used',
        receiver,
        about: { noun: 'run', id: output.runId },
        mentions: [outputId],
        readers: 'both' as const,
        args: {
          output: pickText(output.title, receiver.language).text,
          link: `${this.configuration.publicUrl}/shared-database/${outputId}/uses`,
        },
        dueAt: new Date(this.clock.now().getTime() + gatheredFor),
      };
      await this.mails.gather(order, { id: useId });
    }
  }
}
