import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Actor,
  addDays,
  Clock,
  conflict,
  instantOf,
  invalid,
  type LocalDate,
  localDateOf,
  newId,
  notFound,
  requireGrant,
} from '#libs/kernel';
import { AccountHolds, digestOf, newSecret } from '#libs/people';
import { Audit, UnitOfWork } from '#libs/platform';
import { consumerAccess } from './consumer.policy.js';
import { ConsumerKey } from './consumer-key.entity.js';
import type { ConsumerKeyFields } from './consumer-key.fields.js';
import type { ConsumerKeyUse } from './consumer-key-use.entity.js';
import { ConsumerKeysRepository } from './consumer-keys.repository.js';
import { KeyUses } from './key-uses.js';

/** Programs that one consumer runs; who loses track revokes. */
const mostKeys = 20;

/** Days of use that are shown. */
const shownDays = 90;

/** With the key itself, which nobody can read again: `mtp_<prefix>_<secret>`. */
export interface NewKey {
  key: ConsumerKey;
  token: string;
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const newPrefix = (): string => Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');

/** The keys by which the programs of a consumer ask the shared database. */
@Injectable()
export class ConsumerKeysService {
  constructor(
    private readonly keys: ConsumerKeysRepository,
    private readonly uses: KeyUses,
    private readonly accounts: AccountHolds,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One's own, revoked ones too, the latest first. */
  async list(actor: Actor): Promise<ConsumerKey[]> {
    requireGrant(actor, consumerAccess.keys);
    await this.uses.flush();
    return this.keys.ofAccount(actor.accountId!);
  }

  async get(actor: Actor, id: string): Promise<ConsumerKey> {
    requireGrant(actor, consumerAccess.keys);
    const key = await this.keys.findOf(actor.accountId!, id);
    if (!key) throw notFound('consumer_key');
    return key;
  }

  /** What one key asked by day and scope in the last 90 days, the latest first. */
  async usage(actor: Actor, id: string): Promise<ConsumerKeyUse[]> {
    await this.get(actor, id);
    await this.uses.flush();
    return this.keys.usesOf([id], addDays(localDateOf(this.clock.now()), -shownDays));
  }

  create(actor: Actor, { name, scopes, expiresOn }: ConsumerKeyFields): Promise<NewKey> {
    requireGrant(actor, consumerAccess.keys);
    return this.unitOfWork.run(async () => {
      const now = this.clock.now();
      if (expiresOn !== null && expiresOn < localDateOf(now))
        throw invalid({ pointer: '/expiresOn', code: 'consumer_key.over_before_it_begins' });
      await this.accounts.hold(actor.accountId!);
      const open = (await this.keys.liveOf(actor.accountId!)).filter((one) => one.opensAt(now));
      if (open.length >= mostKeys) throw conflict('consumer_key.too_many', { most: mostKeys });
      const prefix = newPrefix();
      const token = `mtp_${prefix}_${newSecret()}`;
      const key = Object.assign(new ConsumerKey(), {
        id: newId(),
        accountId: actor.accountId,
        name,
        prefix,
        digest: digestOf(token),
        scopes,
        createdAt: now,
        expiresAt: expiresOn && endOf(expiresOn),
        lastUsedAt: null,
        revokedAt: null,
        version: 1,
      });
      await this.keys.add(key);
      await this.record(actor, 'consumer_key.created', key);
      return { key, token };
    });
  }

  /** From now on it opens nothing. */
  revoke(actor: Actor, id: string): Promise<ConsumerKey> {
    return this.unitOfWork.run(async () => {
      const key = await this.get(actor, id);
      if (key.revokedAt !== null) return key;
      key.revoke(this.clock.now());
      await this.keys.save(key);
      await this.record(actor, 'consumer_key.revoked', key);
      return key;
    });
  }

  private record(actor: Actor, action: string, { id, prefix, scopes }: ConsumerKey): Promise<void> {
    return this.audit.record(actor, { action, noun: 'consumer_key', subjectId: id, details: { prefix, scopes } });
  }
}

const endOf = (day: LocalDate): Date => instantOf(addDays(day, 1), '00:00');
