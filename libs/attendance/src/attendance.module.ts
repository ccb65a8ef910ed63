import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { TrainingModule } from '#libs/training';
import { AssessmentLookup } from './assessment-lookup.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { AssessmentsService } from './assessments.service.js';
import { AttendanceGuards } from './attendance-guards.js';
import { AttendanceWaiting } from './attendance-waiting.js';
import { AttendanceWaitingRepository } from './attendance-waiting.repository.js';
import { CorrectionsRepository } from './corrections.repository.js';
import { CorrectionsService } from './corrections.service.js';
import { RatesRepository } from './rates.repository.js';
import { RatesService } from './rates.service.js';
import { RollsRepository } from './rolls.repository.js';
import { RollsService } from './rolls.service.js';

const services = [
  RatesService,
  RollsService,
  CorrectionsService,
  AssessmentsService,
  AssessmentLookup,
  AttendanceWaiting,
];

@Module({
  imports: [TrainingModule, NominationsModule],
  providers: [
    RatesRepository,
    RollsRepository,
    CorrectionsRepository,
    AssessmentsRepository,
    AttendanceWaitingRepository,
    AttendanceGuards,
    ...services,
  ],
  exports: services,
})
export class AttendanceModule {}
