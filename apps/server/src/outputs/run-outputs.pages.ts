import { Get, Post } from '@nestjs/common';
import { isGranted } from '#libs/kernel';
import {
  OutputAuthors,
  OutputCatalogue,
  OutputWaiversService,
  outputAccess,
  outputListQuery,
  RequiredOutputs,
  type WaiverFields,
  waiverFields,
} from '#libs/outputs';
import { type DueDateFields, DueDatesService, dueDateFields, runAccess } from '#libs/training';
import { RunFrames } from '../training/run-frame.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { runOutputsPage } from './run-outputs.view.js';

/** The tab of a run where its outputs are found and waived. */
@Pages('runs')
export class RunOutputPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly authors: OutputAuthors,
    private readonly waivers: OutputWaiversService,
    private readonly required: RequiredOutputs,
    private readonly dueDates: DueDatesService,
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
