import { Injectable } from '@nestjs/common';
import { In, LessThan, LessThanOrEqual } from 'typeorm';
import { newId } from '#libs/kernel';
import { Database } from '../database/database.js';
import { listPage } from '../database/list-page.js';
import { instantParameter, placeholders } from '../database/raw.js';
import { allOf, type Where, where } from '../database/where.js';
import type { Listing } from '../listing.js';
import { Mail } from './mail.entity.js';
import type { MailQuery } from './mail.fields.js';
import type { MailStatus } from './mail.rules.js';
import type { MailMention } from './mail-mention.entity.js';
import { MailPart } from './mail-part.entity.js';

/** What an attempt came to. */
export interface Outcome {
  status: MailStatus;
  lastError: string | null;
  triedSince: Date;
  dueAt: Date;
  sentAt: Date | null;
}

/** At most so many in one statement: parameters are limited on SQLite. */
const atOnce = 200;
const mentionsAtOnce = 2000;

@Injectable()
export class MailsRepository {
  constructor(private readonly database: Database) {}

  async addAll(mails: readonly Mail[]): Promise<void> {
    for (let from = 0; from < mails.length; from += atOnce)
      await this.database.insertAll(mails.slice(from, from + atOnce));
  }

  async addMentions(mentions: readonly MailMention[]): Promise<void> {
    for (let from = 0; from < mentions.length; from += mentionsAtOnce)
      await this.database.insertAll(mentions.slice(from, from + mentionsAtOnce));
  }

  async addParts(parts: readonly MailPart[]): Promise<void> {
    for (let from = 0; from < parts.length; from += atOnce)
      await this.database.insertAll(parts.slice(from, from + atOnce));
  }

  partsOf(mailId: string): Promise<MailPart[]> {
    return this.database.read.find(MailPart, { where: { mailId }, order: { position: 'ASC' } });
  }

  /** Of a mail that may mention some of these already. */
  async mention(mailId: string, subjectIds: readonly string[]): Promise<void> {
    for (const subjectId of subjectIds)
      await this.database.change(
        `INSERT INTO mail_mention (id, mail_id, subject_id) SELECT ?, m.id, ? FROM mail m WHERE m.id = ?
          AND NOT EXISTS (SELECT 1 FROM mail_mention x WHERE x.subject_id = ? AND x.mail_id = m.id)`,
        [newId(), subjectId, mailId, subjectId],
      );
  }

  save(mail: Mail): Promise<void> {
    return this.database.update(mail);
  }

  findByKey(eventKey: string): Promise<Mail | null> {
    return this.database.read.findOneBy(Mail, { eventKey });
  }

  /** Which of these keys are taken. */
  async known(eventKeys: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (let from = 0; from < eventKeys.length; from += atOnce) {
      const some = eventKeys.slice(from, from + atOnce);
      const rows = await this.database.rows<{ event_key: string }>(
        `SELECT event_key FROM mail WHERE event_key IN (${placeholders(some)})`,
        some,
      );
      for (const { event_key: key } of rows) known.add(key);
    }
    return known;
  }

  async find(id: string, sight: Where): Promise<Mail | null> {
    const rows = await this.database.rows(`SELECT m.id FROM mail m WHERE m.id = ? AND (${sight.sql})`, [
      id,
      ...sight.parameters,
    ]);
    return rows.length === 1 ? this.database.read.findOneBy(Mail, { id }) : null;
  }

  async list(query: MailQuery, sight: Where): Promise<Listing<Mail>> {
    const listing = await listPage<{ id: string }>(
      this.database,
      {
        from: 'mail m',
        id: 'm.id',
        where: allOf(
          sight,
          query.status ? where('m.status = ?', query.status) : null,
          query.subjectId ? where('m.subject_id = ?', query.subjectId) : null,
        ),
        sorts: { writtenAt: 'm.written_at' },
        defaultSort: '-writtenAt',
        select: 'm.id',
      },
      query,
    );
    const ids = listing.items.map(({ id }) => id);
    const found = new Map((await this.database.read.findBy(Mail, { id: In(ids) })).map((mail) => [mail.id, mail]));
    return { ...listing, items: ids.flatMap((id) => found.get(id) ?? []) };
  }

  findDue(now: Date, limit: number): Promise<Mail[]> {
    return this.database.read.find(Mail, {
      where: { status: 'waiting', dueAt: LessThanOrEqual(now) },
      order: { dueAt: 'ASC', id: 'ASC' },
      take: limit,
    });
  }

  /** Takes a mail as it was read; false when another was quicker or it has changed. Committed before a word is said. */
  async claim(mail: Mail, heldUntil: Date): Promise<boolean> {
    const taken = await this.database.change(
      `UPDATE mail SET status = 'sending', attempts = attempts + 1, held_until = ?, version = version + 1
        WHERE id = ? AND version = ? AND status = 'waiting'`,
      [instantParameter(heldUntil), mail.id, mail.version],
    );
    return taken === 1;
  }

  /** Writes down the outcome of the attempt that `mail`, as it was read, was claimed for; a late answer ends a doubt. */
  async settle(mail: Mail, { status, lastError, triedSince, dueAt, sentAt }: Outcome): Promise<void> {
    await this.database.change(
      `UPDATE mail SET status = ?, last_error = ?, tried_since = ?, due_at = ?, sent_at = ?, held_until = NULL,
        version = version + 1 WHERE id = ? AND attempts = ? AND status IN ('sending', 'in_doubt')`,
      [
        status,
        lastError,
        instantParameter(triedSince),
        instantParameter(dueAt),
        sentAt === null ? null : instantParameter(sentAt),
        mail.id,
        mail.attempts + 1,
      ],
    );
  }

  /** Whoever claimed these has not answered in time: their process is gone, and nobody knows how far it came. */
  abandoned(now: Date): Promise<Mail[]> {
    return this.database.read.findBy(Mail, { status: 'sending', heldUntil: LessThan(now) });
  }

  async doubt({ id, version }: Mail, lastError: string): Promise<void> {
    await this.database.change(
      `UPDATE mail SET status = 'in_doubt', last_error = ?, version = version + 1
        WHERE id = ? AND version = ? AND status = 'sending'`,
      [lastError, id, version],
    );
  }
}
