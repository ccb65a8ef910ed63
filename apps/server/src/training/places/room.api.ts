import { Body, Get, Patch, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import {
  type ClosureRows,
  closureRows,
  type RoomChanges,
  type RoomFields,
  type RoomQuery,
  RoomsService,
  roomAccess,
  roomChanges,
  roomFields,
  roomQuery,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../../web/index.js';
import { roomResource, roomSchema } from './room.view.js';

/** Rooms to teach in and sites to visit. */
@Api('rooms')
export class RoomsApi {
  constructor(private readonly rooms: RoomsService) {}

  @Get()
  @Allow(roomAccess.read)
  @Answers(listOf(roomSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: roomQuery }) query: RoomQuery) {
    return mapListing(await this.rooms.list(actor, query), roomResource);
  }

  @Get(':id')
  @Allow(roomAccess.read)
  @Answers(roomSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return roomResource(await this.rooms.get(actor, id));
  }

  @Post()
  @Allow(roomAccess.write)
  @Creates(roomSchema, '/api/v1/rooms')
  async add(@CurrentActor() actor: Actor, @Body({ schema: roomFields }) fields: RoomFields) {
    return roomResource(await this.rooms.add(actor, fields));
  }

  @Patch(':id')
  @Allow(roomAccess.write)
  @Answers(roomSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: roomChanges }) changes: RoomChanges,
  ) {
    return roomResource(await this.rooms.edit(actor, id, version, changes));
  }

  /** All of them: what is left out is open again. */
  @Put(':id/closures')
  @Allow(roomAccess.write)
  @Answers(roomSchema)
  async close(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: closureRows }) closures: ClosureRows,
  ) {
    return roomResource(await this.rooms.close(actor, id, version, closures));
  }
}
