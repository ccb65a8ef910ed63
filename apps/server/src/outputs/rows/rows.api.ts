import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#libs/kernel';
import {
  type AggregateQuery,
  aggregateQuery,
  type ExportQuery,
  exportQuery,
  type RowsQuery,
  rowsQuery,
  sharedDatabaseAccess,
  statisticsQuery,
  TableRowsService,
} from '#libs/outputs';
import { SendsFile } from '../../web/file-routes.js';
import { Allow, Answers, Api, ByKey, CurrentActor, Id, MayRefuse } from '../../web/index.js';
import { Takes } from '../uses/taking.js';
import { RowsAnswers } from './rows.answers.js';
import {
  groupsResource,
  groupsSchema,
  rowsResource,
  rowsSchema,
  statisticsResource,
  statisticsSchema,
  tablesResource,
  tablesSchema,
} from './rows.view.js';

/** The rows of published data sets, for whoever sees the output. */
@Api('shared-database')
export class RowsApi {
  constructor(
    private readonly tables: TableRowsService,
    private readonly answers: RowsAnswers,
  ) {}

  /** The tables that have rows, with their columns. */
  @Get('outputs/:id/tables')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('rows')
  @Answers(tablesSchema)
  async list(@CurrentActor() actor: Actor, @Id() id: string) {
    return tablesResource(await this.tables.tablesOf(actor, id));
  }

  /**
   * `filter=<column>:<op>:<value>`, several times: `eq ne lt le gt ge in missing present`, of text `eq ne in contains`
   * through the fold and `is` as it stands; values of `in` have commas between. What is missing comes last.
   */
  @Get('outputs/:id/rows')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('rows')
  @Takes('rows')
  @Answers(rowsSchema)
  async rows(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: rowsQuery }) query: RowsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const stored = await this.tables.tableOf(actor, id, query.table);
    await this.answers.send(request, reply, stored, async () => {
      const page = await this.tables.rows(stored, query);
      return { body: rowsResource(stored, page), rows: page.rows.length };
    });
  }

  /** Every row the filters find. More than 100,000 come in the order of their file. */
  @Get('outputs/:id/rows.csv')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('rows')
  @Takes('rows')
  @SendsFile('text/csv')
  async csv(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.answers.sendCsv(request, reply, await this.tables.tableOf(actor, id, query.table), query);
  }

  /** Up to 50,000 rows and 1,000,000 cells. */
  @Get('outputs/:id/rows.xlsx')
  @Allow(sharedDatabaseAccess.public)
  @MayRefuse(409)
  @ByKey('rows')
  @Takes('rows')
  @SendsFile('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  async workbook(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    await this.answers.sendWorkbook(request, reply, await this.tables.tableOf(actor, id, query.table), query);
  }

  /** `by=province,year&measure=count&measure=sum:amount&sort=-sum:amount`: up to 1,000 groups. */
  @Get('outputs/:id/aggregate')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('rows')
  @Takes('rows')
  @Answers(groupsSchema)
  async aggregate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: aggregateQuery }) query: AggregateQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const stored = await this.tables.tableOf(actor, id, query.table);
    await this.answers.send(request, reply, stored, async () => {
      const answer = await this.tables.aggregate(stored, query);
      const measures = query.measure.length > 0 ? query.measure : ['count'];
      return { body: groupsResource(measures, answer), rows: answer.groups.length };
    });
  }

  /** What is in each column: counts, bounds, mean, the most frequent values. */
  @Get('outputs/:id/statistics')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('rows')
  @Answers(statisticsSchema)
  async statistics(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query({ schema: statisticsQuery }) { table }: { table?: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const stored = await this.tables.tableOf(actor, id, table);
    await this.answers.send(request, reply, stored, async () => {
      return { body: statisticsResource(stored, await this.tables.statistics(stored)), rows: 0 };
    });
  }
}
