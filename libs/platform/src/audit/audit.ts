import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '#libs/kernel';
import { Database } from '../database/database.js';
import { UnitOfWork } from '../database/unit-of-work.js';
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

/** Milliseconds: about what a disk takes to have written something. */
const moment = 5;

/** Events that are written together, and the end of that. */
interface Together {
  events: AuditEvent[];
  written: Promise<void>;
}

/** The audit trail: one entry per thing done, in the unit of the change. */
@Injectable()
export class Audit {
  private gathering: Together | null = null;
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async record(actor: Actor, entry: AuditEntry): Promise<void> {
    await this.database.insertAll([this.eventOf(actor, entry)]);
  }

  /**
   * Of what somebody only reads, outside any unit: nothing but the entry changes. What comes within a moment, or while
   * others are being written, is written together: a commit costs more than what is read. On disk once this has answered.
   */
  recordReading(actor: Actor, entry: AuditEntry): Promise<void> {
    if (this.unitOfWork.isRunning) throw new Error('Inside a unit of work an entry belongs to it');
    this.gathering ??= this.gather();
    this.gathering.events.push(this.eventOf(actor, entry));
    return this.gathering.written;
  }

  private gather(): Together {
    const events: AuditEvent[] = [];
    const close = () => {
      if (this.gathering?.events === events) this.gathering = null;
    };
    const write = () => {
      close();
      return this.database.insertAlone(events);
    };
    const written = Promise.all([this.before, pause(moment)])
      .then(write)
      .finally(close);
    this.before = written.catch(() => undefined);
    return { events, written };
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
