import { Module, type OnModuleInit } from '@nestjs/common';
import { OutputCatalogue, OutputsModule } from '#libs/outputs';
import { TrainingModule } from '#libs/training';
import { HomeWebModule } from '../home/home.web.module.js';
import { Waiting } from '../home/waiting.js';
import { OutputsApi } from './output.api.js';
import { OutputPages } from './output.pages.js';
import { waitingOutputs } from './output-waiting.view.js';
import { RunOutputsApi } from './run-outputs.api.js';
import { RunOutputPages } from './run-outputs.pages.js';
import { SharedDatabaseApi } from './shared-database.api.js';
import { SharedDatabasePages } from './shared-database.pages.js';

@Module({
  imports: [OutputsModule, TrainingModule, HomeWebModule],
  controllers: [OutputsApi, RunOutputsApi, SharedDatabaseApi, OutputPages, RunOutputPages, SharedDatabasePages],
})
export class OutputsWebModule implements OnModuleInit {
  constructor(
    private readonly waiting: Waiting,
    private readonly catalogue: OutputCatalogue,
  ) {}

  onModuleInit(): void {
    this.waiting.register(async (actor) => waitingOutputs(actor, await this.catalogue.waiting(actor)));
  }
}
