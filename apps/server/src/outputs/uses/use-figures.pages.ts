import { Get } from '@nestjs/common';
import { UseFiguresService, useAccess, usedOutputsQuery } from '#libs/outputs';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { usedOutputsPage, useFiguresPage } from './use-figures-page.view.js';

@Pages('shared-database/uses')
export class UseFiguresPages {
  constructor(private readonly figures: UseFiguresService) {}

  @Get()
  @Allow(useAccess.figures)
  @Shows('output-uses/figures')
  async index(visit: Visit) {
    return useFiguresPage(visit, await this.figures.figures(visit.actor));
  }

  @Get('outputs')
  @Allow(useAccess.figures)
  @Shows('output-uses/outputs')
  async outputs(visit: Visit) {
    return usedOutputsPage(visit, await this.figures.outputs(visit.actor, visit.read(usedOutputsQuery)));
  }
}
