import { Get, Inject, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#libs/kernel';
import {
  PublishedOutputs,
  SharedDatabaseService,
  type SharedQuery,
  sharedDatabaseAccess,
  sharedQuery,
} from '#libs/outputs';
import { CONFIGURATION, type Configuration, mapListing } from '#libs/platform';
import { SendsFile, TakesHead } from '../web/file-routes.js';
import { Allow, Answers, Api, ByKey, CurrentActor, FileAnswer, Id, listOf } from '../web/index.js';
import { sharedOutputsCsv } from './shared-database.csv.js';
import {
  facetsResource,
  facetsSchema,
  sharedOutputDetailResource,
  sharedOutputDetailSchema,
  sharedOutputResource,
  sharedOutputSchema,
} from './shared-database.view.js';
import { Takes } from './uses/taking.js';

const wantsCsv = ({ headers }: FastifyRequest): boolean => /^\s*text\/csv\b/i.test(headers.accept ?? '');

/** What is published, for anyone as far as their access level goes. */
@Api('shared-database')
export class SharedDatabaseApi {
  constructor(
    private readonly shared: SharedDatabaseService,
    private readonly published: PublishedOutputs,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** JSON by page; with `Accept: text/csv` everything the filters find. */
  @Get('outputs')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @Answers(listOf(sharedOutputSchema))
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: sharedQuery }) query: SharedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    reply.header('vary', 'accept');
    if (wantsCsv(request)) return this.csv(actor, query, reply);
    return mapListing(await this.shared.list(actor, query), sharedOutputResource);
  }

  @Get('outputs.csv')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @SendsFile('text/csv')
  async csv(
    @CurrentActor() actor: Actor,
    @Query({ schema: sharedQuery }) query: SharedQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // The first rows are read before the head is sent, so that a refusal is still a refusal.
    await this.shared.list(actor, { ...query, pageSize: 1, total: 'false' });
    reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', 'attachment; filename="shared-database.csv"')
      .header('x-content-type-options', 'nosniff');
    return new StreamableFile(sharedOutputsCsv(this.shared.each(actor, query), this.configuration.publicUrl));
  }

  /** The values of every facet with their counts under the other filters. */
  @Get('outputs/facets')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @Answers(facetsSchema)
  async facets(@CurrentActor() actor: Actor, @Query({ schema: sharedQuery }) query: SharedQuery) {
    return facetsResource(await this.shared.facets(actor, query));
  }

  @Get('outputs/:id')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @Answers(sharedOutputDetailSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return sharedOutputDetailResource(await this.published.get(actor, id));
  }

  @Get('outputs/:id/files/:fileId')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('files')
  @Takes('download')
  @SendsFile()
  @TakesHead()
  async file(@CurrentActor() actor: Actor, @Id() id: string, @Id('fileId') fileId: string) {
    return new FileAnswer(await this.shared.openFile(actor, id, fileId));
  }
}
