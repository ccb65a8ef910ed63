import { Entity, Index } from 'typeorm';
import { id, Key, longText, References, Stored, text, whole } from '../database/columns.js';
import { Mail } from './mail.entity.js';

/** What a mail carries beside its words, as it was when the mail was written: the same at every attempt. */
@Entity('mail_part')
@Index('uq_mail_part', ['mailId', 'position'], { unique: true })
export class MailPart {
  @Key() id: string;
  @Stored(id()) @References(() => Mail) mailId: string;
  /** Counts from 1. */
  @Stored(whole()) position: number;
  /** Of the file: `session-3.ics`. */
  @Stored(text(100)) name: string;
  /** `text/calendar; charset=utf-8; method=REQUEST`. */
  @Stored(text(120)) mediaType: string;
  @Stored(longText()) content: string;
}
