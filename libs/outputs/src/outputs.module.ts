import { Module } from '@nestjs/common';
import { NominationsModule } from '#libs/nominations';
import { PeopleModule } from '#libs/people';
import { FileContent } from '#libs/platform';
import { TrainingModule } from '#libs/training';
import { AcceptedOutputs } from './accepted-outputs.js';
import { AcceptedOutputsRepository } from './accepted-outputs.repository.js';
import { catalogueRepositories, catalogueServices } from './catalogue/catalogue.js';
import { consumerRepositories, consumerServices } from './consumers/consumers.js';
import { datasetRepositories, datasetServices } from './dataset/dataset.js';
import { OutputAuthors } from './output-authors.js';
import { OutputAuthorsRepository } from './output-authors.repository.js';
import { OutputCatalogue } from './output-catalogue.js';
import { OutputFilesService } from './output-files.service.js';
import { OutputListRepository } from './output-list.repository.js';
import { OutputReviewService } from './output-review.service.js';
import { OutputsRepository } from './outputs.repository.js';
import { OutputsService } from './outputs.service.js';
import { OutputsInSight } from './outputs-in-sight.js';
import { PublishedOutputsRepository } from './published/published-outputs.repository.js';
import { PublishedOutputs } from './published/published-outputs.service.js';
import { TableRowsService } from './query/table-rows.service.js';
import { OutputReminders } from './required/output-reminders.service.js';
import { OutputWaiversService } from './required/output-waivers.service.js';
import { RequiredOutputsRepository } from './required/required-outputs.repository.js';
import { RequiredOutputs } from './required/required-outputs.service.js';
import { RequiredOutputsWaiting } from './required/required-outputs-waiting.js';
import { reviewRepositories, reviewServices } from './review/reviewing.js';
import { SharedDatabaseRepository } from './shared-database.repository.js';
import { SharedDatabaseService } from './shared-database.service.js';
import { useRepositories, useServices } from './uses/uses.js';

const door = [
  OutputsService,
  OutputCatalogue,
  OutputAuthors,
  OutputReviewService,
  OutputFilesService,
  OutputWaiversService,
  AcceptedOutputs,
  RequiredOutputs,
  RequiredOutputsWaiting,
  OutputReminders,
  SharedDatabaseService,
  PublishedOutputs,
  ...catalogueServices,
  ...consumerServices,
  TableRowsService,
  ...datasetServices,
  ...reviewServices,
  ...useServices,
];

@Module({
  imports: [PeopleModule, TrainingModule, NominationsModule],
  providers: [
    OutputsRepository,
    OutputListRepository,
    OutputAuthorsRepository,
    AcceptedOutputsRepository,
    RequiredOutputsRepository,
    SharedDatabaseRepository,
    PublishedOutputsRepository,
    ...catalogueRepositories,
    ...consumerRepositories,
    ...datasetRepositories,
    ...reviewRepositories,
    ...useRepositories,
    OutputsInSight,
    FileContent,
    ...door,
  ],
  exports: door,
})
export class OutputsModule {}
