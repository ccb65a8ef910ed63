import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { AssessmentLookup } from './assessment-lookup.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { AssessmentsService } from './assessments.service.js';
import { AttendanceGuards } from './attendance-guards.js';
import { AttendanceWaiting } from './attendance-waiting.js';
import { AttendanceWaitingRepository } from './attendance-waiting.repository.js';
import { CheckInCodes } from './check-in/check-in-codes.js';
import { CheckInsRepository } from './check-in/check-ins.repository.js';
import { CheckInsService } from './check-in/check-ins.service.js';
import { CorrectionsRepository } from './corrections.repository.js';
import { CorrectionsService } from './corrections.service.js';
import { ExcuseDecisions } from './excuses/excuse-decisions.service.js';
import { ExcuseDocumentsService } from './excuses/excuse-documents.service.js';
import { ExcuseNotices } from './excuses/excuse-notices.js';
import { ExcusesRepository } from './excuses/excuses.repository.js';
import { ExcusesService } from './excuses/excuses.service.js';
import { AttendanceGridRepository } from './grid/attendance-grid.repository.js';
import { AttendanceGridService } from './grid/attendance-grid.service.js';
import { SheetDocuments } from './paper/document/sheet-documents.service.js';
import { SheetDrawing } from './paper/document/sheet-drawing.js';
import { SheetScansService } from './paper/sheet-scans.service.js';
import { SheetsRepository } from './paper/sheets.repository.js';
import { SheetsService } from './paper/sheets.service.js';
import { SheetsAheadService } from './paper/sheets-ahead.service.js';
import { RatesRepository } from './rates.repository.js';
import { RatesService } from './rates.service.js';
import { RollBook } from './roll-book.js';
import { RollBookRepository } from './roll-book.repository.js';
import { RollsRepository } from './rolls.repository.js';
import { RollsService } from './rolls.service.js';
import { ConflictsRepository } from './sync/conflicts.repository.js';
import { ConflictsService } from './sync/conflicts.service.js';
import { RollCall } from './sync/roll-call.js';
import { RollCallRepository } from './sync/roll-call.repository.js';
import { RollSync } from './sync/roll-sync.js';
import { Witnesses } from './witnesses.js';

const services = [
  RatesService,
  AttendanceGridService,
  RollsService,
  RollCall,
  RollSync,
  ConflictsService,
  Witnesses,
  CheckInsService,
  CheckInCodes,
  CorrectionsService,
  ExcusesService,
  ExcuseDocumentsService,
  ExcuseDecisions,
  SheetsService,
  SheetsAheadService,
  SheetScansService,
  SheetDocuments,
  AssessmentsService,
  AssessmentLookup,
  AttendanceWaiting,
];

@Module({
  imports: [PeopleModule, TrainingModule, NominationsModule],
  providers: [
    RatesRepository,
    AttendanceGridRepository,
    RollsRepository,
    RollBookRepository,
    RollBook,
    ConflictsRepository,
    RollCallRepository,
    CheckInsRepository,
    CorrectionsRepository,
    ExcusesRepository,
    ExcuseNotices,
    SheetsRepository,
    SheetDrawing,
    AssessmentsRepository,
    AttendanceWaitingRepository,
    AttendanceGuards,
    ...services,
  ],
  exports: services,
})
export class AttendanceModule {}
