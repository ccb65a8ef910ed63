import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import type Mail from 'nodemailer/lib/mailer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { CONFIGURATION, type Configuration } from '../config.js';
import type { Letter } from './letter.js';
import { type SmtpFault, type Verdict, verdictOn } from './mail.rules.js';
import type { MailPart } from './mail-part.entity.js';
import { headerLine, isPlainAddress, type PostalAddress, readAddress } from './postal-address.js';

/** A letter with its envelope. */
export interface Posting {
  messageId: string;
  to: PostalAddress;
  language: string;
  letter: Letter;
  parts: readonly Pick<MailPart, 'name' | 'mediaType' | 'content'>[];
  date: Date;
}

export type Handover = { answer: 'accepted' } | { answer: Verdict; reason: string };

/** Milliseconds. Together with the longest talk they stay below the time a mail is held for. */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 10_000, socketTimeout: 60_000 };
const longestTalk = 4 * 60_000;
const lastMoment = 5000;

interface Envelope {
  from: string;
  to: string[];
  /** Bytes. */
  size: number;
}

/** Speaks to the mail server: one connection for each mail, and one honest answer about what became of it. */
@Injectable()
export class Smtp {
  private readonly server: URL | null;
  private readonly from: PostalAddress;
  private readonly host: string;

  constructor(@Inject(CONFIGURATION) configuration: Configuration) {
    this.server = configuration.smtpUrl === null ? null : new URL(configuration.smtpUrl);
    this.host = new URL(configuration.publicUrl).hostname;
    const from = readAddress(configuration.mailFrom);
    if (!from) throw new Error('MAIL_FROM is no address');
    this.from = from;
  }

  get isConfigured(): boolean {
    return this.server !== null;
  }

  /** The name of a mail on its way, the same at every attempt. */
  messageIdOf(id: string): string {
    return `<${id}@${this.host}>`;
  }

  /**
   * Once `ending` is told, no talk begins, and one under way is over: at once, or where the mail is handed over already
   * after a moment for the answer.
   */
  async hand(posting: Posting, ending: AbortSignal): Promise<Handover> {
    if (!isPlainAddress(posting.to.address)) return { answer: 'refused', reason: 'not an address' };
    const message = await this.compose(posting);
    const progress = { handedOver: false };
    // Read once the server has said that it listens to the message; at the end every byte was given away.
    const content = Readable.from(
      (async function* () {
        yield message;
        progress.handedOver = true;
      })(),
    );
    try {
      const envelope = { from: this.from.address, to: [posting.to.address], size: message.length };
      await this.talk(envelope, content, progress, ending);
      return { answer: 'accepted' };
    } catch (error) {
      const { code, responseCode, command, message: words } = error as SmtpFault & Error;
      const answer = verdictOn({ code, responseCode, command, handedOver: progress.handedOver });
      return { answer, reason: headerLine(words).slice(0, 500) };
    }
  }

  private compose({ messageId, to, language, letter, parts, date }: Posting): Promise<Buffer> {
    const named = ({ name, address }: PostalAddress) => ({ name: headerLine(name), address });
    const composer = new MailComposer({
      from: named(this.from),
      to: named(to),
      subject: headerLine(letter.subject),
      text: letter.text,
      html: letter.html,
      ...beside(parts),
      messageId,
      date,
      // Lao in quoted-printable is nine characters for one.
      textEncoding: 'base64',
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return composer.compile().build();
  }

  private async talk(
    envelope: Envelope,
    content: Readable,
    progress: { handedOver: boolean },
    ending: AbortSignal,
  ): Promise<void> {
    if (ending.aborted) throw fault('Interrupted');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const connection = this.open();
    const end = (error?: Error | null) => (error ? reject(error) : resolve());
    const deadline = setTimeout(() => end(fault('No answer in time')), longestTalk);
    let last: NodeJS.Timeout | undefined;
    const cutOff = () => end(fault('Interrupted'));
    const interrupt = () => {
      if (progress.handedOver) last = setTimeout(cutOff, lastMoment);
      else cutOff();
    };
    ending.addEventListener('abort', interrupt);
    const send = () => connection.send(envelope, content, (error) => end(error));
    connection.on('error', end);
    connection.connect((error) => {
      if (error) end(error);
      else if (this.auth) connection.login(this.auth, (refusal) => (refusal ? end(refusal) : send()));
      else send();
    });
    try {
      await promise;
      connection.quit();
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(deadline);
      clearTimeout(last);
      ending.removeEventListener('abort', interrupt);
    }
  }

  private get auth(): { user: string; pass: string } | null {
    const { username, password } = this.server!;
    return username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null;
  }

  private open(): SMTPConnection {
    const { hostname, port, protocol } = this.server!;
    return new SMTPConnection({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'smtps:' ? 465 : 25)),
      secure: protocol === 'smtps:',
      // A password is never said in the clear.
      requireTLS: this.auth !== null && protocol === 'smtp:',
      name: this.host,
      ...timeouts,
    });
  }
}

/**
 * One part alone says what the words say: programs that understand it offer it in their place. Of several, each is a
 * file of its own, since programs look at one alternative only.
 */
function beside(parts: Posting['parts']): Pick<Mail.Options, 'alternatives' | 'attachments'> {
  const [only, ...others] = parts;
  if (only && others.length === 0) return { alternatives: [{ contentType: only.mediaType, content: only.content }] };
  return {
    attachments: parts.map(({ name, mediaType, content }) => ({ filename: name, contentType: mediaType, content })),
  };
}

/** The server did not get to answer. */
const fault = (words: string): Error => Object.assign(new Error(words), { code: 'ETIMEDOUT', command: 'CONN' });
