import { Get } from '@nestjs/common';
import { AttendanceGridService, attendanceAccess } from '#libs/attendance';
import { Clock } from '#libs/kernel';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { personAttendancePage } from './person-attendance.view.js';

/** One person in a run, session by session. */
@Pages('enrolments')
export class PersonAttendancePages {
  constructor(
    private readonly grids: AttendanceGridService,
    private readonly clock: Clock,
  ) {}

  @Get(':id/attendance')
  @Allow(attendanceAccess.read)
  @Shows('attendance/of-person')
  async show(visit: Visit) {
    return personAttendancePage(visit, await this.grids.ofPerson(visit.actor, visit.id()), this.clock.now());
  }
}
