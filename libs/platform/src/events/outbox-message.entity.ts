import { Entity, Index } from 'typeorm';
import { instant, json, Key, orNull, Stored, text, whole } from '../database/columns.js';

/** News raised in a unit of work, to be acted on after its commit, at least once. */
@Entity('outbox_message')
@Index('ix_outbox_message_due', ['doneAt', 'dueAt'])
export class OutboxMessage {
  @Key() id: string;
  @Stored(text(80)) type: string;
  @Stored(json()) payload: unknown;
  @Stored(instant()) raisedAt: Date;
  /** Not before this; moved on while a dispatcher holds it and after a failure. */
  @Stored(instant()) dueAt: Date;
  @Stored(whole()) attempts: number;
  @Stored(orNull(instant())) doneAt: Date | null;
  @Stored(orNull(text(500))) lastError: string | null;
}
