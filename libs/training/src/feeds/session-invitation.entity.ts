import { Entity, Index } from 'typeorm';
import { Person } from '#libs/people';
import { id, instant, json, Key, References, Stored, text, whole } from '#libs/platform';
import type { InvitationStatus } from './invitation.rules.js';

/** A session as somebody was told of it, in their language. */
export interface ToldSession {
  runId: string;
  /** Code of the run. */
  run: string;
  number: number;
  topic: string;
  place: string;
  /** ISO instants. */
  startsAt: string;
  endsAt: string;
}

/** What somebody was last told by mail of a session: what is to be told next is the difference from it. */
@Entity('session_invitation')
@Index('uq_session_invitation', ['sessionId', 'personId'], { unique: true })
export class SessionInvitation {
  @Key() id: string;
  /** No foreign key: before the call a session can be taken away, and whoever was invited is told so. */
  @Stored(id()) sessionId: string;
  @Stored(id()) @References(() => Person) personId: string;
  @Stored(text(10)) status: InvitationStatus;
  /** SEQUENCE of the last mail; rises with each. */
  @Stored(whole()) sequence: number;
  /** The session's own at that time. */
  @Stored(whole()) sessionSequence: number;
  @Stored(json()) told: ToldSession;
  @Stored(instant()) toldAt: Date;
  @Stored(whole()) version: number;
}
