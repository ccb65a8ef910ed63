import { Injectable } from '@nestjs/common';
import { Clock, type Language, newId } from '#libs/kernel';
import { ConcurrentChange, isUniqueViolation } from '../database/faults.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type Letter, Letters } from './letter.js';
import { Mail, type MailReaders } from './mail.entity.js';
import { MailDispatch } from './mail-dispatch.js';
import { MailMention } from './mail-mention.entity.js';
import { MailPart } from './mail-part.entity.js';
import { MailsRepository } from './mails.repository.js';
import { headerLine } from './postal-address.js';
import { Smtp } from './smtp.js';

/** Somebody who gets mails, with the language they read. */
export interface Receiver {
  /** Null for somebody without one: then the order's own key tells them apart. */
  accountId: string | null;
  name: string;
  address: string;
  language: Language;
}

/** What goes along with the words of a mail. */
export type MailPartContent = Pick<MailPart, 'name' | 'mediaType' | 'content'>;

/** A mail to be written: the same `key` and receiver never make two. */
export interface MailOrder {
  key: string;
  template: string;
  receiver: Receiver;
  /** What it is about. */
  about: { noun: string; id: string };
  /** Ids of what it tells of beside that. */
  mentions?: readonly string[];
  readers: MailReaders;
  args: Record<string, unknown>;
  /** Frozen with the mail: every attempt sends the same. */
  parts?: readonly MailPartContent[];
  writtenBy?: string | null;
  /** Not sent before; at once when left out. */
  dueAt?: Date;
}

/** Writes mails: what becomes of them is in `MailLog`. */
@Injectable()
export class MailsService {
  constructor(
    private readonly mails: MailsRepository,
    private readonly letters: Letters,
    private readonly smtp: Smtp,
    private readonly dispatch: MailDispatch,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Writes a mail in the running unit, to be sent after its commit. False when it is there already. */
  async write(order: MailOrder): Promise<boolean> {
    return (await this.writeAll([order])) === 1;
  }

  /** Several at once, in a few statements; answers how many were not there already. */
  async writeAll(orders: readonly MailOrder[]): Promise<number> {
    return this.unitOfWork.run(async () => {
      const wanted = new Map(orders.map((order) => [keyOf(order), order]));
      const known = await this.mails.known([...wanted.keys()]);
      const fresh = [...wanted].flatMap(([key, order]) => (known.has(key) ? [] : [order]));
      await this.add(fresh);
      return fresh.length;
    });
  }

  /**
   * Adds a line to the mail that gathers such lines until it is due, or begins one. `item.id` names the news: told
   * twice, it stands there once. Lines that come when the mail has gone begin another.
   */
  async gather(order: MailOrder, item: { id: string } & Record<string, unknown>): Promise<void> {
    await this.unitOfWork.run(async () => {
      for (const numbered of following(order)) {
        const mail = await this.mails.findByKey(keyOf(numbered));
        if (!mail) return this.add([{ ...numbered, args: { ...order.args, items: [item] } }]);
        const items = mail.args.items as { id: string }[];
        if (items.some(({ id }) => id === item.id)) return;
        if (hasBegun(mail) || items.length >= mostLines) continue;
        mail.args = { ...mail.args, items: [...items, item] };
        return this.bringUpToDate(mail, order);
      }
    });
  }

  /**
   * Tells how something is now: in the mail that still waits to tell it, or in one of its own. The mail remembers the
   * latest news it was written for: what is told late begins another, what is told twice does not.
   */
  async refresh(order: MailOrder, newsAt: Date): Promise<void> {
    await this.unitOfWork.run(async () => {
      for (const numbered of following(order)) {
        const mail = await this.mails.findByKey(keyOf(numbered));
        if (!mail) return this.add([{ ...numbered, args: { ...order.args, newsAt } }]);
        const latest = new Date(mail.args.newsAt as string);
        if (hasBegun(mail)) {
          if (newsAt <= latest) return;
          continue;
        }
        mail.args = { ...order.args, newsAt: newsAt > latest ? newsAt : latest, name: mail.args.name };
        return this.bringUpToDate(mail, order);
      }
    });
  }

  /** A letter as it would be sent. */
  preview(template: string, language: Language, args: Record<string, unknown>): Letter {
    return this.letters.write(template, language, args);
  }

  private async bringUpToDate(mail: Mail, { mentions = [] }: MailOrder): Promise<void> {
    await this.mails.save(mail);
    await this.mails.mention(mail.id, mentions);
  }

  private async add(orders: readonly MailOrder[]): Promise<void> {
    if (orders.length === 0) return;
    const mails = orders.map((order) => this.mailOf(order));
    const mentions = orders.flatMap((order, index) => mentionsOf(mails[index]!, order));
    const parts = orders.flatMap((order, index) => partsOf(mails[index]!, order));
    try {
      await this.mails.addAll(mails);
      await this.mails.addMentions(mentions);
      await this.mails.addParts(parts);
    } catch (error) {
      // Another process wrote one in the same moment: the unit runs again and finds it there.
      throw isUniqueViolation(error) ? new ConcurrentChange('mail') : error;
    }
    this.unitOfWork.afterCommit(() => void this.dispatch.deliver());
  }

  private mailOf(order: MailOrder): Mail {
    const { receiver, about, template, readers, writtenBy = null } = order;
    const now = this.clock.now();
    const id = newId();
    return Object.assign(new Mail(), {
      id,
      eventKey: keyOf(order),
      template,
      language: receiver.language,
      accountId: receiver.accountId,
      toName: headerLine(receiver.name),
      toAddress: receiver.address,
      noun: about.noun,
      subjectId: about.id,
      readers,
      args: { ...order.args, name: receiver.name },
      writtenBy,
      status: 'waiting',
      attempts: 0,
      lastError: null,
      writtenAt: now,
      triedSince: now,
      dueAt: order.dueAt ?? now,
      heldUntil: null,
      sentAt: null,
      messageId: this.smtp.messageIdOf(id),
      version: 1,
    });
  }
}

/** As many lines fit into one mail. */
const mostLines = 100;

const mentionsOf = (mail: Mail, { mentions = [] }: MailOrder): MailMention[] =>
  [...new Set(mentions)].map((subjectId) =>
    Object.assign(new MailMention(), { id: newId(), mailId: mail.id, subjectId }),
  );

const partsOf = (mail: Mail, { parts = [] }: MailOrder): MailPart[] =>
  parts.map((part, index) =>
    Object.assign(new MailPart(), { id: newId(), mailId: mail.id, position: index + 1, ...part }),
  );

/** The mail itself, then those that follow when it has gone. */
function* following(order: MailOrder): Generator<MailOrder> {
  yield order;
  for (let number = 2; ; number += 1) yield { ...order, key: `${order.key}:${number}` };
}

/** The mail server may have heard of it: what it says stays as it is. */
const hasBegun = ({ status, attempts }: Mail): boolean => status !== 'waiting' || attempts > 0;

const keyOf = ({ key, receiver }: MailOrder): string =>
  receiver.accountId === null ? key : `${key}:${receiver.accountId}`;
