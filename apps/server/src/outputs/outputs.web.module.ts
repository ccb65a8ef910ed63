import { Module, type OnModuleInit } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { OutputCatalogue, OutputsModule, outputAccess, RequiredOutputs, RequiredOutputsWaiting } from '#libs/outputs';
import { TrainingModule } from '#libs/training';
import { HomeWebModule } from '../home/home.web.module.js';
import { Waiting } from '../home/waiting.js';
import { RunStages } from '../training/run-stages.js';
import { TrainingWebModule } from '../training/training.web.module.js';
import { TableCharts } from './charts/table-charts.js';
import { TablePages } from './charts/table-page.pages.js';
import { CommentsApi } from './comments.api.js';
import { CommentPages } from './comments.pages.js';
import { ComparisonApi } from './comparison.api.js';
import { ComparisonPages } from './comparison.pages.js';
import { ConsumerKeysApi } from './consumers/consumer-keys.api.js';
import { ConsumerKeyPages } from './consumers/consumer-keys.pages.js';
import { GrantsApi } from './consumers/grants.api.js';
import { GrantPages } from './consumers/grants.pages.js';
import { CitationPages } from './descriptions/citation.pages.js';
import { DescriptionsApi } from './descriptions/descriptions.api.js';
import { NewOutputPages } from './form/new-output.pages.js';
import { OutputFormPages } from './form/output-form.pages.js';
import { HoldApi } from './hold.api.js';
import { HoldPages } from './hold.pages.js';
import { OutputsApi } from './output.api.js';
import { OutputPages } from './output.pages.js';
import { outputsStage } from './output-stage.view.js';
import { waitingOutputs } from './output-waiting.view.js';
import { lateRequired, ownRequired } from './required-outputs-waiting.view.js';
import { ReviewsApi } from './review.api.js';
import { ReviewPages } from './review.pages.js';
import { RowsAnswers } from './rows/rows.answers.js';
import { RowsApi } from './rows/rows.api.js';
import { TableRowsApi } from './rows/table-rows.api.js';
import { RunOutputsApi } from './run-outputs.api.js';
import { RunOutputPages } from './run-outputs.pages.js';
import { SavedSearchesApi } from './searches/saved-search.api.js';
import { SavedSearchPages } from './searches/saved-search.pages.js';
import { SharedDatabaseApi } from './shared-database.api.js';
import { SharedDatabasePages } from './shared-database.pages.js';
import { SharedOutputPages } from './shared-output.pages.js';
import { DatasetTablesApi } from './tables/dataset-tables.api.js';
import { DatasetTablePages } from './tables/dataset-tables.pages.js';
import { TableFaultSheets } from './tables/table-faults.js';
import { TakingRecorder } from './uses/taking.js';
import { UseFiguresApi } from './uses/use-figures.api.js';
import { UseFiguresPages } from './uses/use-figures.pages.js';
import { UsesApi } from './uses/uses.api.js';
import { UsesPages } from './uses/uses.pages.js';

@Module({
  imports: [OutputsModule, TrainingModule, HomeWebModule, TrainingWebModule],
  controllers: [
    DatasetTablesApi,
    DatasetTablePages,
    HoldApi,
    HoldPages,
    ComparisonApi,
    ComparisonPages,
    CommentsApi,
    CommentPages,
    ReviewsApi,
    ReviewPages,
    OutputsApi,
    RunOutputsApi,
    SharedDatabaseApi,
    OutputPages,
    OutputFormPages,
    NewOutputPages,
    RunOutputPages,
    SharedDatabasePages,
    SharedOutputPages,
    TablePages,
    SavedSearchesApi,
    SavedSearchPages,
    DescriptionsApi,
    CitationPages,
    ConsumerKeysApi,
    ConsumerKeyPages,
    GrantsApi,
    GrantPages,
    RowsApi,
    TableRowsApi,
    UsesApi,
    UseFiguresApi,
    UseFiguresPages,
    UsesPages,
  ],
  providers: [TableCharts, TableFaultSheets, RowsAnswers, { provide: APP_INTERCEPTOR, useClass: TakingRecorder }],
})
export class OutputsWebModule implements OnModuleInit {
  constructor(
    private readonly waiting: Waiting,
    private readonly stages: RunStages,
    private readonly catalogue: OutputCatalogue,
    private readonly required: RequiredOutputs,
    private readonly requiredWaiting: RequiredOutputsWaiting,
  ) {}

  onModuleInit(): void {
    this.stages.register({
      key: 'outputs',
      tab: 'outputs',
      allow: outputAccess.read,
      figures: async (visit, run) => {
        const counts = await this.catalogue.countsOfRun(visit.actor, run.id);
        return outputsStage(visit, run, counts, await this.required.progress(visit.actor, run.id));
      },
    });
    this.waiting.register(async (actor) => [
      ...(await this.requiredWaiting.own(actor)).map(ownRequired),
      ...(await this.requiredWaiting.late(actor)).map(lateRequired),
    ]);
    this.waiting.register(async (actor) => waitingOutputs(actor, await this.catalogue.waiting(actor)));
  }
}
