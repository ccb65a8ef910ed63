import { Body, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type ListQuery, listQuery, mapListing, reasonForm } from '#libs/platform';
import {
  type SessionChanges,
  type SessionFields,
  SessionsService,
  sessionAccess,
  sessionChanges,
  sessionFields,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf, NoContent } from '../web/index.js';
import { sessionResource, sessionSchema } from './session.view.js';

/** The timetable of a run. */
@Api('runs')
export class RunSessionsApi {
  constructor(private readonly sessions: SessionsService) {}

  @Get(':id/sessions')
  @Allow(sessionAccess.read)
  @Answers(listOf(sessionSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: listQuery }) query: ListQuery) {
    return mapListing(await this.sessions.list(actor, id, query), sessionResource);
  }

  @Post(':id/sessions')
  @Allow(sessionAccess.write)
  @Creates(sessionSchema, '/api/v1/sessions')
  async schedule(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: sessionFields }) fields: SessionFields,
  ) {
    return sessionResource(await this.sessions.schedule(actor, id, fields));
  }
}

@Api('sessions')
export class SessionsApi {
  constructor(private readonly sessions: SessionsService) {}

  @Get(':id')
  @Allow(sessionAccess.read)
  @Answers(sessionSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return sessionResource(await this.sessions.getInSight(actor, id));
  }

  @Patch(':id')
  @Allow(sessionAccess.write)
  @Answers(sessionSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: sessionChanges }) changes: SessionChanges,
  ) {
    return sessionResource(await this.sessions.edit(actor, id, version, changes));
  }

  /** Before the call only. */
  @Delete(':id')
  @Allow(sessionAccess.write)
  @NoContent()
  async remove(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number) {
    await this.sessions.remove(actor, id, version);
  }

  @Post(':id/cancellation')
  @Allow(sessionAccess.write)
  @Answers(sessionSchema)
  async cancel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: reasonForm }) { reason }: { reason: string },
  ) {
    return sessionResource(await this.sessions.cancel(actor, id, reason));
  }
}
