import { Entity, Index } from 'typeorm';
import type { Language } from '#libs/kernel';
import { id, instant, json, Key, longText, orNull, Stored, text, whole } from '../database/columns.js';
import type { MailStatus } from './mail.rules.js';

/** Which coordinators may read it in the log; the admin reads that it was sent, not what it says. */
export type MailReaders = 'lao' | 'both' | 'none';

/** A mail to one receiver, from the unit that wrote it to the answer of the mail server. */
@Entity('mail')
@Index('uq_mail_event', ['eventKey'], { unique: true })
@Index('ix_mail_due', ['status', 'dueAt'])
@Index('ix_mail_subject', ['subjectId', 'id'])
export class Mail {
  @Key() id: string;
  /** Event and receiver: the same news never makes two mails to the same person. */
  @Stored(text(200)) eventKey: string;
  /** Name of the letter in `templates/mail`. */
  @Stored(text(60)) template: string;
  @Stored(text(2)) language: Language;
  /** The receiver's account. */
  @Stored(orNull(id())) accountId: string | null;
  @Stored(text(250)) toName: string;
  @Stored(text(254)) toAddress: string;
  /** What it is about: `run`. */
  @Stored(text(40)) noun: string;
  @Stored(id()) subjectId: string;
  @Stored(text(10)) readers: MailReaders;
  /** What the template is filled with. */
  @Stored(json()) args: Record<string, unknown>;
  /** Account of whoever wrote it; null for the house's own. */
  @Stored(orNull(id())) writtenBy: string | null;
  @Stored(text(20)) status: MailStatus;
  @Stored(whole()) attempts: number;
  @Stored(orNull(longText())) lastError: string | null;
  @Stored(instant()) writtenAt: Date;
  /** Put off by the mail server since; `mail.rules.ts` says what counts. */
  @Stored(instant()) triedSince: Date;
  /** Not before this. */
  @Stored(instant()) dueAt: Date;
  /** While `sending`: whoever sends it has no longer than this. */
  @Stored(orNull(instant())) heldUntil: Date | null;
  @Stored(orNull(instant())) sentAt: Date | null;
  /** The same at every attempt, so that the receiver's side may know it again. */
  @Stored(text(200)) messageId: string;
  @Stored(whole()) version: number;
}
