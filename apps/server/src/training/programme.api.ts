import { Body, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type ListQuery, listQuery, mapListing } from '#libs/platform';
import {
  type ProgrammeChanges,
  type ProgrammeFields,
  ProgrammesService,
  programmeAccess,
  programmeChanges,
  programmeFields,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf } from '../web/index.js';
import { programmeResource, programmeSchema } from './programme.view.js';

@Api('programmes')
export class ProgrammesApi {
  constructor(private readonly programmes: ProgrammesService) {}

  @Get()
  @Allow(programmeAccess.read)
  @Answers(listOf(programmeSchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: listQuery }) query: ListQuery) {
    return mapListing(await this.programmes.list(actor, query), programmeResource);
  }

  @Get(':id')
  @Allow(programmeAccess.read)
  @Answers(programmeSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return programmeResource(await this.programmes.getInSight(actor, id));
  }

  @Post()
  @Allow(programmeAccess.write)
  @Creates(programmeSchema, '/api/v1/programmes')
  async add(@CurrentActor() actor: Actor, @Body({ schema: programmeFields }) fields: ProgrammeFields) {
    return programmeResource(await this.programmes.add(actor, fields));
  }

  @Patch(':id')
  @Allow(programmeAccess.write)
  @Answers(programmeSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeChanges }) changes: ProgrammeChanges,
  ) {
    return programmeResource(await this.programmes.edit(actor, id, version, changes));
  }
}
