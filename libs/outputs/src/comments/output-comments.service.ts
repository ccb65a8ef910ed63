import { Injectable } from '@nestjs/common';
import { type Actor, Clock, enforce, isGranted, newId, notFound } from '#libs/kernel';
import { Audit, eventType, type Listing, Outbox, UnitOfWork } from '#libs/platform';
import type { Output } from '../output.entity.js';
import { OutputsInSight } from '../outputs-in-sight.js';
import type { CommentFields, CommentsQuery } from './comment.fields.js';
import { commentAccess } from './comment.policy.js';
import { mayComment, mayResolve } from './comment.rules.js';
import { OutputComment } from './output-comment.entity.js';
import { type CommentRow, OutputCommentsRepository } from './output-comments.repository.js';

export const outputCommented = eventType<{ outputId: string; commentId: string }>('output.commented');

/** One page of the comments on an output. */
export interface ListedComments {
  output: Output;
  comments: Listing<CommentRow>;
  mayWrite: boolean;
}

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
  async list(actor: Actor, outputId: string, query: CommentsQuery): Promise<ListedComments> {
    const output = await this.inSight.get(actor, outputId);
    const comments = await this.comments.list(outputId, query);
    return { output, comments, mayWrite: isGranted(actor, commentAccess.write) };
  }

  async get(actor: Actor, outputId: string, id: string): Promise<CommentRow> {
    await this.inSight.get(actor, outputId);
    const comment = await this.comments.row(outputId, id);
    if (!comment) throw notFound('comment');
    return comment;
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
      return this.get(actor, outputId, comment.id);
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
      return this.get(actor, outputId, id);
    });
  }

  private record(actor: Actor, action: string, { id, outputId, about }: OutputComment): Promise<void> {
    return this.audit.record(actor, { action, noun: 'output', subjectId: outputId, details: { commentId: id, about } });
  }
}
