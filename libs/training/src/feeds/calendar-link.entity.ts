import { Check, Entity, Index } from 'typeorm';
import { Account } from '#libs/people';
import { id, instant, Key, orNull, References, Stored, text, whole } from '#libs/platform';

export const feedKinds = ['run', 'room', 'instructor', 'trainee'] as const;

/** A run, a room, what one teaches oneself, or what one attends oneself. */
export type FeedKind = (typeof feedKinds)[number];

/** A secret address under which a calendar finds the timetable; who made it sees there what they may see now. */
@Entity('calendar_link')
@Index('uq_calendar_link_token', ['tokenDigest'], { unique: true })
@Check('ck_calendar_link_subject', "(kind IN ('run', 'room')) = (subject_id IS NOT NULL)")
export class CalendarLink {
  @Key() id: string;
  @Stored(id()) @References(() => Account) accountId: string;
  @Stored(text(10)) kind: FeedKind;
  /** The run or room; null for one's own timetable. */
  @Stored(orNull(id())) subjectId: string | null;
  @Stored(text(64)) tokenDigest: string;
  @Stored(instant()) createdAt: Date;
  /** About when a calendar last asked. */
  @Stored(orNull(instant())) lastUsedAt: Date | null;
  @Stored(orNull(instant())) revokedAt: Date | null;
  @Stored(whole()) version: number;

  revoke(at: Date): void {
    this.revokedAt = at;
  }
}
