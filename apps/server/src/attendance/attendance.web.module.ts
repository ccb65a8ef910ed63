import { Module, type OnModuleInit } from '@nestjs/common';
import {
  AttendanceModule,
  AttendanceWaiting,
  attendanceAccess,
  CorrectionsService,
  correctionQuery,
  ExcusesService,
  excuseAccess,
  excuseQuery,
  RatesService,
  RollsService,
} from '#libs/attendance';
import { type Actor, isGranted } from '#libs/kernel';
import { Waiting } from '../home/waiting.js';
import { RunStages } from '../training/run-stages.js';
import { TrainingWebModule } from '../training/training.web.module.js';
import { attendanceStage } from './attendance-stage.js';
import { waitingAttendance } from './attendance-waiting.view.js';
import { CheckInCodesApi, CheckInsApi } from './check-in/check-in.api.js';
import { CheckInPages } from './check-in/check-in.pages.js';
import { ConflictPages } from './conflict.pages.js';
import { AttendanceConflictsApi, RunConflictsApi, SessionConflictsApi } from './conflicts.api.js';
import { CorrectionPages } from './correction.pages.js';
import { AttendanceCorrectionsApi, AttendanceMarksApi } from './corrections.api.js';
import { ExcusePages } from './excuses/excuse.pages.js';
import { ExcusesApi, SessionExcusesApi } from './excuses/excuses.api.js';
import { AttendanceGridApi, PersonAttendanceApi } from './grid/grid.api.js';
import { PersonAttendancePages } from './grid/person-attendance.pages.js';
import { SheetPages } from './paper/sheet.pages.js';
import { RunSheetsApi, SessionSheetsApi, SignInSheetsApi } from './paper/sheets.api.js';
import { RollPages } from './roll.pages.js';
import { RollCallApi } from './roll-call/roll-call.api.js';
import { RollCallController } from './roll-call/roll-call.controller.js';
import { RollCallShell } from './roll-call/roll-call-shell.js';
import { RollSyncApi } from './roll-sync.api.js';
import { RunAttendanceApi } from './run-attendance.api.js';
import { RunAttendancePages } from './run-attendance.pages.js';
import { SessionAttendanceApi } from './session-attendance.api.js';

/** Pages and API of rolls, corrections, rates and assessments. */
@Module({
  imports: [AttendanceModule, TrainingWebModule],
  controllers: [
    SessionAttendanceApi,
    AttendanceMarksApi,
    AttendanceCorrectionsApi,
    RunAttendanceApi,
    RollCallApi,
    RollCallController,
    RollSyncApi,
    SessionConflictsApi,
    RunConflictsApi,
    AttendanceConflictsApi,
    CheckInCodesApi,
    CheckInsApi,
    CheckInPages,
    AttendanceGridApi,
    PersonAttendanceApi,
    PersonAttendancePages,
    SessionExcusesApi,
    ExcusesApi,
    ExcusePages,
    SessionSheetsApi,
    RunSheetsApi,
    SignInSheetsApi,
    RollPages,
    SheetPages,
    CorrectionPages,
    ConflictPages,
    RunAttendancePages,
  ],
  providers: [RollCallShell],
})
export class AttendanceWebModule implements OnModuleInit {
  constructor(
    private readonly waiting: Waiting,
    private readonly stages: RunStages,
    private readonly rolls: RollsService,
    private readonly corrections: CorrectionsService,
    private readonly excuses: ExcusesService,
    private readonly rates: RatesService,
    private readonly attendance: AttendanceWaiting,
  ) {}

  onModuleInit(): void {
    this.stages.register(attendanceStage(this.rolls));
    this.waiting.register(async (actor) =>
      waitingAttendance(
        actor,
        await this.attendance.rollsOf(actor),
        await this.attendance.runsOf(actor),
        await this.toDecide(actor),
        await this.attendance.disputesOf(actor),
        await this.excusesToDecide(actor),
        await this.rates.warnings(actor),
      ),
    );
  }

  private async toDecide(actor: Actor) {
    if (!isGranted(actor, attendanceAccess.decideCorrection)) return [];
    const query = correctionQuery.parse({ status: 'requested', sort: 'requestedAt', total: 'false' });
    return (await this.corrections.list(actor, query)).items;
  }

  private async excusesToDecide(actor: Actor) {
    if (!isGranted(actor, excuseAccess.decide)) return [];
    const query = excuseQuery.parse({ status: 'asked', sort: 'askedAt', total: 'false' });
    return (await this.excuses.list(actor, query)).items;
  }
}
