import { Body, Delete, Get, Patch, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import {
  type SavedSearchChanges,
  SavedSearchesService,
  type SavedSearchFields,
  savedSearchAccess,
  savedSearchChanges,
  savedSearchFields,
} from '#libs/outputs';
import { Allow, Answers, Api, Creates, CurrentActor, Id, IfMatch, NoContent } from '../../web/index.js';
import { savedSearchesSchema, savedSearchResource, savedSearchSchema } from './saved-search.view.js';

/** One's own searches of the shared database, kept to be asked again and to be told of new outputs. */
@Api('saved-searches')
export class SavedSearchesApi {
  constructor(private readonly searches: SavedSearchesService) {}

  /** The first saved first. */
  @Get()
  @Allow(savedSearchAccess.own)
  @Answers(savedSearchesSchema)
  async list(@CurrentActor() actor: Actor) {
    return { items: (await this.searches.list(actor)).map(savedSearchResource) };
  }

  @Get(':id')
  @Allow(savedSearchAccess.own)
  @Answers(savedSearchSchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return savedSearchResource(await this.searches.get(actor, id));
  }

  @Post()
  @Allow(savedSearchAccess.own)
  @Creates(savedSearchSchema, '/api/v1/saved-searches')
  async save(@CurrentActor() actor: Actor, @Body({ schema: savedSearchFields }) fields: SavedSearchFields) {
    return savedSearchResource(await this.searches.save(actor, fields));
  }

  @Patch(':id')
  @Allow(savedSearchAccess.own)
  @Answers(savedSearchSchema)
  async edit(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body({ schema: savedSearchChanges }) changes: SavedSearchChanges,
  ) {
    return savedSearchResource(await this.searches.edit(actor, id, version, changes));
  }

  @Delete(':id')
  @Allow(savedSearchAccess.own)
  @NoContent()
  remove(@CurrentActor() actor: Actor, @Id() id: string) {
    return this.searches.remove(actor, id);
  }
}
