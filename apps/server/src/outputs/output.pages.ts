import { Get, Post } from '@nestjs/common';
import {
  OutputCatalogue,
  OutputFilesService,
  OutputReviewService,
  OutputsService,
  outputAccess,
  outputListQuery,
} from '#libs/outputs';
import { reasonForm } from '#libs/platform';
import { RunsService } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { outputPage, outputsPage } from './output-page.view.js';

@Pages('outputs')
export class OutputPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly outputs: OutputsService,
    private readonly review: OutputReviewService,
    private readonly files: OutputFilesService,
    private readonly runs: RunsService,
  ) {}

  @Get()
  @Allow(outputAccess.read)
  @Shows('outputs/index')
  async index(visit: Visit) {
    const query = visit.read(outputListQuery);
    return outputsPage(visit, query, await this.catalogue.list(visit.actor, query));
  }

  @Get(':id')
  @Allow(outputAccess.read)
  @Shows('outputs/show')
  async show(visit: Visit) {
    const detail = await this.catalogue.get(visit.actor, visit.id());
    const run = await this.runs.describe(visit.actor, detail.output.runId);
    return outputPage(visit, detail, run);
  }

  @Get(':id/files/:fileId')
  @Allow(outputAccess.read)
  async file(visit: Visit) {
    return visit.file(await this.files.open(visit.actor, visit.id(), visit.id('fileId')));
  }

  @Post(':id/submission')
  @Allow(outputAccess.draft)
  @Form('show', 'submit')
  async submit(visit: Visit) {
    await this.outputs.submit(visit.actor, visit.id());
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.submitted');
  }

  @Post(':id/publication-approval')
  @Allow(outputAccess.approvePublication)
  @Form('show', 'approve')
  async approvePublication(visit: Visit) {
    const { status } = await this.review.approvePublication(visit.actor, visit.id());
    return visit.to(`/outputs/${visit.id()}`, `outputs.notice.${status === 'published' ? 'published' : 'approved'}`);
  }

  @Post(':id/withdrawal')
  @Allow(outputAccess.withdraw)
  @Form('show', 'withdraw', reasonForm)
  async withdraw(visit: Visit, { reason }: { reason: string }) {
    await this.review.withdraw(visit.actor, visit.id(), reason);
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.withdrawn');
  }

  @Post(':id/versions')
  @Allow(outputAccess.draft)
  @Form('show', 'version')
  async beginVersion(visit: Visit) {
    const { id } = await this.outputs.beginVersion(visit.actor, visit.id());
    return visit.to(`/outputs/${id}`, 'outputs.notice.versionBegun');
  }
}
