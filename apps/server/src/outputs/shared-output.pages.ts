import { Get, Inject } from '@nestjs/common';
import { Clock, DomainError } from '#libs/kernel';
import {
  OutputUsesService,
  type PublishedOutput,
  PublishedOutputs,
  sharedDatabaseAccess,
  TableRowsService,
  usesQuery,
} from '#libs/outputs';
import { CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import { Allow, Pages, Shows, type Visit } from '../web/index.js';
import { TableCharts } from './charts/table-charts.js';
import { tableLook } from './charts/table-page.view.js';
import { schemaOrg } from './descriptions/schema-org.view.js';
import { sharedOutputPage } from './shared-output-page.view.js';
import { usesView } from './uses/uses.view.js';

/** The rest stands on a page of its own. */
const latestUses = usesQuery.parse({ pageSize: 3 });

/** One published output. */
@Pages('shared-database')
export class SharedOutputPages {
  constructor(
    private readonly published: PublishedOutputs,
    private readonly tables: TableRowsService,
    private readonly charts: TableCharts,
    private readonly uses: OutputUsesService,
    private readonly clock: Clock,
    private readonly translator: Translator,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get(':id')
  @Allow(sharedDatabaseAccess.public)
  @Shows('shared-database/show')
  async show(visit: Visit) {
    const output = await this.published.get(visit.actor, visit.id());
    const { publicUrl } = this.configuration;
    return {
      ...sharedOutputPage(visit, output, publicUrl),
      uses: usesView(visit, output.id, await this.uses.list(visit.actor, output.id, latestUses), this.clock.now()),
      look: await this.look(visit, output),
      linkedData: schemaOrg(publicUrl, this.translator, output, visit.language),
    };
  }

  /** The beginning of the first table; the page does without it when too many ask at once. */
  private async look(visit: Visit, { id, tables }: PublishedOutput) {
    if (tables.length === 0) return null;
    try {
      const stored = await this.tables.tableOf(visit.actor, id, undefined);
      const page = await this.tables.rows(stored, { filter: [], pageSize: 5, total: 'false' });
      const statistics = await this.charts.statistics(stored, false);
      return tableLook(visit, stored, page, await this.charts.draw(stored, statistics, {}, []));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'unavailable') return null;
      throw error;
    }
  }
}
