import { Body, Get, Post } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { type ConsumerKeyFields, ConsumerKeysService, consumerAccess, consumerKeyFields } from '#libs/outputs';
import { emptyForm } from '#libs/platform';
import { Allow, Answers, Api, Creates, CurrentActor, Id, Unkeyed } from '../../web/index.js';
import {
  consumerKeyResource,
  consumerKeySchema,
  consumerKeysSchema,
  consumerKeyUsageResource,
  consumerKeyUsageSchema,
  newConsumerKeyResource,
  newConsumerKeySchema,
} from './consumer-key.view.js';

/** One's own keys by which programs ask the shared database. */
@Api('consumer-keys')
export class ConsumerKeysApi {
  constructor(private readonly keys: ConsumerKeysService) {}

  /** Revoked ones too, the latest first. */
  @Get()
  @Allow(consumerAccess.keys)
  @Answers(consumerKeysSchema)
  async list(@CurrentActor() actor: Actor) {
    return { items: (await this.keys.list(actor)).map(consumerKeyResource) };
  }

  /** The answer holds the key, which is shown this once; so it takes no Idempotency-Key. */
  @Post()
  @Unkeyed()
  @Allow(consumerAccess.keys)
  @Creates(newConsumerKeySchema, '/api/v1/consumer-keys')
  async create(@CurrentActor() actor: Actor, @Body({ schema: consumerKeyFields }) fields: ConsumerKeyFields) {
    return newConsumerKeyResource(await this.keys.create(actor, fields));
  }

  @Get(':id')
  @Allow(consumerAccess.keys)
  @Answers(consumerKeySchema)
  async get(@CurrentActor() actor: Actor, @Id() id: string) {
    return consumerKeyResource(await this.keys.get(actor, id));
  }

  /** By day and scope, of the last 90 days, the latest first. */
  @Get(':id/usage')
  @Allow(consumerAccess.keys)
  @Answers(consumerKeyUsageSchema)
  async usage(@CurrentActor() actor: Actor, @Id() id: string) {
    return consumerKeyUsageResource(await this.keys.usage(actor, id));
  }

  @Post(':id/revocation')
  @Allow(consumerAccess.keys)
  @Answers(consumerKeySchema)
  async revoke(@CurrentActor() actor: Actor, @Id() id: string, @Body({ schema: emptyForm }) _: object) {
    return consumerKeyResource(await this.keys.revoke(actor, id));
  }
}
