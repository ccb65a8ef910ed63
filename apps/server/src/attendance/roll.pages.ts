import { Get, Post } from '@nestjs/common';
import {
  attendanceAccess,
  ConflictsService,
  ExcusesService,
  type RollClosingFields,
  RollsService,
  rollClosingFields,
} from '#libs/attendance';
import { Clock, isGranted } from '#libs/kernel';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { changedMarks, type RollForm, rollForm } from './attendance.forms.js';
import { closingPage, rollPage } from './roll-page.view.js';

/** Taking the roll on a phone: everybody present, then the exceptions. */
@Pages('sessions')
export class RollPages {
  constructor(
    private readonly rolls: RollsService,
    private readonly conflicts: ConflictsService,
    private readonly excuses: ExcusesService,
    private readonly clock: Clock,
  ) {}

  @Get(':id/roll')
  @Allow(attendanceAccess.read)
  @Shows('attendance/roll')
  async show(visit: Visit) {
    const roll = await this.rolls.get(visit.actor, visit.id());
    const corrects = isGranted(visit.actor, attendanceAccess.correct);
    const conflicts = await this.conflicts.openOfSession(visit.actor, visit.id());
    const excuses = await this.excuses.undecided(visit.actor, { sessionId: visit.id() });
    return rollPage(visit, roll, this.clock.now(), { corrects, conflicts, excuses });
  }

  @Post(':id/roll')
  @Allow(attendanceAccess.mark)
  @Form('show', 'roll', rollForm)
  async take(visit: Visit, form: RollForm) {
    const marks = changedMarks(form, this.clock.now());
    await this.rolls.mark(visit.actor, visit.id(), marks, form.do === 'all_present');
    if (form.do === 'close') return visit.to(`/sessions/${visit.id()}/roll-closing`);
    return visit.to(`/sessions/${visit.id()}/roll`, 'attendance.notice.saved');
  }

  @Get(':id/roll-closing')
  @Allow(attendanceAccess.mark)
  @Shows('attendance/closing')
  async closing(visit: Visit) {
    const roll = await this.rolls.get(visit.actor, visit.id());
    const excuses = await this.excuses.undecided(visit.actor, { sessionId: visit.id() });
    return closingPage(visit, roll, excuses, this.clock.now());
  }

  @Post(':id/roll-closing')
  @Allow(attendanceAccess.mark)
  @Form('closing', 'closing', rollClosingFields)
  async close(visit: Visit, fields: RollClosingFields) {
    await this.rolls.close(visit.actor, visit.id(), fields);
    return visit.to(`/sessions/${visit.id()}/roll`, 'attendance.notice.closed');
  }
}
