import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions } from 'fastify';

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
  headers: Record<string, string | string[] | number | undefined>;
  raw: Buffer;
}

export interface Page {
  status: number;
  html: string;
  location: string;
  headers: Reply['headers'];
}

type Headers = Record<string, string>;

/** Somebody at the other end: a program with a bearer token, and a browser with cookies. */
export class Client {
  private token: string | null = null;

  private readonly jar = new Map<string, string>();
  /** The form token last read, good for as long as the cookies stay. */
  private formToken: string | null = null;

  constructor(
    private readonly fastify: FastifyInstance,
    readonly accountId: string | null,
    /** Where they call from: attempts are counted per address. */
    private readonly remoteAddress = '127.0.0.1',
  ) {}

  async signIn(email: string, password: string): Promise<void> {
    const { status, body } = await this.post('/api/v1/auth/session', { email, password });
    assert.equal(status, 200, JSON.stringify(body));
    this.token = body.accessToken;
    await this.page('/sign-in');
    const page = await this.submit('/sign-in', { email, password }, '/sign-in');
    assert.equal(page.status, 303, page.html);
  }

  /** The access token, for requests made by other means. */
  get bearer(): string {
    return this.token ?? '';
  }

  /** The cookies of this browser, for requests made by other means. */
  get cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get(url: string, headers: Headers = {}): Promise<Reply> {
    return this.send({ method: 'GET', url, headers });
  }

  post(url: string, payload: object = {}, headers: Headers = {}): Promise<Reply> {
    return this.send({ method: 'POST', url, payload, headers });
  }

  patch(url: string, payload: object, headers: Headers = {}): Promise<Reply> {
    return this.send({ method: 'PATCH', url, payload, headers });
  }

  put(url: string, payload: object, headers: Headers = {}): Promise<Reply> {
    return this.send({ method: 'PUT', url, payload, headers });
  }

  delete(url: string, headers: Headers = {}): Promise<Reply> {
    return this.send({ method: 'DELETE', url, headers });
  }

  /** Sends a file as `multipart/form-data` with the bearer token. */
  upload(url: string, file: UploadedFile, fields: Record<string, string> = {}, more: Headers = {}): Promise<Reply> {
    const { payload, headers } = multipart(file, fields);
    return this.send({ method: 'POST', url, payload, headers: { ...headers, ...more } });
  }

  /** A page as the browser of this person gets it. */
  async page(url: string, headers: Headers = {}): Promise<Page> {
    return this.browse({ method: 'GET', url, headers: { accept: 'text/html', ...headers } });
  }

  /** Posts a form with the token that the page `from` (else the address posted to) carries. */
  async submit(url: string, fields: Record<string, string | string[]>, from?: string): Promise<Page> {
    const payload = new URLSearchParams({ _csrf: await this.csrf(from) });
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) payload.append(name, one);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.browse({ method: 'POST', url, payload: payload.toString(), headers });
  }

  /** Posts a form with a file; the token goes first, as in our pages. */
  async submitFile(url: string, file: UploadedFile, fields: Record<string, string> = {}): Promise<Page> {
    const { payload, headers } = multipart(file, { _csrf: await this.csrf(), ...fields });
    return this.browse({ method: 'POST', url, payload, headers });
  }

  /** The token of any page's form: it belongs to the sign-in, not to the page. */
  private async csrf(from?: string): Promise<string> {
    if (from === undefined && this.formToken !== null) return this.formToken;
    const { html } = await this.page(from ?? '/sign-in');
    this.formToken = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    return this.formToken;
  }

  private async browse({ headers, ...request }: InjectOptions): Promise<Page> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await this.fastify.inject({
      ...request,
      remoteAddress: this.remoteAddress,
      headers: { ...headers, ...(cookie && { cookie }) },
    });
    for (const { name, value } of reply.cookies) {
      if (value !== this.jar.get(name)) this.formToken = null;
      if (value === '') this.jar.delete(name);
      else this.jar.set(name, value);
    }
    return {
      status: reply.statusCode,
      html: reply.body,
      location: String(reply.headers.location ?? ''),
      headers: reply.headers,
    };
  }

  /** Anything else, with the bearer token. */
  async send({ headers, ...request }: InjectOptions): Promise<Reply> {
    const authorization = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const reply = await this.fastify.inject({
      ...request,
      remoteAddress: this.remoteAddress,
      headers: { ...authorization, ...headers },
    });
    const isJson = /json/.test(String(reply.headers['content-type'] ?? ''));
    return {
      status: reply.statusCode,
      body: isJson && reply.body ? JSON.parse(reply.body) : reply.body,
      headers: reply.headers,
      raw: reply.rawPayload,
    };
  }
}

export interface UploadedFile {
  name: string;
  type: string;
  content: Buffer | string;
}

function multipart(file: UploadedFile, fields: Record<string, string>): { payload: Buffer; headers: Headers } {
  const boundary = '----mittaphap-test-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(parts.join('') + head),
    Buffer.from(file.content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
