import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '#libs/kernel';
import { Database } from '../database/database.js';
import { AuditEvent } from './audit-event.entity.js';

export interface AuditEntry {
  /** Past tense: `nomination.confirmed`. */
  action: string;
  noun: string;
  subjectId: string;
  reason?: string | null;
  /** Never identity numbers, secrets or file contents. */
  details?: Record<string, unknown>;
}

/** The audit trail: one entry per thing done, in the unit of the change. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async record(actor: Actor, entry: AuditEntry): Promise<void> {
    await this.database.insert(this.eventOf(actor, entry));
  }

  /** Many at once, in few statements. */
  async recordAll(actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
    await this.database.insertAll(entries.map((entry) => this.eventOf(actor, entry)));
  }

  private eventOf(actor: Actor, entry: AuditEntry): AuditEvent {
    return Object.assign(new AuditEvent(), {
      id: newId(),
      at: this.clock.now(),
      actorKind: actor.kind,
      accountId: actor.accountId,
      action: entry.action,
      noun: entry.noun,
      subjectId: entry.subjectId,
      reason: entry.reason ?? null,
      details: entry.details ?? {},
    });
  }
}
