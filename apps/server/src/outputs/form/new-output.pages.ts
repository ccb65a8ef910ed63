import { Get, Post } from '@nestjs/common';
import { OutputAuthors, type OutputBeginning, OutputsService, outputAccess, outputBeginning } from '#libs/outputs';
import { RunsService } from '#libs/training';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { newOutputPage, stepHref } from './output-form.view.js';

/** The first step of the form, where an output of a run begins. */
@Pages('runs')
export class NewOutputPages {
  constructor(
    private readonly outputs: OutputsService,
    private readonly authors: OutputAuthors,
    private readonly runs: RunsService,
  ) {}

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
}
