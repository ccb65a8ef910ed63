import { Get, Post } from '@nestjs/common';
import {
  attendanceAccess,
  type CorrectionFields,
  type CorrectionRow,
  CorrectionsService,
  correctionFields,
} from '#libs/attendance';
import { emptyForm, reasonForm } from '#libs/platform';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { correctionPage, decisionPage } from './correction.view.js';

/** After a roll is closed: asking for another mark, and deciding. */
@Pages('')
export class CorrectionPages {
  constructor(private readonly corrections: CorrectionsService) {}

  @Get('attendance-marks/:id/correction')
  @Allow(attendanceAccess.correct)
  @Shows('attendance/correction')
  async ask(visit: Visit) {
    return correctionPage(visit, await this.corrections.history(visit.actor, visit.id()));
  }

  @Post('attendance-marks/:id/correction')
  @Allow(attendanceAccess.correct)
  @Form('ask', 'correction', correctionFields)
  async correct(visit: Visit, fields: CorrectionFields) {
    const { sessionId, status } = await this.corrections.correct(visit.actor, visit.id(), fields);
    const notice = status === 'approved' ? 'attendance.notice.corrected' : 'attendance.notice.asked';
    return visit.to(`/sessions/${sessionId}/roll`, notice);
  }

  @Get('attendance-corrections/:id')
  @Allow(attendanceAccess.correct)
  @Shows('attendance/decision')
  async show(visit: Visit) {
    return decisionPage(visit, await this.corrections.get(visit.actor, visit.id()));
  }

  @Post('attendance-corrections/:id/approval')
  @Allow(attendanceAccess.decideCorrection)
  @Form('show', 'approval', emptyForm)
  async approve(visit: Visit) {
    return decided(visit, await this.corrections.approve(visit.actor, visit.id()));
  }

  @Post('attendance-corrections/:id/refusal')
  @Allow(attendanceAccess.decideCorrection)
  @Form('show', 'refusal', reasonForm)
  async refuse(visit: Visit, { reason }: { reason: string }) {
    return decided(visit, await this.corrections.refuse(visit.actor, visit.id(), reason));
  }
}

const decided = (visit: Visit, { runId, status }: CorrectionRow) =>
  visit.to(`/runs/${runId}/attendance`, `attendance.notice.${status}`);
