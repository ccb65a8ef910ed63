import { Inject, Injectable } from '@nestjs/common';
import { type Actor, conflict, type Language, languages, newId, pickText, requireGrant } from '#libs/kernel';
import {
  Audit,
  CONFIGURATION,
  type Configuration,
  type Letter,
  type MailOrder,
  MailsService,
  UnitOfWork,
} from '#libs/platform';
import { type RunRow, RunsService } from '#libs/training';
import { NoticesRepository } from './notices.repository.js';
import { type PlacedReceiver, ReceiversRepository } from './receivers.repository.js';
import type { Audience, RunMessageFields } from './run-message.fields.js';
import { runMessageAccess } from './run-message.policy.js';

/** A message with whom it goes to, and as each language reads it. */
export interface RunMessage {
  run: RunRow;
  receivers: PlacedReceiver[];
  /** Of the languages that somebody reads. */
  letters: ReadLetter[];
}

export interface ReadLetter {
  /** Of its receivers. */
  language: Language;
  /** Of what was typed: another one where theirs was left empty. */
  written: Language;
  receivers: number;
  letter: Letter;
}

/** What a coordinator writes to the nominators of a run: seen whole before it is sent, once to each. */
@Injectable()
export class RunMessagesService {
  constructor(
    private readonly notices: NoticesRepository,
    private readonly receivers: ReceiversRepository,
    private readonly runs: RunsService,
    private readonly mails: MailsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** Nothing is sent: who would get it, and exactly what the first of each language would read. */
  async preview(actor: Actor, runId: string, fields: RunMessageFields): Promise<RunMessage> {
    requireGrant(actor, runMessageAccess.send);
    const run = await this.runs.describe(actor, runId);
    const receivers = await this.receiversOf(runId, fields.audience);
    const letters = languages.flatMap((language) => {
      const readers = receivers.filter((receiver) => receiver.language === language);
      if (readers.length === 0) return [];
      const args = { ...this.argsFor(actor, run, fields, language), name: readers[0]!.name };
      const letter = this.mails.preview('run_message', language, args);
      return [{ language, written: pickText(fields.body, language).language, receivers: readers.length, letter }];
    });
    return { run, receivers, letters };
  }

  /**
   * `messageId` names the message: sent twice under one name, by a double click, it reaches everybody once. Whom it goes
   * to and how it reads is settled before the unit that writes the mails.
   */
  async send(actor: Actor, runId: string, fields: RunMessageFields, messageId: string = newId()): Promise<RunMessage> {
    const message = await this.preview(actor, runId, fields);
    if (message.receivers.length === 0) throw conflict('mail.no_receivers');
    const orders = message.receivers.map(
      (receiver): MailOrder => ({
        key: `message:${messageId}`,
        template: 'run_message',
        receiver,
        about: { noun: 'run', id: runId },
        readers: 'both',
        args: this.argsFor(actor, message.run, fields, receiver.language),
        writtenBy: actor.accountId,
      }),
    );
    await this.unitOfWork.run(async () => {
      const mails = await this.mails.writeAll(orders);
      if (mails === 0) return;
      const details = { audience: fields.audience, subject: fields.subject, mails };
      await this.audit.record(actor, { action: 'run.message_sent', noun: 'run', subjectId: runId, details });
    });
    return message;
  }

  private argsFor(actor: Actor, run: RunRow, { subject, body }: RunMessageFields, language: Language) {
    return {
      subject: pickText(subject, language).text,
      body: pickText(body, language).text,
      run: run.code,
      course: run.courseTitle,
      link: `${this.configuration.publicUrl}/runs/${run.id}`,
      sender: actor.name,
    };
  }

  private async receiversOf(runId: string, audience: Audience): Promise<PlacedReceiver[]> {
    if (audience === 'drafts') {
      const nominators = await this.receivers.nominatorsOf(await this.notices.withDrafts(runId));
      return once([...nominators.values()].flat());
    }
    const quotas = await this.notices.withQuota(runId);
    const wanted = audience === 'silent' ? quotas.filter(({ isSilent }) => isSilent) : quotas;
    return this.receivers.nominatorsBelow(wanted.map(({ organisationId }) => organisationId));
  }
}

/** One who writes for several organisations gets it once. */
const once = (receivers: PlacedReceiver[]): PlacedReceiver[] => [
  ...new Map(receivers.map((receiver) => [receiver.accountId, receiver])).values(),
];
