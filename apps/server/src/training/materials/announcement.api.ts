import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type ListQuery, listQuery, mapListing } from '#libs/platform';
import {
  type AnnouncementChanges,
  type AnnouncementFields,
  AnnouncementsService,
  announcementChanges,
  announcementFields,
  materialAccess,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../../web/index.js';
import { announcementResource, announcementSchema } from './announcement.view.js';

/** What those who take part in a run are told. */
@Api('runs')
export class RunAnnouncementsApi {
  constructor(private readonly announcements: AnnouncementsService) {}

  @Get(':id/announcements')
  @Allow(materialAccess.read)
  @Answers(listOf(announcementSchema))
  async list(@CurrentActor() actor: Actor, @Id() id: string, @Query({ schema: listQuery }) query: ListQuery) {
    return mapListing(await this.announcements.list(actor, id, query), announcementResource);
  }

  /** Mails it to everybody who has a seat in the run. */
  @Post(':id/announcements')
  @Allow(materialAccess.write)
  @Creates(announcementSchema, '/api/v1/announcements')
  async announce(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: announcementFields }) fields: AnnouncementFields,
  ) {
    return announcementResource(await this.announcements.announce(actor, id, fields));
  }
}

@Api('announcements')
export class AnnouncementsApi {
  constructor(private readonly announcements: AnnouncementsService) {}

  @Get(':id')
  @Allow(materialAccess.read)
  @Answers(announcementSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return announcementResource(await this.announcements.get(actor, id));
  }

  /** Mends what stands on the page; nobody is mailed again. */
  @Patch(':id')
  @Allow(materialAccess.write)
  @Answers(announcementSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: announcementChanges }) changes: AnnouncementChanges,
  ) {
    return announcementResource(await this.announcements.edit(actor, id, version, changes));
  }
}
