import { Entity, Index } from 'typeorm';
import { id, Key, References, Stored } from '../database/columns.js';
import { Mail } from './mail.entity.js';

/** A mail tells of this one too, beside what it is about: of a nomination for the run. */
@Entity('mail_mention')
@Index('uq_mail_mention', ['subjectId', 'mailId'], { unique: true })
export class MailMention {
  @Key() id: string;
  @Stored(id()) @References(() => Mail) mailId: string;
  @Stored(id()) subjectId: string;
}
