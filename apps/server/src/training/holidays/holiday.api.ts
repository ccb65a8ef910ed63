import { Body, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { mapListing } from '#libs/platform';
import {
  type HolidayChanges,
  type HolidayFields,
  type HolidayQuery,
  HolidaysService,
  holidayAccess,
  holidayChanges,
  holidayFields,
  holidayQuery,
} from '#libs/training';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, listOf, NoContent } from '../../web/index.js';
import { holidayResource, holidaySchema } from './holiday.view.js';

/** Days off in both countries. */
@Api('holidays')
export class HolidaysApi {
  constructor(private readonly holidays: HolidaysService) {}

  @Get()
  @Allow(holidayAccess.read)
  @Answers(listOf(holidaySchema))
  async list(@CurrentActor() actor: Actor, @Query({ schema: holidayQuery }) query: HolidayQuery) {
    return mapListing(await this.holidays.list(actor, query), holidayResource);
  }

  @Get(':id')
  @Allow(holidayAccess.read)
  @Answers(holidaySchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return holidayResource(await this.holidays.get(actor, id));
  }

  @Post()
  @Allow(holidayAccess.edit)
  @Creates(holidaySchema, '/api/v1/holidays')
  async add(@CurrentActor() actor: Actor, @Body({ schema: holidayFields }) fields: HolidayFields) {
    return holidayResource(await this.holidays.add(actor, fields));
  }

  @Patch(':id')
  @Allow(holidayAccess.edit)
  @Answers(holidaySchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: holidayChanges }) changes: HolidayChanges,
  ) {
    return holidayResource(await this.holidays.edit(actor, id, version, changes));
  }

  @Delete(':id')
  @Allow(holidayAccess.edit)
  @NoContent()
  async remove(@CurrentActor() actor: Actor, @Id() id: string, @IfMatch() version: number) {
    await this.holidays.remove(actor, id, version);
  }
}
