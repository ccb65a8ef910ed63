import { Body, Get, Post, Query, SetMetadata } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  type CommentFields,
  type CommentRow,
  type CommentsQuery,
  commentAccess,
  commentFields,
  commentsQuery,
  OutputCommentsService,
  outputAccess,
} from '#libs/outputs';
import { emptyForm, mapListing } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, listOf } from '../web/index.js';
import { LOCATION } from '../web/location.js';
import { commentResource, commentSchema } from './comments.view.js';

/** What readers of an unpublished output say to its authors. */
@Api('outputs/:id/comments')
export class CommentsApi {
  constructor(private readonly comments: OutputCommentsService) {}

  /** In the order they were written. */
  @Get()
  @Allow(outputAccess.read)
  @Answers(listOf(commentSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: commentsQuery }) query: CommentsQuery) {
    return mapListing((await this.comments.list(actor, id, query)).comments, commentResource);
  }

  @Get(':commentId')
  @Allow(outputAccess.read)
  @Answers(commentSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string, @Id('commentId') commentId: string) {
    return commentResource(await this.comments.get(actor, id, commentId));
  }

  @Post()
  @Allow(commentAccess.write)
  @SetMetadata(LOCATION, (made: CommentRow) => `/api/v1/outputs/${made.outputId}/comments/${made.id}`)
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
