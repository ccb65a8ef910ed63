import { Get } from '@nestjs/common';
import { nearestVersion, OutputCatalogue, OutputComparisons, outputAccess } from '#libs/outputs';
import { RunsService } from '#libs/training';
import { Allow, Pages, Shows, type Visit } from '../web/index.js';
import { comparisonQuery } from './comparison.api.js';
import { comparisonPage } from './comparison.view.js';

@Pages('outputs/:id/comparison')
export class ComparisonPages {
  constructor(
    private readonly catalogue: OutputCatalogue,
    private readonly comparisons: OutputComparisons,
    private readonly runs: RunsService,
  ) {}

  /** With the version before, or the next one, unless another is named. */
  @Get()
  @Allow(outputAccess.read)
  @Shows('outputs/comparison')
  async show(visit: Visit) {
    const detail = await this.catalogue.get(visit.actor, visit.id());
    const { output, versions } = detail;
    const other = 'with' in visit.query ? visit.read(comparisonQuery).with : nearestVersion(output, versions)?.id;
    const comparison = other ? await this.comparisons.compare(visit.actor, output.id, other) : null;
    return comparisonPage(visit, await this.runs.describe(visit.actor, output.runId), detail, comparison);
  }
}
