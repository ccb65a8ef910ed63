import { Injectable } from '@nestjs/common';
import { type Actor, Clock, conflict, notFound, requireGrant, type Scope, scopeOf } from '#libs/kernel';
import { Audit } from '../audit/audit.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { anyOf, type Where, where } from '../database/where.js';
import type { Listing } from '../listing.js';
import { type Letter, Letters } from './letter.js';
import type { Mail, MailReaders } from './mail.entity.js';
import type { MailQuery } from './mail.fields.js';
import { mailAccess } from './mail.policy.js';
import { maySendAgain } from './mail.rules.js';
import { MailDispatch } from './mail-dispatch.js';
import { MailsRepository } from './mails.repository.js';
import { maskedAddress } from './postal-address.js';

/** A mail as its log shows it: what it says only to those it concerns. */
export interface MailRow {
  mail: Mail;
  letter: Letter | null;
  /** Masked for whoever does not see addresses, also in what the mail server said. */
  address: string;
  lastError: string | null;
}

/** What was written, to whom, and what became of it. */
@Injectable()
export class MailLog {
  constructor(
    private readonly mails: MailsRepository,
    private readonly letters: Letters,
    private readonly dispatch: MailDispatch,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: MailQuery): Promise<Listing<MailRow>> {
    const scope = scopeOf(actor, mailAccess.read);
    const listing = await this.mails.list(query, inSight(scope));
    return { ...listing, items: listing.items.map((mail) => this.rowOf(actor, mail)) };
  }

  async get(actor: Actor, id: string): Promise<MailRow> {
    return this.rowOf(actor, await this.load(actor, id));
  }

  /** Once more, on a person's word: what the mail server may have got already is then sent twice, knowingly. */
  async sendAgain(actor: Actor, id: string): Promise<void> {
    requireGrant(actor, mailAccess.sendAgain);
    await this.unitOfWork.run(async () => {
      const mail = await this.load(actor, id);
      if (!maySendAgain(mail.status)) throw conflict('mail.not_over', { status: mail.status });
      const { status } = mail;
      const now = this.clock.now();
      Object.assign(mail, { status: 'waiting', dueAt: now, triedSince: now, heldUntil: null });
      await this.mails.save(mail);
      await this.audit.record(actor, { action: 'mail.sent_again', noun: 'mail', subjectId: id, details: { status } });
      this.unitOfWork.afterCommit(() => void this.dispatch.deliver());
    });
  }

  private async load(actor: Actor, id: string): Promise<Mail> {
    const mail = await this.mails.find(id, inSight(scopeOf(actor, mailAccess.read)));
    if (!mail) throw notFound('mail');
    return mail;
  }

  private rowOf(actor: Actor, mail: Mail): MailRow {
    const scope = scopeOf(actor, mailAccess.read);
    const mayRead = readersFor(scope).includes(mail.readers) && this.letters.names.includes(mail.template);
    const address = scope.masked ? maskedAddress(mail.toAddress) : mail.toAddress;
    return {
      mail,
      letter: mayRead ? this.letterOf(mail) : null,
      address,
      lastError: mail.lastError?.replaceAll(mail.toAddress, address) ?? null,
    };
  }

  /** Null for one that can no longer be written: its own fault is told beside it, and the log stays readable. */
  private letterOf({ template, language, args }: Mail): Letter | null {
    try {
      return this.letters.write(template, language, args);
    } catch {
      return null;
    }
  }
}

/** Whose letters somebody reads; the admin reads none. */
function readersFor({ allBy }: Scope): MailReaders[] {
  if (allBy.includes('lao_coordinator')) return ['lao', 'both'];
  return allBy.includes('vn_coordinator') ? ['both'] : [];
}

function inSight(scope: Scope): Where {
  if (scope.allBy.includes('admin')) return where('1 = 1');
  const readers = readersFor(scope);
  return anyOf(...readers.map((side) => where('m.readers = ?', side)));
}
