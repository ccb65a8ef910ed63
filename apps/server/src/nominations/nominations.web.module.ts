import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { PeopleModule } from '#libs/people';
import { TrainingModule } from '#libs/training';
import { HomeWebModule } from '../home/home.web.module.js';
import { PeopleWebModule } from '../people/people.web.module.js';
import { SelectionBoardApi } from './board/board.api.js';
import { SelectionBoardPages } from './board/board.pages.js';
import { DossiersApi, NominationDocumentsApi } from './dossier/dossier.api.js';
import { DossierPages } from './dossier/dossier.pages.js';
import { DossierChecks } from './dossier/dossier-checks.js';
import { DossierPanels } from './dossier/dossier-panels.js';
import { DossierQueuePages } from './dossier/dossier-queue.pages.js';
import { EligibilityLiftApi } from './eligibility/eligibility-lift.api.js';
import { ImportJobsApi, RunImportsApi } from './import/import.api.js';
import { ImportPages } from './import/import.pages.js';
import { ImportReports } from './import/import-report.js';
import { NominationListsApi } from './list/nomination-list.api.js';
import { NominationListPages } from './list/nomination-list.pages.js';
import { RunNominationsLoader } from './list/run-nominations.loader.js';
import { ShownLists } from './list/shown-lists.js';
import { NominationsApi } from './nomination.api.js';
import { NominationPages } from './nomination.pages.js';
import { NominationAnswer } from './nomination-answer.js';
import { NominationStages } from './nomination-stages.js';
import { NominationStandings } from './nomination-standings.js';
import { NomineeChoices } from './nominee-choices.js';
import { RunNominationsApi } from './run-nominations.api.js';
import { RunNominationPages } from './run-nominations.pages.js';
import { SubstitutionPages } from './substitution.pages.js';
import { UnansweredCalls } from './unanswered-calls.js';

/** Nominations and rosters: their API, their pages, their stage on the page of a run. */
@Module({
  imports: [NominationsModule, PeopleModule, TrainingModule, HomeWebModule, PeopleWebModule],
  controllers: [
    RunImportsApi,
    ImportJobsApi,
    ImportPages,
    EligibilityLiftApi,
    NominationsApi,
    RunNominationsApi,
    NominationListsApi,
    NominationListPages,
    NominationPages,
    SubstitutionPages,
    RunNominationPages,
    SelectionBoardApi,
    SelectionBoardPages,
    NominationDocumentsApi,
    DossiersApi,
    DossierPages,
    DossierQueuePages,
  ],
  providers: [
    NominationAnswer,
    ImportReports,
    RunNominationsLoader,
    ShownLists,
    NominationStages,
    NominationStandings,
    NomineeChoices,
    DossierPanels,
    DossierChecks,
    UnansweredCalls,
  ],
})
export class NominationsWebModule {}
