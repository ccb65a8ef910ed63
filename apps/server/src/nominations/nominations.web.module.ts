import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { HomeWebModule } from '../home/home.web.module.js';
import { SelectionBoardApi } from './board/board.api.js';
import { NominationsApi } from './nomination.api.js';
import { NominationPages } from './nomination.pages.js';
import { NominationStages } from './nomination-stages.js';
import { NomineeChoices } from './nominee-choices.js';
import { RunNominationsApi } from './run-nominations.api.js';
import { RunNominationPages } from './run-nominations.pages.js';

/** Nominations and rosters: their API, their pages, their stage on the page of a run. */
@Module({
  imports: [NominationsModule, PeopleModule, TrainingModule, HomeWebModule],
  controllers: [NominationsApi, RunNominationsApi, NominationPages, RunNominationPages, SelectionBoardApi],
  providers: [NominationStages, NomineeChoices],
})
export class NominationsWebModule {}
