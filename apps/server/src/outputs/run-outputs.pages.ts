import { Get, Post } from '@nestjs/common';
import { isGranted } from '#libs/kernel';
import {
  OutputAuthors,
  type OutputBeginning,
  OutputCatalogue,
  OutputsService,
  OutputWaiversService,
  outputAccess,
  outputBeginning,
  outputListQuery,
  RequiredOutputs,
  type WaiverFields,
  waiverFields,
} from '#libs/outputs';
import { type DueDateFields, DueDatesService, dueDateFields, RunsService, runAccess } from '#libs/training';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { newOutputPage, stepHref } from './form/output-form.view.js';
import { runOutputsPage } from './run-outputs.view.js';

/** The tab of a run where its outputs are drafted, found and waived. */
@Pages('runs')
export class RunOutputPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly outputs: OutputsService,
    private readonly authors: OutputAuthors,
    private readonly waivers: OutputWaiversService,
    private readonly required: RequiredOutputs,
    private readonly dueDates: DueDatesService,
    private readonly runs: RunsService,
    private readonly frames: RunFrames,
  ) {}

  @Get(':runId/outputs')
  @Allow(outputAccess.read)
  @Shows('outputs/of-run')
  async index(visit: Visit) {
    const runId = visit.id('runId');
    const query = visit.read(outputListQuery);
    const frame = await this.frames.runFrame(visit, runId, 'outputs');
    const listing = await this.catalogue.listOfRun(visit.actor, runId, query);
    const progress = await this.required.progress(visit.actor, runId);
    const waivers = isGranted(visit.actor, outputAccess.readWaivers)
      ? await this.waivers.list(visit.actor, runId)
      : null;
    const drafts = await this.authors.isDrafter(visit.actor, runId);
    return runOutputsPage(visit, frame, query, listing, { progress, waivers, drafts });
  }

  @Get(':runId/outputs/new')
  @Allow(outputAccess.draft)
  @Shows('outputs/form')
  async form(visit: Visit) {
    const authors = await this.authors.possible(visit.actor, visit.id('runId'));
    const run = await this.runs.describe(visit.actor, visit.id('runId'));
    return newOutputPage(visit, run, authors);
  }

  @Post(':runId/outputs/new')
  @Allow(outputAccess.draft)
  @Form('form', 'output', outputBeginning)
  async draft(visit: Visit, fields: OutputBeginning) {
    const { id } = await this.outputs.draft(visit.actor, visit.id('runId'), { ...fields, content: null });
    return visit.to(stepHref(id, 'content'), 'outputs.notice.drafted');
  }

  @Post(':runId/output-waivers')
  @Allow(outputAccess.waive)
  @Form('index', 'waiver', waiverFields)
  async waive(visit: Visit, fields: WaiverFields) {
    await this.waivers.waive(visit.actor, visit.id('runId'), fields);
    return visit.to(`/runs/${visit.id('runId')}/outputs`, 'outputs.notice.waived');
  }

  @Post(':runId/due-dates')
  @Allow(runAccess.write)
  @Form('index', 'dueDate', dueDateFields)
  async moveDueDate(visit: Visit, fields: DueDateFields) {
    await this.dueDates.move(visit.actor, visit.id('runId'), fields);
    return visit.to(`/runs/${visit.id('runId')}/outputs`, 'required-outputs.notice.moved');
  }
}
