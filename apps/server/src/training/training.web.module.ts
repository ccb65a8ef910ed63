import { Global, Module } from '@nestjs/common';
import { TrainingModule } from '#libs/training';
import { RunFrames } from './run-frame.js';
import { RunStages } from './run-stages.js';

/** Pages and API of programmes, courses, runs and sessions. Other rooms hang their stage and tab on the page of a run. */
@Global()
@Module({
  imports: [TrainingModule],
  providers: [RunStages, RunFrames],
  exports: [RunStages, RunFrames],
})
export class TrainingWebModule {}
