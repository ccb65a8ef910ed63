import { Get, Post } from '@nestjs/common';
import { attendanceAccess, ConflictsService, type ResolutionFields, resolutionFields } from '#libs/attendance';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { conflictPage } from './conflict.view.js';

/** Witnesses that disagree, until a person decides. */
@Pages('attendance-conflicts')
export class ConflictPages {
  constructor(private readonly conflicts: ConflictsService) {}

  @Get(':id')
  @Allow(attendanceAccess.mark)
  @Shows('attendance/conflict')
  async show(visit: Visit) {
    return conflictPage(visit, await this.conflicts.get(visit.actor, visit.id()));
  }

  @Post(':id/resolution')
  @Allow(attendanceAccess.mark)
  @Form('show', 'resolution', resolutionFields)
  async resolve(visit: Visit, fields: ResolutionFields) {
    const { sessionId } = await this.conflicts.resolve(visit.actor, visit.id(), fields);
    return visit.to(`/sessions/${sessionId}/roll`, 'conflicts.notice.resolved');
  }
}
