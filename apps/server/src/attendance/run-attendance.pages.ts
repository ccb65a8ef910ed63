import { Get, Post } from '@nestjs/common';
import {
  AssessmentsService,
  AttendanceGridService,
  assessmentAccess,
  attendanceAccess,
  ConflictsService,
  type CorrectionRow,
  CorrectionsService,
  correctionQuery,
  ExcusesService,
  RollsService,
} from '#libs/attendance';
import { Clock, isGranted } from '#libs/kernel';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { type AssessmentsForm, assessedLines, assessmentsForm } from './attendance.forms.js';
import { assessmentsPage, runAttendancePage } from './run-attendance.view.js';

/** Rates, rolls and assessments on the page of a run. */
@Pages('runs')
export class RunAttendancePages {
  constructor(
    private readonly grids: AttendanceGridService,
    private readonly rolls: RollsService,
    private readonly corrections: CorrectionsService,
    private readonly conflicts: ConflictsService,
    private readonly excuses: ExcusesService,
    private readonly assessments: AssessmentsService,
    private readonly frames: RunFrames,
    private readonly clock: Clock,
  ) {}

  @Get(':id/attendance')
  @Allow(attendanceAccess.read)
  @Shows('attendance/of-run')
  async attendance(visit: Visit) {
    const grid = await this.grids.ofRun(visit.actor, visit.id());
    const frame = await this.frames.runFrame(visit, visit.id(), 'attendance');
    const progress = await this.rolls.progress(visit.actor, visit.id());
    const requests = await this.requests(visit);
    const conflicts = await this.conflicts.openOfRun(visit.actor, visit.id());
    const excuses = await this.excuses.undecided(visit.actor, { runId: visit.id() });
    return runAttendancePage(visit, frame, grid, progress, { requests, conflicts, excuses }, this.clock.now());
  }

  @Get(':id/assessments')
  @Allow(assessmentAccess.read)
  @Shows('assessments/of-run')
  async list(visit: Visit) {
    const assessments = await this.assessments.list(visit.actor, visit.id());
    const frame = await this.frames.runFrame(visit, visit.id(), 'attendance');
    return assessmentsPage(visit, frame, assessments, isGranted(visit.actor, assessmentAccess.record));
  }

  @Post(':id/assessments')
  @Allow(assessmentAccess.record)
  @Form('list', 'assessments', assessmentsForm)
  async record(visit: Visit, form: AssessmentsForm) {
    await this.assessments.record(visit.actor, visit.id(), assessedLines(form));
    return visit.to(`/runs/${visit.id()}/assessments`, 'assessments.notice.saved');
  }

  /** Open requests of the run, for those who see corrections. */
  private async requests(visit: Visit): Promise<CorrectionRow[]> {
    if (!isGranted(visit.actor, attendanceAccess.correct)) return [];
    const query = correctionQuery.parse({ runId: visit.id(), status: 'requested', pageSize: 200, sort: 'requestedAt' });
    return (await this.corrections.list(visit.actor, query)).items;
  }
}
