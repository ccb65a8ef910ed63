import { Get, Post } from '@nestjs/common';
import { consumerAccess, type GrantFields, grantForm, grantsQuery, OutputGrantsService } from '#libs/outputs';
import { Allow, Form, Pages, Shows, type Visit } from '../../web/index.js';
import { grantsPage } from './grants-page.view.js';

@Pages('outputs')
export class GrantPages {
  constructor(private readonly grants: OutputGrantsService) {}

  @Get(':id/grants')
  @Allow(consumerAccess.grant)
  @Shows('outputs/grants')
  async index(visit: Visit) {
    const listed = await this.grants.list(visit.actor, visit.id(), visit.read(grantsQuery));
    return grantsPage(visit, listed, await this.grants.receivers(visit.actor, visit.id()));
  }

  @Post(':id/grants')
  @Allow(consumerAccess.grant)
  @Form('index', 'grant', grantForm)
  async grant(visit: Visit, fields: GrantFields) {
    await this.grants.grant(visit.actor, visit.id(), fields);
    return visit.to(`/outputs/${visit.id()}/grants`, 'grants.notice.granted');
  }

  @Post(':id/grants/:grantId/revocation')
  @Allow(consumerAccess.grant)
  @Form('index', 'revoke')
  async revoke(visit: Visit) {
    await this.grants.revoke(visit.actor, visit.id(), visit.id('grantId'));
    return visit.to(`/outputs/${visit.id()}/grants`, 'grants.notice.revoked');
  }
}
