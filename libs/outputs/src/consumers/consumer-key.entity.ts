import { Entity, Index } from 'typeorm';
import { Account } from '#libs/people';
import { id, instant, json, Key, orNull, References, Stored, text, whole } from '#libs/platform';
import type { KeyScope } from './consumer-key.fields.js';

/** By what a program of a consumer asks the shared database. The secret was shown once; only its digest is here. */
@Entity('consumer_key')
@Index('uq_consumer_key_digest', ['digest'], { unique: true })
export class ConsumerKey {
  @Key() id: string;
  @Stored(id()) @References(() => Account) accountId: string;
  /** What its owner calls it. */
  @Stored(text(100)) name: string;
  /** The part of the key that may be shown, by which its owner knows it again. */
  @Stored(text(8)) prefix: string;
  @Stored(text(64)) digest: string;
  @Stored(json()) scopes: KeyScope[];
  @Stored(instant()) createdAt: Date;
  /** The moment from which it opens nothing; null: it does not run out. */
  @Stored(orNull(instant())) expiresAt: Date | null;
  /** About when it was last used. */
  @Stored(orNull(instant())) lastUsedAt: Date | null;
  @Stored(orNull(instant())) revokedAt: Date | null;
  @Stored(whole()) version: number;

  revoke(at: Date): void {
    this.revokedAt = at;
  }

  opensAt(at: Date): boolean {
    return this.revokedAt === null && (this.expiresAt === null || this.expiresAt > at);
  }
}
