import { Body, Get, Post, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type CommentFields, commentAccess, commentFields, OutputCommentsService, outputAccess } from '#libs/outputs';
import { emptyForm } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id } from '../web/index.js';
import { LOCATION } from '../web/location.js';
import { commentResource, commentSchema, commentsSchema } from './comments.view.js';

/** What readers of an unpublished output say to its authors. */
@Api('outputs/:id/comments')
export class CommentsApi {
  constructor(private readonly comments: OutputCommentsService) {}

  @Get()
  @Allow(outputAccess.read)
  @Answers(commentsSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return { items: (await this.comments.list(actor, id)).comments.map(commentResource) };
  }

  @Post()
  @Allow(commentAccess.write)
  @SetMetadata(LOCATION, ({ outputId }: { outputId: string }) => `/api/v1/outputs/${outputId}/comments`)
  @Creates(commentSchema, '')
  async write(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: commentFields }) fields: CommentFields) {
    return commentResource(await this.comments.write(actor, id, fields));
  }

  @Post(':commentId/resolution')
  @Allow(commentAccess.write)
  @Answers(commentSchema)
  async resolve(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('commentId') commentId: string,
    @Body({ schema: emptyForm }) _: object,
  ) {
    return commentResource(await this.comments.resolve(actor, id, commentId));
  }
}
