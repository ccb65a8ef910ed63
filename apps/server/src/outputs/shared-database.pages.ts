import { Get, Inject } from '@nestjs/common';
import { SharedDatabaseService, sharedDatabaseAccess, sharedQuery } from '#libs/outputs';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { Allow, Pages, Shows, type Visit } from '../web/index.js';
import { sharedDatabasePage, sharedOutputPage } from './shared-database-page.view.js';

/** The public catalogue of practical outputs. */
@Pages('shared-database')
export class SharedDatabasePages {
  constructor(
    private readonly shared: SharedDatabaseService,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Allow(sharedDatabaseAccess.public)
  @Shows('shared-database/index')
  async index(visit: Visit) {
    const query = { ...visit.read(sharedQuery) };
    if (!visit.query.pageSize) query.pageSize = 20;
    return sharedDatabasePage(visit, query, await this.shared.browse(visit.actor, query));
  }

  @Get(':id')
  @Allow(sharedDatabaseAccess.public)
  @Shows('shared-database/show')
  async show(visit: Visit) {
    return sharedOutputPage(visit, await this.shared.get(visit.actor, visit.id()), this.configuration.publicUrl);
  }

  @Get(':id/files/:fileId')
  @Allow(sharedDatabaseAccess.public)
  async file(visit: Visit) {
    return visit.file(await this.shared.openFile(visit.actor, visit.id(), visit.id('fileId')));
  }
}
