import { Injectable } from '@nestjs/common';
import { type Actor, Clock, hasRole, type Language } from '#libs/kernel';
import { ActorLookup, digestOf } from '#libs/people';
import type { KeyScope } from './consumer-key.fields.js';
import { ConsumerKeysRepository } from './consumer-keys.repository.js';

/** Somebody who asks by key: the right of a consumer and no other that the account may have. */
export interface KeyCaller {
  actor: Actor;
  keyId: string;
  scopes: readonly KeyScope[];
}

const form = /^mtp_[a-z2-9]{8}_[\w-]{32}$/;

/** Whether it looks like a key of ours, right or wrong. */
export const isKeyLike = (token: string): boolean => token.startsWith('mtp_');

/** Who asks by a key, with the rights of this moment. */
@Injectable()
export class KeyCallers {
  constructor(
    private readonly keys: ConsumerKeysRepository,
    private readonly actors: ActorLookup,
    private readonly clock: Clock,
  ) {}

  /** Null for a key that is unknown, over or revoked, and for one whose owner is no consumer any more. */
  async find(token: string, language: Language): Promise<KeyCaller | null> {
    if (!form.test(token)) return null;
    const key = await this.keys.findByDigest(digestOf(token));
    if (!key?.opensAt(this.clock.now())) return null;
    const owner = await this.actors.of(key.accountId);
    if (!owner || !hasRole(owner, 'consumer')) return null;
    return {
      actor: { ...owner, personId: null, roles: ['consumer'], language },
      keyId: key.id,
      scopes: key.scopes,
    };
  }
}
