import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { CONFIGURATION, type Configuration } from '../config.js';
import type { Letter } from './letter.js';
import { type SmtpFault, type Verdict, verdictOn } from './mail.rules.js';
import { headerLine, isPlainAddress, type PostalAddress, readAddress } from './postal-address.js';

/** A letter with its envelope. */
export interface Posting {
  messageId: string;
  to: PostalAddress;
  language: string;
  letter: Letter;
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
  private interrupt: (() => void) | null = null;

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

  async hand(posting: Posting): Promise<Handover> {
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
      await this.talk({ from: this.from.address, to: [posting.to.address], size: message.length }, content, progress);
      return { answer: 'accepted' };
    } catch (error) {
      const { code, responseCode, command, message: words } = error as SmtpFault & Error;
      const answer = verdictOn({ code, responseCode, command, handedOver: progress.handedOver });
      return { answer, reason: headerLine(words).slice(0, 500) };
    }
  }

  /** Ends what is being said: at once, or where the mail is handed over already, after a moment for the answer. */
  hangUp(): void {
    this.interrupt?.();
  }

  private compose({ messageId, to, language, letter, date }: Posting): Promise<Buffer> {
    const named = ({ name, address }: PostalAddress) => ({ name: headerLine(name), address });
    const composer = new MailComposer({
      from: named(this.from),
      to: named(to),
      subject: headerLine(letter.subject),
      text: letter.text,
      html: letter.html,
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

  private talk(envelope: Envelope, content: Readable, progress: { handedOver: boolean }): Promise<void> {
    const { hostname, port, protocol, username, password } = this.server!;
    const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null;
    const connection = new SMTPConnection({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'smtps:' ? 465 : 25)),
      secure: protocol === 'smtps:',
      // A password is never said in the clear.
      requireTLS: auth !== null && protocol === 'smtp:',
      name: this.host,
      ...timeouts,
    });
    return new Promise<void>((resolve, reject) => {
      const end = (error?: Error | null) => {
        clearTimeout(deadline);
        this.interrupt = null;
        if (error) connection.close();
        else connection.quit();
        if (error) reject(error);
        else resolve();
      };
      const cutOff = () => end(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT', command: 'CONN' }));
      const deadline = setTimeout(cutOff, longestTalk);
      this.interrupt = () => (progress.handedOver ? setTimeout(cutOff, lastMoment) : cutOff());
      const send = () => connection.send(envelope, content, (error) => end(error));
      connection.on('error', end);
      connection.connect((error) => {
        if (error) end(error);
        else if (auth) connection.login(auth, (refusal) => (refusal ? end(refusal) : send()));
        else send();
      });
    });
  }
}
