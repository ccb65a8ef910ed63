import { Body, Get, Post, Put } from '@nestjs/common';
import {
  attendanceAccess,
  type MarkFields,
  type RollClosingFields,
  RollsService,
  rollClosingFields,
  rollFields,
} from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { Allow, Answers, Api, CurrentActor, Id } from '../web/index.js';
import { rollResource, rollSchema } from './attendance.view.js';

/** The roll of a session. */
@Api('sessions')
export class SessionAttendanceApi {
  constructor(private readonly rolls: RollsService) {}

  @Get(':id/attendance')
  @Allow(attendanceAccess.read)
  @Answers(rollSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return rollResource(await this.rolls.get(actor, id));
  }

  /** All marks sent are recorded, or none. The same `markId` again changes nothing. */
  @Put(':id/attendance')
  @Allow(attendanceAccess.mark)
  @Answers(rollSchema)
  async record(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: rollFields }) marks: MarkFields[]) {
    return rollResource(await this.rolls.record(actor, id, marks));
  }

  /** Everyone unmarked is recorded absent. */
  @Post(':id/roll-closing')
  @Allow(attendanceAccess.mark)
  @Answers(rollSchema)
  async close(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body({ schema: rollClosingFields }) fields: RollClosingFields,
  ) {
    return rollResource(await this.rolls.close(actor, id, fields));
  }
}
