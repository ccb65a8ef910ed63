import { Get, Inject, Post } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { type ConsumerKeyFields, ConsumerKeysService, consumerAccess, consumerKeyFields } from '#libs/outputs';
import { CONFIGURATION, type Configuration } from '#libs/platform';
import { Allow, Form, OtherPage, Pages, Shows, type Visit } from '../../web/index.js';
import { consumerKeyPage, consumerKeysPage, newConsumerKeyPage } from './consumer-keys-page.view.js';

@Pages('me/keys')
export class ConsumerKeyPages {
  constructor(
    private readonly keys: ConsumerKeysService,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @Allow(consumerAccess.keys)
  @Shows('consumer-keys/index')
  async index(visit: Visit) {
    return consumerKeysPage(visit, await this.keys.list(visit.actor), this.clock.now(), this.configuration);
  }

  @Post()
  @Allow(consumerAccess.keys)
  @Form('index', 'key', consumerKeyFields)
  async create(visit: Visit, fields: ConsumerKeyFields) {
    const made = await this.keys.create(visit.actor, fields);
    return new OtherPage('consumer-keys/created', newConsumerKeyPage(visit, made, this.configuration), 201);
  }

  @Get(':id')
  @Allow(consumerAccess.keys)
  @Shows('consumer-keys/show')
  async show(visit: Visit) {
    const key = await this.keys.get(visit.actor, visit.id());
    return consumerKeyPage(visit, key, await this.keys.usage(visit.actor, key.id), this.clock.now());
  }

  @Post(':id/revocation')
  @Allow(consumerAccess.keys)
  @Form('show', 'revoke')
  async revoke(visit: Visit) {
    await this.keys.revoke(visit.actor, visit.id());
    return visit.to('/me/keys', 'consumer-keys.notice.revoked');
  }
}
