import { Get, Post } from '@nestjs/common';
import { forbidden, isAllowed } from '#libs/kernel';
import {
  mayEdit,
  type OutputAbout,
  OutputAuthors,
  type OutputAuthorship,
  OutputCatalogue,
  type OutputChanges,
  OutputFilesService,
  OutputsService,
  outputAbout,
  outputAccess,
  outputAuthorship,
  outputContentForms,
} from '#libs/outputs';
import { RunsService } from '#libs/training';
import { TakesFile } from '../../web/file-routes.js';
import { Allow, Form, OtherPage, Pages, Redirect, Shows, type Visit } from '../../web/index.js';
import { receivedFile } from '../../web/received-file.js';
import { contentStep, rowLists } from './content-form.view.js';
import { rearranged } from './form-rows.js';
import {
  aboutStep,
  authorsStep,
  checkStep,
  type FormSource,
  type FormStep,
  filesStep,
  nextStep,
  stepHref,
} from './output-form.view.js';

/** What every page of the form sends beside its fields. */
type Sent = Pick<OutputAuthorship, 'version' | 'button'>;

/** The guided form of an output, one page after the other. */
@Pages('outputs')
export class OutputFormPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly outputs: OutputsService,
    private readonly files: OutputFilesService,
    private readonly authors: OutputAuthors,
    private readonly runs: RunsService,
  ) {}

  @Get(':id/edit/about')
  @Allow(outputAccess.draft)
  @Shows('outputs/edit-about')
  about(visit: Visit) {
    return this.page(visit, (source) => aboutStep(visit, source));
  }

  @Post(':id/edit/about')
  @Allow(outputAccess.draft)
  @Form('about', 'output', outputAbout)
  saveAbout(visit: Visit, fields: OutputAbout) {
    return this.save(visit, 'about', fields);
  }

  @Get(':id/edit/content')
  @Allow(outputAccess.draft)
  @Shows('outputs/edit-content')
  content(visit: Visit) {
    return this.page(visit, (source) => contentStep(visit, source));
  }

  /** The buttons of rows save nothing: the page comes back with one more, one fewer, or another order. */
  @Post(':id/edit/content')
  @Allow(outputAccess.draft)
  @Form('content', 'output')
  async saveContent(visit: Visit) {
    const { kind } = (await this.source(visit)).detail.output;
    const changed = rearranged(visit.body, 'content', rowLists(kind));
    if (!changed) return this.save(visit, 'content', visit.posted(outputContentForms[kind]));
    visit.keep('output', changed);
    return this.page(visit, (source) => new OtherPage('outputs/edit-content', contentStep(visit, source)));
  }

  @Get(':id/edit/authors')
  @Allow(outputAccess.draft)
  @Shows('outputs/edit-authors')
  authorship(visit: Visit) {
    return this.page(visit, async (source) =>
      authorsStep(visit, source, await this.authors.possible(visit.actor, source.run.id)),
    );
  }

  @Post(':id/edit/authors')
  @Allow(outputAccess.draft)
  @Form('authorship', 'output', outputAuthorship)
  saveAuthorship(visit: Visit, fields: OutputAuthorship) {
    return this.save(visit, 'authors', fields);
  }

  @Get(':id/edit/files')
  @Allow(outputAccess.draft)
  @Shows('outputs/edit-files')
  filesPage(visit: Visit) {
    return this.page(visit, (source) => filesStep(visit, source, this.files.limit));
  }

  @Post(':id/files')
  @Allow(outputAccess.draft)
  @Form('filesPage', 'upload')
  @TakesFile()
  async addFile(visit: Visit) {
    await this.files.expect(visit.actor, visit.id());
    const file = receivedFile(await visit.receive(this.files.limit));
    const { name } = await this.files.add(visit.actor, visit.id(), file);
    return visit.to(stepHref(visit.id(), 'files'), 'outputs.notice.fileAdded', { name });
  }

  @Post(':id/files/:fileId/removal')
  @Allow(outputAccess.draft)
  @Form('filesPage', 'remove')
  async removeFile(visit: Visit) {
    await this.files.remove(visit.actor, visit.id(), visit.id('fileId'));
    return visit.to(stepHref(visit.id(), 'files'), 'outputs.notice.fileRemoved');
  }

  @Get(':id/edit/check')
  @Allow(outputAccess.draft)
  @Shows('outputs/edit-check')
  check(visit: Visit) {
    return this.page(visit, (source) => checkStep(visit, source));
  }

  private async source(visit: Visit): Promise<FormSource> {
    const detail = await this.catalogue.get(visit.actor, visit.id());
    if (!detail.reach.draft) throw forbidden('forbidden', { action: outputAccess.draft.action });
    return { detail, run: await this.runs.describe(visit.actor, detail.output.runId) };
  }

  /** What can no longer be edited is only shown; a form that was just refused is shown all the same, with what was typed. */
  private async page<Data>(visit: Visit, show: (source: FormSource) => Data): Promise<Awaited<Data> | Redirect> {
    const source = await this.source(visit);
    const { id, status } = source.detail.output;
    if (!isAllowed(mayEdit(status)) && !visit.form) return visit.to(`/outputs/${id}`, 'errors.output.not_editable');
    return await show(source);
  }

  private async save(visit: Visit, step: FormStep, { version, button, ...changes }: OutputChanges & Sent) {
    await this.outputs.edit(visit.actor, visit.id(), version, changes);
    const to = button === 'stay' ? step : nextStep(step);
    return visit.to(stepHref(visit.id(), to), 'outputs.notice.saved');
  }
}
