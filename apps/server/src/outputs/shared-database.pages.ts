import { Get, Post } from '@nestjs/common';
import {
  filtersOf,
  SavedSearchesService,
  type SavedSearchForm,
  SharedDatabaseService,
  savedSearchAccess,
  savedSearchForm,
  sharedDatabaseAccess,
  sharedQuery,
} from '#libs/outputs';
import { TakesHead } from '../web/file-routes.js';
import { Allow, Form, Pages, Shows, type Visit } from '../web/index.js';
import { sharedDatabasePage } from './shared-database-page.view.js';
import { Takes } from './uses/taking.js';

/** The public catalogue of practical outputs. */
@Pages('shared-database')
export class SharedDatabasePages {
  constructor(
    private readonly shared: SharedDatabaseService,
    private readonly searches: SavedSearchesService,
  ) {}

  @Get()
  @Allow(sharedDatabaseAccess.public)
  @Shows('shared-database/index')
  async index(visit: Visit) {
    const query = { ...visit.read(sharedQuery) };
    if (!visit.query.pageSize) query.pageSize = 20;
    return sharedDatabasePage(visit, query, await this.shared.browse(visit.actor, query));
  }

  /** What is looked for stands in the address, as on the page with the form. */
  @Post('searches')
  @Allow(savedSearchAccess.own)
  @Form('index', 'search', savedSearchForm)
  async save(visit: Visit, form: SavedSearchForm) {
    await this.searches.save(visit.actor, { ...form, query: filtersOf(visit.read(sharedQuery)) });
    return visit.to('/shared-database/searches', 'shared-database.searches.notice.saved');
  }

  @Get(':id/files/:fileId')
  @Allow(sharedDatabaseAccess.public)
  @Takes('download')
  @TakesHead()
  async file(visit: Visit) {
    return visit.file(await this.shared.openFile(visit.actor, visit.id(), visit.id('fileId')));
  }
}
