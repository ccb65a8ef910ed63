import { Get, Post } from '@nestjs/common';
import {
  OutputAuthors,
  OutputCatalogue,
  type OutputEdit,
  OutputFilesService,
  OutputReviewService,
  OutputsService,
  outputAccess,
  outputEdit,
  outputListQuery,
} from '#libs/outputs';
import { reasonForm } from '#libs/platform';
import { RunsService } from '#libs/training';
import { TakesFile } from '../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { receivedFile } from '../web/received-file.js';
import { outputFormPage, outputPage, outputsPage } from './output-page.view.js';

@Pages('outputs')
export class OutputPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly outputs: OutputsService,
    private readonly review: OutputReviewService,
    private readonly files: OutputFilesService,
    private readonly authors: OutputAuthors,
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
    return outputPage(visit, detail, run, this.files.limit);
  }

  @Get(':id/edit')
  @Allow(outputAccess.draft)
  @Shows('outputs/form')
  async form(visit: Visit) {
    const detail = await this.catalogue.get(visit.actor, visit.id());
    const { runId } = detail.output;
    const run = await this.runs.describe(visit.actor, runId);
    return outputFormPage(visit, { run, detail, authors: await this.authors.possible(visit.actor, runId) });
  }

  @Post(':id/edit')
  @Allow(outputAccess.draft)
  @Form('form', 'output', outputEdit)
  async edit(visit: Visit, { version, ...fields }: OutputEdit) {
    await this.outputs.edit(visit.actor, visit.id(), version, fields);
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.saved');
  }

  @Post(':id/files')
  @Allow(outputAccess.draft)
  @Form('show', 'upload')
  @TakesFile()
  async addFile(visit: Visit) {
    await this.files.expect(visit.actor, visit.id());
    const file = receivedFile(await visit.receive(this.files.limit));
    const { name } = await this.files.add(visit.actor, visit.id(), file);
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.fileAdded', { name });
  }

  @Get(':id/files/:fileId')
  @Allow(outputAccess.read)
  async file(visit: Visit) {
    return visit.file(await this.files.open(visit.actor, visit.id(), visit.id('fileId')));
  }

  @Post(':id/files/:fileId/removal')
  @Allow(outputAccess.draft)
  @Form('show', 'remove')
  async removeFile(visit: Visit) {
    await this.files.remove(visit.actor, visit.id(), visit.id('fileId'));
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.fileRemoved');
  }

  @Post(':id/submission')
  @Allow(outputAccess.draft)
  @Form('show', 'submit')
  async submit(visit: Visit) {
    await this.outputs.submit(visit.actor, visit.id());
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.submitted');
  }

  @Post(':id/acceptance')
  @Allow(outputAccess.review)
  @Form('show', 'accept')
  async accept(visit: Visit) {
    await this.review.accept(visit.actor, visit.id());
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.accepted');
  }

  @Post(':id/return')
  @Allow(outputAccess.return)
  @Form('show', 'return', reasonForm)
  async return(visit: Visit, { reason }: { reason: string }) {
    await this.review.return(visit.actor, visit.id(), reason);
    return visit.to(`/outputs/${visit.id()}`, 'outputs.notice.returned');
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
