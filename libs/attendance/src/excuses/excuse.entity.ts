import { Check, Entity, Index } from 'typeorm';
import { Enrolment } from '#libs/nominations';
import { id, instant, Key, longText, orNull, References, Stored, text, whole } from '#libs/platform';
import { Session } from '#libs/training';
import type { ExcuseStatus } from './excuse.rules.js';

/** Somebody asks that an absence be excused, with a reason and perhaps a document; Viet Nam decides. */
@Entity('excuse')
@Index('uq_excuse_open', ['openKey'], { unique: true })
@Index('ix_excuse_status', ['status', 'id'])
@Check('ck_excuse_open', "(open_key IS NULL) = (status <> 'asked')")
export class Excuse {
  @Key() id: string;
  @Stored(id()) @References(() => Enrolment) enrolmentId: string;
  @Stored(id()) @References(() => Session) sessionId: string;
  /** `enrolment:session` while nobody has decided: the database lets one be open. */
  @Stored(orNull(text(80))) openKey: string | null;
  @Stored(text(10)) status: ExcuseStatus;
  @Stored(longText()) reason: string;
  /** As whoever brought it called it, with the extension of what it is. */
  @Stored(orNull(text(250))) fileName: string | null;
  @Stored(orNull(text(120))) mediaType: string | null;
  /** Bytes. */
  @Stored(orNull(whole())) size: number | null;
  /** Lower-case hex. */
  @Stored(orNull(text(64))) sha256: string | null;
  @Stored(orNull(text(80))) storageKey: string | null;
  /** Accounts. */
  @Stored(orNull(id())) askedBy: string | null;
  @Stored(instant()) askedAt: Date;
  @Stored(orNull(id())) decidedBy: string | null;
  @Stored(orNull(instant())) decidedAt: Date | null;
  @Stored(orNull(longText())) decisionReason: string | null;
  @Stored(whole()) version: number;

  decide(status: 'approved' | 'refused', by: string | null, at: Date, reason: string | null): void {
    Object.assign(this, { status, openKey: null, decidedBy: by, decidedAt: at, decisionReason: reason });
  }
}

export const openExcuseKey = (enrolmentId: string, sessionId: string): string => `${enrolmentId}:${sessionId}`;
