import { Get } from '@nestjs/common';
import { DomainError } from '#libs/kernel';
import {
  PublishedOutputs,
  type RowPage,
  type StoredTable,
  sharedDatabaseAccess,
  TableRowsService,
} from '#libs/outputs';
import { Allow, Pages, Shows, type Visit } from '../../web/index.js';
import { TableCharts } from './table-charts.js';
import { isFromForm, type TablePageQuery, tableAddress, tablePageQueryOf, withAdded } from './table-page.query.js';
import { tablePage } from './table-page.view.js';

const rowsOnPage = 20;

/** The rows of one table of a published dataset: looked through, filtered, counted and drawn. */
@Pages('shared-database')
export class TablePages {
  constructor(
    private readonly published: PublishedOutputs,
    private readonly tables: TableRowsService,
    private readonly charts: TableCharts,
  ) {}

  @Get(':id/tables/:name')
  @Allow(sharedDatabaseAccess.public)
  @Shows('shared-database/table')
  async show(visit: Visit) {
    const output = await this.published.get(visit.actor, visit.id());
    const stored = await this.tables.tableOf(visit.actor, output.id, visit.params.name);
    const query = tablePageQueryOf(visit);
    const added = withAdded(query);
    const { page, problems } = await this.rows(visit, stored, added);
    // What was chosen or typed, and is right, becomes part of the address.
    if (page && isFromForm(visit)) return visit.to(tableAddress(visit.path, added));
    const statistics = await this.charts.statistics(stored, query.statistics === 'true');
    const drawn = page && (await this.charts.draw(stored, statistics, query, query.filter));
    return tablePage(visit, { output, stored, query, page, problems, statistics, drawn });
  }

  private async rows(
    { t }: Visit,
    stored: StoredTable,
    { filter, sort, after }: TablePageQuery,
  ): Promise<{ page: RowPage | null; problems: string[] }> {
    try {
      const asked = { filter, sort, after, pageSize: rowsOnPage, total: 'true' } as const;
      return { page: await this.tables.rows(stored, asked), problems: [] };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      return { page: null, problems: error.fields.map(({ code, args }) => t(`errors.${code}`, args)) };
    }
  }
}
