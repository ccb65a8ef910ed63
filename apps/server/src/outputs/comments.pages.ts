import { Get, Post } from '@nestjs/common';
import {
  type CommentFields,
  commentAccess,
  commentFields,
  commentsQuery,
  OutputCommentsService,
  outputAccess,
} from '#libs/outputs';
import { RunsService } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { commentsPage } from './comments.view.js';

@Pages('outputs/:id/comments')
export class CommentPages {
  constructor(
    private readonly comments: OutputCommentsService,
    private readonly runs: RunsService,
  ) {}

  @Get()
  @Allow(outputAccess.read)
  @Shows('outputs/comments')
  async show(visit: Visit) {
    const listed = await this.comments.list(visit.actor, visit.id(), visit.read(commentsQuery));
    return commentsPage(visit, await this.runs.describe(visit.actor, listed.output.runId), listed);
  }

  @Post()
  @Allow(commentAccess.write)
  @Form('show', 'comment', commentFields)
  async write(visit: Visit, fields: CommentFields) {
    await this.comments.write(visit.actor, visit.id(), fields);
    return visit.to(`/outputs/${visit.id()}/comments`, 'output-review.notice.commented');
  }

  @Post(':commentId/resolution')
  @Allow(commentAccess.write)
  @Form('show', 'resolve')
  async resolve(visit: Visit) {
    await this.comments.resolve(visit.actor, visit.id(), visit.id('commentId'));
    return visit.to(`/outputs/${visit.id()}/comments`, 'output-review.notice.resolved');
  }
}
