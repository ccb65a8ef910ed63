import { Global, Module } from '@nestjs/common';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { CoursesApi } from './course.api.js';
import { ProgrammesApi } from './programme.api.js';
import { QuotasApi } from './quota.api.js';
import { RunsApi } from './run.api.js';
import { RunFrames } from './run-frame.js';
import { RunStages } from './run-stages.js';
import { RunSessionsApi, SessionsApi } from './session.api.js';

/** Pages and API of programmes, courses, runs and sessions. Other rooms hang their stage and tab on the page of a run. */
@Global()
@Module({
  imports: [TrainingModule, PeopleModule],
  controllers: [ProgrammesApi, CoursesApi, RunsApi, QuotasApi, RunSessionsApi, SessionsApi],
  providers: [RunStages, RunFrames],
  exports: [RunStages, RunFrames],
})
export class TrainingWebModule {}
