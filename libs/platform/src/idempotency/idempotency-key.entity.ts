import { Entity, Index } from 'typeorm';
import { instant, json, Key, orNull, Stored, text, whole } from '../database/columns.js';

/** The answer once given to a keyed request, so that a repeated one gets the same. */
@Entity('idempotency_key')
@Index('ix_idempotency_key_at', ['at'])
export class IdempotencyKey {
  /** Hash of the caller and the key they sent. */
  @Key(text(200)) id: string;
  /** SHA-256 of method, path and body. */
  @Stored(text(64)) requestHash: string;
  @Stored(whole()) status: number;
  @Stored(orNull(text(300))) location: string | null;
  @Stored(orNull(json())) body: unknown;
  @Stored(instant()) at: Date;
}
