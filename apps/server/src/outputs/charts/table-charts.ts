import { Injectable } from '@nestjs/common';
import { type StoredTable, TableRowsService } from '#libs/outputs';
import type { Bin, ColumnStatistics, RowValue } from '#libs/platform';
import { type AskedChart, type ChartChoice, chartChoice } from './chart.rules.js';

/** The figures of one chart: groups of a column with their measure, or bins. */
export type ChartFigures =
  | { kind: 'bar' | 'line'; groups: { value: RowValue; figure: number | null }[]; isCut: boolean }
  | { kind: 'histogram'; bins: Bin[] };

/** Bars that one chart holds. */
const mostBars = 20;

/** Rows of a table whose columns are all counted before anybody asks; with a million it takes many seconds. */
const mostCountedUnasked = 50_000;

/** Asks the rows of a table for what a chart shows. */
@Injectable()
export class TableCharts {
  constructor(private readonly tables: TableRowsService) {}

  /** Of each column; null for a long table unless it is asked for. Worked out once for all who ask. */
  async statistics(stored: StoredTable, isAsked: boolean): Promise<ColumnStatistics[] | null> {
    return isAsked || stored.rowCount <= mostCountedUnasked ? this.tables.statistics(stored) : null;
  }

  /** The chart that is asked for, else the one that tells most; null when no column can be charted. */
  async draw(stored: StoredTable, statistics: ColumnStatistics[] | null, asked: AskedChart, filter: string[]) {
    const distinct = statistics?.map((one) => one.distinct) ?? [];
    const choice = chartChoice(stored.table.schema.fields, distinct, stored.rowCount, asked);
    return choice && { choice, figures: await this.figures(stored, choice, filter) };
  }

  private async figures(
    stored: StoredTable,
    { kind, of, measure }: ChartChoice,
    filter: string[],
  ): Promise<ChartFigures> {
    if (kind === 'histogram') return { kind, bins: await this.tables.spread(stored, of.name, filter) };
    const sort = kind === 'bar' && of.type !== 'date' && of.type !== 'year' ? `-${measure}` : undefined;
    const answer = await this.tables.aggregate(stored, { by: [of.name], measure: [measure], filter, sort });
    // Rows without a day or a year have no place on a line.
    const groups = answer.groups
      .map(({ by, measures }) => ({ value: by[0] ?? null, figure: measures[0] as number | null }))
      .filter(({ value, figure }) => (kind === 'line' ? value !== null : figure !== null));
    const shown = kind === 'bar' ? groups.slice(0, mostBars) : groups;
    return { kind, groups: shown, isCut: answer.isCut || shown.length < groups.length };
  }
}
