import { Check, Entity, Index } from 'typeorm';
import type { LocalisedText } from '#libs/kernel';
import { fromZero, id, instant, json, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Room } from './places/room.entity.js';
import { CourseRun } from './run.entity.js';
import type { SessionKind, SessionStatus } from './session.rules.js';

export interface SessionContent {
  topic: LocalisedText;
  kind: SessionKind;
  units: number;
  startsAt: Date;
  endsAt: Date;
  place: LocalisedText;
  roomId: string | null;
}

/** One dated block of a run. Cancelled, its units leave the plan; it is never deleted once the call is open. */
@Entity('session')
@Index('uq_session_number', ['runId', 'number'], { unique: true })
@Index('ix_session_starts', ['startsAt', 'id'])
@Check('ck_session_times', 'ends_at > starts_at AND units >= 1')
export class Session {
  @Key() id: string;
  @Stored(id()) @References(() => CourseRun) runId: string;
  /** Counts from 1 in the order of scheduling; what papers and people call it by. */
  @Stored(whole()) number: number;
  @Stored(json()) topic: LocalisedText;
  @Stored(text(20)) kind: SessionKind;
  /** Teaching units (tiết). */
  @Stored(whole()) units: number;
  @Stored(instant()) startsAt: Date;
  @Stored(instant()) endsAt: Date;
  /** Where it is held, or what is to be said beside the room. */
  @Stored(json()) place: LocalisedText;
  @Stored(orNull(id())) @References(() => Room) roomId: string | null;
  @Stored(text(20)) status: SessionStatus;
  @Stored(orNull(longText())) cancelReason: string | null;
  /** Rises with every change that a calendar shows, as SEQUENCE of iCalendar does. */
  @Stored(fromZero()) sequence: number;
  /** When it last rose; null while it never did. */
  @Stored(orNull(instant())) changedAt: Date | null;
  @Stored(whole()) version: number;

  schedule(content: SessionContent): void {
    Object.assign(this, content);
  }

  /** Calendars show something else from now on. */
  showAnew(at: Date): void {
    this.sequence += 1;
    this.changedAt = at;
  }

  cancel(reason: string, at: Date): void {
    this.status = 'cancelled';
    this.cancelReason = reason;
    this.showAnew(at);
  }
}

/** A session that has not been held, moved or cancelled yet. */
export const newSession = ({
  id,
  runId,
  number,
  ...content
}: SessionContent & { id: string; runId: string; number: number }): Session => {
  const beginning = { status: 'planned' as const, cancelReason: null, sequence: 0, changedAt: null, version: 1 };
  const session = Object.assign(new Session(), { id, runId, number, ...beginning });
  session.schedule(content);
  return session;
};
