import { Get, Inject } from '@nestjs/common';
import { PublishedOutputs, sharedDatabaseAccess } from '#libs/outputs';
import { CONFIGURATION, type Configuration, Translator } from '#libs/platform';
import { Allow, Pages, Shows, type Visit } from '../web/index.js';
import { schemaOrg } from './descriptions/schema-org.view.js';
import { sharedOutputPage } from './shared-output-page.view.js';

/** One published output. */
@Pages('shared-database')
export class SharedOutputPages {
  constructor(
    private readonly published: PublishedOutputs,
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
      linkedData: schemaOrg(publicUrl, this.translator, output, visit.language),
    };
  }
}
