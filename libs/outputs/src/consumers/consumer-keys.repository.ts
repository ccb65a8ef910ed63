import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThanOrEqual } from 'typeorm';
import { type LocalDate, newId } from '#libs/kernel';
import { Database, instantParameter, isUniqueViolation } from '#libs/platform';
import { ConsumerKey } from './consumer-key.entity.js';
import type { KeyScope } from './consumer-key.fields.js';
import { ConsumerKeyUse } from './consumer-key-use.entity.js';

/** What a whole number of both engines holds. */
const most = 2_147_483_647;

/** What one key asked on one day in one scope since it was last written down. */
export interface Gathered {
  keyId: string;
  day: LocalDate;
  scope: KeyScope;
  requests: number;
  rows: number;
}

@Injectable()
export class ConsumerKeysRepository {
  constructor(private readonly database: Database) {}

  /** Those of an account, revoked ones too, the latest first. */
  ofAccount(accountId: string): Promise<ConsumerKey[]> {
    return this.database.read.find(ConsumerKey, { where: { accountId }, order: { id: 'DESC' }, take: 200 });
  }

  liveOf(accountId: string): Promise<ConsumerKey[]> {
    return this.database.read.find(ConsumerKey, { where: { accountId, revokedAt: IsNull() } });
  }

  findOf(accountId: string, id: string): Promise<ConsumerKey | null> {
    return this.database.read.findOneBy(ConsumerKey, { accountId, id });
  }

  findByDigest(digest: string): Promise<ConsumerKey | null> {
    return this.database.read.findOneBy(ConsumerKey, { digest });
  }

  add(key: ConsumerKey): Promise<void> {
    return this.database.insert(key);
  }

  save(key: ConsumerKey): Promise<void> {
    return this.database.update(key);
  }

  /** By day, the latest first. */
  usesOf(keyIds: readonly string[], since: LocalDate): Promise<ConsumerKeyUse[]> {
    return this.database.read.find(ConsumerKeyUse, {
      where: { keyId: In([...keyIds]), day: MoreThanOrEqual(since) },
      order: { day: 'DESC', scope: 'ASC' },
    });
  }

  async count({ keyId, day, scope, requests, rows }: Gathered): Promise<void> {
    const sent = Math.min(rows, most);
    const add = () =>
      this.database.change(
        `UPDATE consumer_key_use SET requests = requests + ?,
          row_count = CASE WHEN row_count > ? THEN ? ELSE row_count + ? END
          WHERE key_id = ? AND day = ? AND scope = ?`,
        [requests, most - sent, most, sent, keyId, day, scope],
      );
    if ((await add()) > 0) return;
    try {
      await this.database.change(
        'INSERT INTO consumer_key_use (id, key_id, day, scope, requests, row_count) VALUES (?, ?, ?, ?, ?, ?)',
        [newId(), keyId, day, scope, requests, sent],
      );
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await add();
    }
  }

  /** Leaves the version alone: nobody edits this. */
  async used(id: string, at: Date): Promise<void> {
    await this.database.change('UPDATE consumer_key SET last_used_at = ? WHERE id = ?', [instantParameter(at), id]);
  }

  async forgetUsesBefore(day: LocalDate): Promise<void> {
    await this.database.change('DELETE FROM consumer_key_use WHERE day < ?', [day]);
  }
}
