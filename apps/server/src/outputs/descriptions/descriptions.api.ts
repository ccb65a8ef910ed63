import { applyDecorators, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Language } from '#libs/kernel';
import { PublishedOutputs, type SharedQuery, sharedDatabaseAccess, sharedQuery } from '#libs/outputs';
import { CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import { Allow, Api, ByKey, CurrentActor, Id, listAddress } from '../../web/index.js';
import { AskedLanguage } from '../../web/parameters.js';
import { apiOf } from './addresses.js';
import { dataPackage } from './data-package.view.js';
import { Dcat } from './dcat.view.js';

const linkedData = 'application/ld+json';

/** A route that answers an object in a format of others; for OpenAPI. */
const Describes = (mediaType: string, description: string) =>
  applyDecorators(
    ApiProduces(mediaType),
    ApiResponse({ status: 200, description, content: { [mediaType]: { schema: { type: 'object' } } } }),
  );

/** What is published, in the words of other catalogues: DCAT for harvesting, Data Package for one output. */
@Api('shared-database')
export class DescriptionsApi {
  private readonly dcat: Dcat;

  constructor(
    private readonly published: PublishedOutputs,
    private readonly translator: Translator,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    this.dcat = new Dcat(configuration.publicUrl, translator);
  }

  /** The catalogue page by page (`hydra:next`), narrowed by the filters of the list. */
  @Get('catalogue.jsonld')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @Describes(linkedData, 'DCAT 3 (DCAT-AP)')
  async catalogue(
    @CurrentActor() actor: Actor,
    @Query({ schema: sharedQuery }) query: SharedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { page: _, after: __, ...asked } = request.query as Record<string, string>;
    const listing = await this.published.list(actor, { ...query, total: 'true', after: undefined });
    const address = `${apiOf(this.configuration.publicUrl)}/catalogue.jsonld`;
    const pageAddress = (page: number) => listAddress(address, { ...asked, page: String(page) });
    return sent(reply, linkedData, this.dcat.catalogue(listing, pageAddress));
  }

  @Get('outputs/:id/dcat.jsonld')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @Describes(linkedData, 'DCAT 3 (DCAT-AP)')
  async output(@CurrentActor() actor: Actor, @Id() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return sent(reply, linkedData, this.dcat.output(await this.published.get(actor, id)));
  }

  /** Texts in the language of `Accept-Language`. */
  @Get('outputs/:id/datapackage.json')
  @Allow(sharedDatabaseAccess.public)
  @ByKey('catalogue')
  @Describes('application/json', 'Frictionless Data Package 2')
  async dataPackage(
    @CurrentActor() actor: Actor,
    @AskedLanguage() language: Language,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const output = await this.published.get(actor, id);
    const described = dataPackage(this.configuration.publicUrl, this.translator, output, language);
    return sent(reply.header('vary', 'accept-language'), 'application/json', described);
  }
}

function sent(reply: FastifyReply, mediaType: string, described: object): string {
  reply.header('content-type', `${mediaType}; charset=utf-8`);
  return JSON.stringify(described);
}
