import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, pickText } from '#libs/kernel';
import { PersonReceivers } from '#libs/people';
import { CONFIGURATION, type Configuration, MailsService, Outbox } from '#libs/platform';
import { OutputCommentsRepository } from './output-comments.repository.js';
import { outputCommented } from './output-comments.service.js';

/** Milliseconds in which comments on one output come together in one mail. */
const gatheredFor = 10 * 60_000;

/** Tells the authors of an output by mail that somebody else commented on it; what was said stands on its page. */
@Injectable()
export class CommentNotices implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailsService,
    private readonly comments: OutputCommentsRepository,
    private readonly receivers: PersonReceivers,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.outbox.handle(outputCommented, ({ outputId, commentId }) => this.tell(outputId, commentId));
  }

  private async tell(outputId: string, commentId: string): Promise<void> {
    const comment = await this.comments.find(outputId, commentId);
    const output = await this.comments.output(outputId);
    if (!comment || !output) return;
    const authors = await this.receivers.of(await this.comments.authors(outputId));
    for (const [personId, receiver] of authors) {
      if (receiver.accountId !== null && receiver.accountId === comment.writtenBy) continue;
      const order = {
        key: `commented:${outputId}:${personId}`,
        template: 'output_commented',
        receiver,
        about: { noun: 'run', id: output.runId },
        mentions: [outputId],
        readers: 'both' as const,
        args: {
          output: pickText(output.title, receiver.language).text,
          link: `${this.configuration.publicUrl}/outputs/${outputId}/comments`,
        },
        dueAt: new Date(this.clock.now().getTime() + gatheredFor),
      };
      await this.mails.gather(order, { id: commentId, about: comment.about ?? '' });
    }
  }
}
