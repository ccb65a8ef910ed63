import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, isGranted, newId, notFound } from '#libs/kernel';
import { Audit, eventType, Outbox, UnitOfWork } from '#libs/platform';
import type { Output } from '../output.entity.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import type { CommentFields } from './comment.fields.js';
import { commentAccess } from './comment.policy.js';
import { mayComment, mayResolve } from './comment.rules.js';
import { OutputComment } from './output-comment.entity.js';
import { type CommentRow, OutputCommentsRepository } from './output-comments.repository.js';

export const outputCommented = eventType<{ outputId: string; commentId: string }>('output.commented');

/** What those who read an unpublished output say of it. */
@Injectable()
export class OutputCommentsService {
  constructor(
    private readonly comments: OutputCommentsRepository,
    private readonly inSight: OutputsInSight,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** For those who see the output; `mayWrite` says whether this one comments too. */
  async list(actor: Actor, outputId: string): Promise<{ output: Output; comments: CommentRow[]; mayWrite: boolean }> {
    const output = await this.inSight.get(actor, outputId);
    return { output, comments: await this.comments.of(outputId), mayWrite: isGranted(actor, commentAccess.write) };
  }

  /** Its authors are told by mail. */
  write(actor: Actor, outputId: string, { body, about }: CommentFields): Promise<CommentRow> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, commentAccess.write, outputId);
      enforce(mayComment(output.status));
      const comment = Object.assign(new OutputComment(), {
        id: newId(),
        outputId,
        about: about || null,
        body,
        writtenBy: actor.accountId,
        at: this.clock.now(),
        resolvedAt: null,
        resolvedBy: null,
        version: 1,
      });
      await this.comments.add(comment);
      await this.record(actor, 'output.commented', comment);
      await this.outbox.raise(outputCommented, { outputId, commentId: comment.id });
      return this.row(outputId, comment.id);
    });
  }

  /** Somebody has seen to it. */
  resolve(actor: Actor, outputId: string, id: string): Promise<CommentRow> {
    return this.unitOfWork.run(async () => {
      const output = await this.inSight.getFor(actor, commentAccess.write, outputId);
      const comment = await this.comments.find(outputId, id);
      if (!comment) throw notFound('comment');
      enforce(mayResolve(output.status, comment.resolvedAt !== null));
      Object.assign(comment, { resolvedAt: this.clock.now(), resolvedBy: actor.accountId });
      await this.comments.update(comment);
      await this.record(actor, 'output.comment_resolved', comment);
      return this.row(outputId, id);
    });
  }

  private async row(outputId: string, id: string): Promise<CommentRow> {
    return (await this.comments.of(outputId)).find((one) => one.id === id)!;
  }

  private record(actor: Actor, action: string, { id, outputId, about }: OutputComment): Promise<void> {
    return this.audit.record(actor, { action, noun: 'output', subjectId: outputId, details: { commentId: id, about } });
  }
}
