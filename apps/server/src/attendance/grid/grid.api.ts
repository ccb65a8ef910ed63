import { Get } from '@nestjs/common';
import { AttendanceGridService, attendanceAccess } from '#libs/attendance';
import type { Actor } from '#libs/kernel';
import { Allow, Answers, Api, CurrentActor, Id } from '../../web/index.js';
import { gridResource, gridSchema, personAttendanceResource, personAttendanceSchema } from './grid.view.js';

/** Everybody of a run and each of its sessions. */
@Api('runs')
export class AttendanceGridApi {
  constructor(private readonly grids: AttendanceGridService) {}

  @Get(':id/attendance-grid')
  @Allow(attendanceAccess.read)
  @Answers(gridSchema)
  async grid(@CurrentActor() actor: Actor, @Id() id: string) {
    return gridResource(await this.grids.ofRun(actor, id));
  }
}

/** One person in a run, session by session, with what was corrected. */
@Api('enrolments')
export class PersonAttendanceApi {
  constructor(private readonly grids: AttendanceGridService) {}

  @Get(':id/attendance')
  @Allow(attendanceAccess.read)
  @Answers(personAttendanceSchema)
  async attendance(@CurrentActor() actor: Actor, @Id() id: string) {
    return personAttendanceResource(await this.grids.ofPerson(actor, id));
  }
}
