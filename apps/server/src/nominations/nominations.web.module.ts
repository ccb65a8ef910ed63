import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { NominationsApi } from './nomination.api.js';
import { RunNominationsApi } from './run-nominations.api.js';

@Module({
  imports: [NominationsModule],
  controllers: [NominationsApi, RunNominationsApi],
})
export class NominationsWebModule {}
