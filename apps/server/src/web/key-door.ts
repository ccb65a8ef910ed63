import { Inject, Injectable } from '@nestjs/common';
import { InjectThrottlerStorage, type ThrottlerStorage } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { type Actor, DomainError, forbidden, type Language } from '#libs/kernel';
import { isKeyLike, KeyCallers, type KeyScope, KeyUses } from '#libs/outputs';
import { CONFIGURATION, type Configuration } from '#libs/platform';

const minute = 60_000;

/** The key in `Authorization: Bearer mtp_…`; null for anything else. */
export const keyIn = (header: string): string | null => {
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  return token !== undefined && isKeyLike(token) ? token : null;
};

/** Lets programs in that come with the key of a consumer, so many times a minute and where the key is for. */
@Injectable()
export class KeyDoor {
  constructor(
    private readonly callers: KeyCallers,
    private readonly uses: KeyUses,
    @InjectThrottlerStorage() private readonly counts: ThrottlerStorage,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** `asked`: what the route opens to keys; undefined: nothing. */
  async enter(request: FastifyRequest, token: string, asked: KeyScope | undefined, language: Language): Promise<Actor> {
    const caller = await this.callers.find(token, language);
    if (!caller) throw new DomainError('unauthenticated', 'consumer_key.not_open');
    await this.spend(caller.keyId);
    if (asked === undefined) throw forbidden('consumer_key.not_here');
    if (!caller.scopes.includes(asked)) throw forbidden('consumer_key.out_of_scope', { scope: asked });
    this.uses.count(caller.keyId, asked);
    request.consumerKeyId = caller.keyId;
    return caller.actor;
  }

  /** Of one key on all routes together, from whatever addresses. */
  private async spend(keyId: string): Promise<void> {
    const most = this.configuration.keyRequestsPerMinute;
    const name = 'consumer-key';
    const { isBlocked, timeToBlockExpire } = await this.counts.increment(
      `${name}:${keyId}`,
      minute,
      most,
      minute,
      name,
    );
    if (isBlocked) throw new DomainError('too_many', 'consumer_key.too_often', { most, retryAfter: timeToBlockExpire });
  }
}
