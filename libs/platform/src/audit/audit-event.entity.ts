import { Entity, Index } from 'typeorm';
import { id, instant, json, Key, longText, orNull, Stored, text } from '../database/columns.js';

/** Something a person or a rule did, written in the same unit as the change. The database refuses to change it. */
@Entity('audit_event')
@Index('ix_audit_event_subject', ['subjectId', 'id'])
@Index('ix_audit_event_account', ['accountId', 'id'])
export class AuditEvent {
  @Key() id: string;
  @Stored(instant()) at: Date;
  @Stored(text(10)) actorKind: string;
  @Stored(orNull(id())) accountId: string | null;
  /** Past tense in dotted form: `nomination.confirmed`. */
  @Stored(text(80)) action: string;
  @Stored(text(40)) noun: string;
  @Stored(id()) subjectId: string;
  @Stored(orNull(longText())) reason: string | null;
  /** What changed, without identity numbers or secrets. */
  @Stored(json()) details: Record<string, unknown>;
}
