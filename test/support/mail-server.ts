import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived, read by nothing but the rules of MIME. */
export interface ArrivedMail {
  from: string;
  to: string[];
  raw: string;
  /** By lower-case name, unfolded and decoded. */
  headers: Map<string, string[]>;
  subject: string;
  text: string;
  html: string;
  /** Events for a calendar that go along. */
  calendars: { type: string; disposition: string; text: string }[];
}

type Answer = { code: number; message: string } | 'hang up' | 'be silent' | null;

/** A real mail server on a port of its own, which can be told to refuse, to hang up and to be down. */
export class MailServer {
  readonly mails: ArrivedMail[] = [];
  /** How often a whole mail was received, whatever was answered. */
  received = 0;
  /** What to answer to a connection, to the receiver and at the end of the mail; null takes it. */
  onConnection: () => Answer = () => null;
  onReceiver: (address: string) => Answer = () => null;
  onMail: () => Answer = () => null;
  private server: SMTPServer | null = null;
  private readonly sockets = new Set<Socket>();
  port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Comes up; again on the same port. */
  async up(): Promise<void> {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onConnect: (_session, done) => this.answer(this.onConnection(), done),
      onRcptTo: ({ address }, _session, done) => this.answer(this.onReceiver(address), done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.received += 1;
          const answer = this.onMail();
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : '';
          const mail = readMail(
            Buffer.concat(chunks).toString('latin1'),
            from,
            rcptTo.map(({ address }) => address),
          );
          if (answer === null) this.mails.push(mail);
          this.answer(answer, done);
        });
      },
    });
    this.server.on('error', () => undefined);
    this.server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server.server, 'listening');
    this.port = (this.server.server.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(() => resolve(null)));
    this.hangUp();
    await closed;
  }

  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private answer(answer: Answer, done: (error?: Error | null) => void): void {
    if (answer === 'be silent') return;
    if (answer === 'hang up') this.hangUp();
    else done(answer === null ? null : Object.assign(new Error(answer.message), { responseCode: answer.code }));
  }
}

/** Encoded words of RFC 2047, each decoded alone: one that cuts a character in two would show. */
const words = (value: string): string =>
  value
    .replace(/(=\?[^?]+\?[BQ]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_, charset: string, kind: string, content: string) => {
      if (charset.toLowerCase() !== 'utf-8') throw new Error(`charset ${charset}`);
      const bytes =
        kind.toUpperCase() === 'B'
          ? Buffer.from(content, 'base64')
          : Buffer.from(
              content
                .replaceAll('_', ' ')
                .replace(/=([0-9A-F]{2})/gi, (__, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            );
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    });

function headersOf(head: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), words(value)]);
  }
  return headers;
}

function split(raw: string): { headers: Map<string, string[]>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  return { headers: headersOf(raw.slice(0, end)), body: raw.slice(end + 4) };
}

/** What is said and what goes along, however deep it lies. */
function leaves(raw: string): { headers: Map<string, string[]>; body: string }[] {
  const { headers, body } = split(raw);
  const type = headers.get('content-type')?.[0] ?? '';
  if (!type.startsWith('multipart/')) return [{ headers, body }];
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1] ?? '';
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => leaves(part.replace(/^\r\n/, '')));
}

function readMail(raw: string, from: string, to: string[]): ArrivedMail {
  const { headers } = split(raw);
  const parts = leaves(raw).map((part) => {
    const encoding = part.headers.get('content-transfer-encoding')?.[0];
    const type = part.headers.get('content-type')?.[0] ?? '';
    if (encoding !== 'base64') throw new Error(`${type}: ${encoding}`);
    const disposition = part.headers.get('content-disposition')?.[0] ?? 'inline';
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part.body, 'base64'));
    return { type, disposition, text };
  });
  const partOf = (type: string) => parts.find((part) => part.type.startsWith(type))!.text;
  const text = partOf('text/plain').replaceAll('\r\n', '\n');
  const calendars = parts.filter(({ type }) => type.startsWith('text/calendar'));
  const subject = headers.get('subject')?.[0] ?? '';
  return { from, to, raw, headers, subject, text, html: partOf('text/html'), calendars };
}
