import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { Client } from '../support/client.js';

describe('the door of the service', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it('shows the public front page in three languages and remembers the choice', async () => {
    for (const [language, words] of [
      ['lo', 'ກວດສອບ'],
      ['vi', 'Xác minh'],
      ['en', 'Verify'],
    ] as const) {
      const { status, html } = await app.public.page(`/?lang=${language}`);
      assert.equal(status, 200);
      assert.match(html, new RegExp(`<html lang="${language}"`));
      assert.ok(html.includes(words), `${words} is on the page`);
      assert.match((await app.public.page('/')).html, new RegExp(`<html lang="${language}"`));
    }
  });

  it('answers a program that is not signed in with a problem in its language', async () => {
    const { status, body, headers } = await app.public.get('/api/v1/jobs/x', { 'accept-language': 'vi' });
    assert.equal(status, 401);
    assert.match(String(headers['content-type']), /^application\/problem\+json/);
    assert.equal(body.code, 'unauthenticated');
    assert.equal(body.detail, 'Hãy đăng nhập để tiếp tục.');
  });

  it('sends a person who is not signed in to the sign-in page and back', async () => {
    const { status, location } = await app.public.page('/outputs?status=draft');
    assert.equal(status, 303);
    assert.equal(location, '/sign-in?next=%2Foutputs%3Fstatus%3Ddraft');
  });

  it('signs a person in with a cookie no script can read', async () => {
    const email = 'someone@test.example';
    await app.as('auditor', { email });
    await app.public.page('/sign-in');
    const page = await app.public.submit('/sign-in', { email, password: testPassword, next: '/outputs' });
    assert.equal(page.status, 303);
    assert.equal(page.location, '/outputs');
    const cookie = [page.headers['set-cookie']].flat().find((one) => String(one).startsWith('sign_in='));
    assert.match(String(cookie), /HttpOnly/);
    assert.match(String(cookie), /SameSite=Lax/);
    assert.equal((await app.public.submit('/sign-out', {})).status, 303);
    assert.equal((await app.public.page('/outputs')).status, 303);
  });

  it('never sends anybody to another site after signing in', async () => {
    const email = 'careful@test.example';
    await app.as('auditor', { email });
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example']) {
      const page = await app.public.submit('/sign-in', { email, password: testPassword, next });
      assert.equal(page.location, '/');
      await app.public.submit('/sign-out', {});
    }
  });

  it('sends people back to any page of ours, whatever script its address is in', async () => {
    const email = 'searching@test.example';
    await app.as('auditor', { email });
    const page = await app.public.submit('/sign-in', { email, password: testPassword, next: '/runs?q=ລາວ' });
    assert.deepEqual([page.status, page.location], [303, '/runs?q=%E0%BA%A5%E0%BA%B2%E0%BA%A7']);
    await app.public.submit('/sign-out', {});
  });

  it('links to itself alone, even from an address that reads as another site', async () => {
    const { status, html } = await app.public.page('//evil.example/runs');
    assert.equal(status, 404);
    assert.ok(!html.includes('evil.example'));
  });

  it('keeps the e-mail but not the password of a refused sign-in', async () => {
    const page = await app.public.submit('/sign-in', { email: 'nobody@test.example', password: 'wrong-password' });
    assert.ok(page.status >= 400, String(page.status));
    assert.ok(page.html.includes('nobody@test.example'));
    assert.ok(!page.html.includes('wrong-password'));
  });

  it('refuses a form without its token', async () => {
    const admin = await app.as('admin');
    const forged = await app.nest
      .getHttpAdapter()
      .getInstance()
      .inject({
        method: 'POST',
        url: '/sign-in',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'email=a&password=b',
      });
    assert.equal(forged.statusCode, 403);
    assert.ok(admin.accountId);
  });

  it('takes an address for what it means, however it is written', async () => {
    const fastify = app.nest.getHttpAdapter().getInstance();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const remoteAddress = '10.20.30.40';
    for (const url of ['/%73ign-in', '/sign%2Din', '/%73%69%67%6e%2d%69%6E']) {
      const { statusCode } = await fastify.inject({
        method: 'POST',
        url,
        headers,
        remoteAddress,
        payload: 'email=a&password=b',
      });
      assert.equal(statusCode, 403, url);
    }
    for (const url of [
      '/%61pi/v1/certificates',
      '/api/v1/%63ertificates',
      'http://elsewhere.example/api/v1/certificates',
    ]) {
      const answer = await fastify.inject({ url });
      assert.deepEqual([answer.statusCode, answer.json().code], [401, 'unauthenticated'], url);
    }
  });

  it('tells browsers to be careful with an address that cannot be read too', async () => {
    const usual = (await app.public.get('/api/v1/nowhere')).headers;
    for (const url of ['/%zz', '/api/v1/%zz', `/certificates/${'x'.repeat(301)}`]) {
      const { statusCode, headers } = await app.nest.getHttpAdapter().getInstance().inject({ url });
      assert.equal(statusCode, 400, url);
      for (const name of ['content-security-policy', 'x-content-type-options', 'permissions-policy'])
        assert.equal(headers[name], usual[name], `${name} of ${url}`);
    }
  });

  it('lets go of a reader who stalls', async () => {
    const server: Server = app.nest.getHttpServer();
    assert.ok(server.timeout >= 60_000 && server.timeout < server.requestTimeout, String(server.timeout));
    await app.nest.listen(0, '127.0.0.1');
    const { port } = server.address() as AddressInfo;
    /** Asks for more than the system keeps under way, and takes nothing of it; whether the server ends that within so long. */
    const stalls = async (milliseconds: number): Promise<boolean> => {
      const served = once(server, 'connection') as Promise<[Socket]>;
      const reader = connect(port, '127.0.0.1');
      reader.on('error', () => {}).pause();
      const [connection] = await served;
      const ended = once(connection, 'close').then(() => true);
      reader.write('GET /api/v1/openapi.json HTTP/1.1\r\nhost: x\r\naccept-encoding: identity\r\n\r\n'.repeat(40));
      const isEnded = await Promise.race([ended, pause(milliseconds, false)]);
      reader.destroy();
      return isEnded;
    };
    const { timeout } = server;
    try {
      server.setTimeout(0);
      assert.equal(await stalls(1500), false, 'nobody else does');
      server.setTimeout(300);
      assert.equal(await stalls(10_000), true);
    } finally {
      server.setTimeout(timeout);
    }
  });

  it('refuses a forged form however it is encoded, in a browser and at the API', async () => {
    const fastify = app.nest.getHttpAdapter().getInstance();
    const coordinator = await app.as('vn_coordinator');
    const boundary = 'b';
    const payload = `--${boundary}\r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n--${boundary}--\r\n`;
    const send = (url: string, headers: Record<string, string>) =>
      fastify.inject({
        method: 'POST',
        url,
        payload,
        headers: {
          cookie: coordinator.cookies,
          'content-type': `multipart/form-data; boundary=${boundary}`,
          ...headers,
        },
      });
    assert.equal((await send('/sign-out', {})).statusCode, 415);
    assert.equal((await send('/api/v1/programmes', {})).statusCode, 415);
    assert.equal((await send('/verify', { origin: 'https://evil.example' })).statusCode, 403);
    assert.equal((await send('/verify', {})).statusCode, 403);
    assert.equal((await coordinator.page('/courses')).status, 200, 'still signed in');
  });

  it('keeps what was typed when the sign-in has ended, and offers it again', async () => {
    const fastify = app.nest.getHttpAdapter().getInstance();
    const form = 'title.lo=%E0%BA%97%E0%BA%94%E0%BA%AA%E0%BA%AD%E0%BA%9A&capacity=20';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const refused = await fastify.inject({ method: 'POST', url: '/outputs/x/edit/about', headers, payload: form });
    assert.equal(refused.statusCode, 401);
    const resume = /name="resume" value="([^"]+)"/.exec(refused.body)?.[1];
    assert.ok(resume);
    const email = 'returning@test.example';
    await app.as('auditor', { email });
    const page = await app.public.submit('/sign-in', { email, password: testPassword, resume });
    assert.equal(page.status, 200);
    assert.ok(page.html.includes('action="/outputs/x/edit/about"'));
    assert.ok(page.html.includes('ທດສອບ'));
    const token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1];
    assert.ok(token);
  });

  it('rotates refresh tokens, and ends the sign-in when an old one is used again', async () => {
    const email = 'program@test.example';
    await app.as('auditor', { email });
    const first = (await app.public.post('/api/v1/auth/session', { email, password: testPassword })).body;
    assert.ok(first.expiresIn <= 600);
    const second = await app.public.put('/api/v1/auth/session', { refreshToken: first.refreshToken });
    assert.equal(second.status, 200);
    assert.notEqual(second.body.refreshToken, first.refreshToken);
    const replayed = await app.public.put('/api/v1/auth/session', { refreshToken: first.refreshToken });
    assert.equal(replayed.status, 401);
    const after = await app.public.put('/api/v1/auth/session', { refreshToken: second.body.refreshToken });
    assert.equal(after.status, 401);
    const bearer = { authorization: `Bearer ${second.body.accessToken}` };
    assert.equal((await app.public.get('/api/v1/jobs/x', bearer)).status, 401);
  });

  it('refuses malformed, unknown and oversized input with the field named', async () => {
    const post = (payload: string, type = 'application/json') =>
      app.nest
        .getHttpAdapter()
        .getInstance()
        .inject({
          method: 'POST',
          url: '/api/v1/auth/session',
          headers: { 'content-type': type },
          payload,
        });
    assert.equal((await post('{"email":')).statusCode, 400);
    assert.equal((await post('a=b', 'application/x-www-form-urlencoded')).statusCode, 415);
    assert.equal((await post('<x/>', 'text/xml')).statusCode, 415);
    assert.equal((await post(JSON.stringify({ email: 'x'.repeat(2_000_000) }))).statusCode, 413);
    const unknown = await post(JSON.stringify({ email: 'a@b.c', password: 'x', role: 'admin' }));
    assert.equal(unknown.statusCode, 422);
    assert.deepEqual(
      unknown.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
      [['/role', 'field.unknown']],
    );
    const missing = await post('{}');
    assert.deepEqual(
      missing.json().errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
      [
        ['/email', 'field.required'],
        ['/password', 'field.required'],
      ],
    );
  });

  it('is not kept busy by a body that is all names or all brackets', async () => {
    const fastify = app.nest.getHttpAdapter().getInstance();
    const started = performance.now();
    const form = await fastify.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'a&'.repeat(500_000),
    });
    assert.equal(form.statusCode, 413);
    const admin = await app.as('admin');
    for (const payload of [
      '['.repeat(200_000) + ']'.repeat(200_000),
      `{"code":${'['.repeat(9000)}${']'.repeat(9000)}}`,
    ]) {
      const deep = await fastify.inject({
        method: 'POST',
        url: '/api/v1/organisations',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': 'deep',
          authorization: `Bearer ${admin.bearer}`,
        },
        payload,
      });
      assert.ok([400, 422].includes(deep.statusCode), deep.body);
    }
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`f${n}`, 1]));
    const unknown = await app.public.post('/api/v1/auth/session', many);
    assert.deepEqual([unknown.status, unknown.body.errors.length], [422, 200]);
    assert.ok(performance.now() - started < 5000);
  });

  it('lets no cache make an answer last', async () => {
    const refused = await app.public.get('/api/v1/nowhere');
    assert.equal(refused.headers['cache-control'], 'no-store');
    assert.match(String(refused.headers.vary), /accept-language/);
    assert.equal(
      (await app.public.get('/api/v1/shared-database/outputs')).headers['cache-control'],
      'private, no-cache',
    );
    assert.equal((await app.public.page('/')).headers['cache-control'], 'private, no-store');
  });

  it('takes an address with a slash at its end, and HEAD where it takes GET', async () => {
    assert.equal((await app.public.page('/verify/')).status, 200);
    const head = (url: string) => app.nest.getHttpAdapter().getInstance().inject({ method: 'HEAD', url });
    assert.deepEqual([(await head('/')).statusCode, (await head('/')).body], [200, '']);
    assert.equal((await head('/outputs')).headers.location, '/sign-in?next=%2Foutputs');
  });

  it('says it is alive and ready, and describes itself', async () => {
    assert.equal((await app.public.get('/health/live')).status, 200);
    const ready = await app.public.get('/health/ready');
    assert.deepEqual([ready.status, ready.body.checks.database], [200, true]);
    const api = await app.public.get('/api/v1/openapi.json');
    assert.equal(api.body.openapi, '3.1.0');
    assert.match((await app.public.get('/metrics')).body, /process_cpu/);
  });

  it('answers an unknown page and an unknown address of the API with 404', async () => {
    assert.equal((await app.public.page('/nowhere')).status, 404);
    const api = await app.public.get('/api/v1/nowhere');
    assert.deepEqual([api.status, api.body.code], [404, 'not_found']);
  });

  it('offers to sign in on a page that is not there only to those who are not signed in', async () => {
    const missing = async (by: Client) => (await by.page('/no-such-page')).html;
    const nobody = new Client(app.nest.getHttpAdapter().getInstance(), null);
    assert.match(await missing(nobody), /href="\/sign-in"/);
    const signedIn = await missing(await app.as('auditor'));
    assert.match(signedIn, /<h1/);
    assert.doesNotMatch(signedIn, /href="\/sign-in"/);
  });
});

describe('too many requests from one address to one route', () => {
  it('are answered 429 with the seconds to wait', async () => {
    const app = await startApp({ REQUESTS_PER_MINUTE: '5' });
    try {
      for (let count = 0; count < 5; count += 1) assert.equal((await app.public.get('/api/v1/me')).status, 401);
      const refused = await app.public.get('/api/v1/me');
      assert.deepEqual([refused.status, refused.body.code], [429, 'too_many_requests']);
      assert.ok(Number(refused.headers['retry-after']) > 0, String(refused.headers['retry-after']));
      assert.equal((await app.public.get('/health/live')).status, 200);
    } finally {
      await app.close();
    }
  });
});
