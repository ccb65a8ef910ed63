import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#libs/kernel';
import { outputAccess, type RowsQuery, rowsQuery, TableRowsService } from '#libs/outputs';
import { Allow, Answers, Api, CurrentActor, Id } from '../../web/index.js';
import { RowsAnswers } from './rows.answers.js';
import { rowsResource, rowsSchema } from './rows.view.js';

/** The rows of a table that is still being worked on, for those who read the output. */
@Api('outputs')
export class TableRowsApi {
  constructor(
    private readonly tables: TableRowsService,
    private readonly answers: RowsAnswers,
  ) {}

  /** As of a published one. */
  @Get(':id/tables/:tableId/rows')
  @Allow(outputAccess.read)
  @Answers(rowsSchema)
  async rows(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('tableId') tableId: string,
    @Query({ schema: rowsQuery.omit({ table: true }) }) query: Omit<RowsQuery, 'table'>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const stored = await this.tables.tableInWork(actor, id, tableId);
    await this.answers.send(request, reply, stored, async () => {
      const page = await this.tables.rows(stored, query);
      return { body: rowsResource(stored, page), rows: page.rows.length };
    });
  }
}
