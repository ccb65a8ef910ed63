import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { UnitOfWork } from '../database/unit-of-work.js';
import { DispatchLoop } from '../events/dispatch-loop.js';
import { Letters } from './letter.js';
import type { Mail } from './mail.entity.js';
import { isTooOld, type MailStatus, pauseAfter, triedSince } from './mail.rules.js';
import { MailsRepository, type Outcome } from './mails.repository.js';
import { type Handover, Smtp } from './smtp.js';

/** How many due mails are looked for at once. */
const atOnce = 20;
/** Milliseconds. A mail is held for longer than the longest talk with a mail server. */
const pollEvery = 10_000;
const heldFor = 10 * 60_000;
const restAfterFailure = 60_000;

/**
 * Hands due mails to the mail server, beside the outbox so that a server that hangs holds nothing else up. The table
 * of mails is the queue. A mail is claimed in a unit of its own before the first word; whoever dies between claim and
 * answer leaves it `sending`, which becomes `in_doubt`: nothing is ever sent again without a person's word once the
 * mail server may have it, and nothing is dropped before.
 */
@Injectable()
export class MailDispatch extends DispatchLoop<Mail> {
  /** The mail server does not answer: not asked again before. */
  private restUntil: Date | null = null;

  constructor(
    private readonly mails: MailsRepository,
    private readonly letters: Letters,
    private readonly smtp: Smtp,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super(pollEvery, atOnce);
  }

  /** Nothing while the mail server rests. */
  protected async findDue(limit: number): Promise<Mail[]> {
    await this.doubtAbandoned();
    return this.isResting ? [] : this.mails.findDue(this.clock.now(), limit);
  }

  protected async deliverOne(mail: Mail): Promise<void> {
    if (this.isResting) return;
    const claimed = await this.unitOfWork.run(() => this.mails.claim(mail, this.in(heldFor)));
    if (!claimed) return;
    const handover = await this.attempt(mail);
    const outcome = this.outcomeOf(mail, handover);
    const isUnreachable = handover?.answer === 'unreachable';
    if (outcome.status !== 'sent') this.log.warn(`mail ${mail.id}: ${outcome.status}`);
    if (isUnreachable) this.log.warn(`mail server: ${handover.reason}`);
    await this.unitOfWork.run(() => this.mails.settle(mail, outcome));
    this.restUntil = isUnreachable ? this.in(restAfterFailure) : null;
  }

  private get isResting(): boolean {
    return this.restUntil !== null && this.clock.now() < this.restUntil;
  }

  private async doubtAbandoned(): Promise<void> {
    for (const mail of await this.mails.abandoned(this.clock.now()))
      await this.unitOfWork.run(() => this.mails.doubt(mail, 'interrupted'));
  }

  private async attempt(mail: Mail): Promise<Handover | null> {
    if (!this.smtp.isConfigured) return null;
    const to = { name: mail.toName, address: mail.toAddress };
    try {
      const letter = this.letters.write(mail.template, mail.language, mail.args);
      const parts = await this.mails.partsOf(mail.id);
      const { messageId, language, writtenAt } = mail;
      return await this.smtp.hand({ messageId, to, language, letter, parts, date: writtenAt }, this.ending);
    } catch (error) {
      // A letter that cannot be written: a fault of ours, seen in the log of mails and mended by sending again.
      this.log.error(error);
      return { answer: 'refused', reason: 'the letter could not be written' };
    }
  }

  /** Of `null`: there is no mail server. */
  private outcomeOf(mail: Mail, handover: Handover | null): Outcome {
    const now = this.clock.now();
    const as = (status: MailStatus, lastError: string | null): Outcome => ({
      status,
      lastError,
      triedSince: mail.triedSince,
      dueAt: now,
      sentAt: null,
    });
    if (handover === null) return as('not_configured', null);
    if (handover.answer === 'accepted') return { ...as('sent', null), dueAt: mail.dueAt, sentAt: now };
    const { answer, reason } = handover;
    if (answer === 'in_doubt') return as('in_doubt', reason);
    const since = triedSince(mail, answer, now);
    if (answer === 'refused' || isTooOld(since, now)) return as('given_up', reason);
    return { ...as('waiting', reason), triedSince: since, dueAt: this.in(pauseAfter(mail.attempts + 1)) };
  }

  private in(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
