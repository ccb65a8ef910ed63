import { Get, Post } from '@nestjs/common';
import { SavedSearchesService, savedSearchAccess, type TellingForm, tellingForm } from '#libs/outputs';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { savedSearchesPage } from './saved-searches-page.view.js';

const address = '/shared-database/searches';

@Pages('shared-database/searches')
export class SavedSearchPages {
  constructor(private readonly searches: SavedSearchesService) {}

  @Get()
  @Allow(savedSearchAccess.own)
  @Shows('shared-database/searches')
  async index(visit: Visit) {
    return savedSearchesPage(visit, await this.searches.list(visit.actor));
  }

  @Post(':id/telling')
  @Allow(savedSearchAccess.own)
  @Form('index', 'telling', tellingForm)
  async tell(visit: Visit, { version, tells }: TellingForm) {
    await this.searches.edit(visit.actor, visit.id(), version, { tells });
    return visit.to(address, 'shared-database.searches.notice.changed');
  }

  @Post(':id/removal')
  @Allow(savedSearchAccess.own)
  @Form('index', 'removal')
  async remove(visit: Visit) {
    await this.searches.remove(visit.actor, visit.id());
    return visit.to(address, 'shared-database.searches.notice.removed');
  }
}
