import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { operatorActor } from '#libs/kernel';
import { ConsumerKeysService, KeyUses } from '#libs/outputs';
import { AccountsService } from '#libs/people';
import { Database } from '#libs/platform';
import { ConsumerKeysRepository } from '../../libs/outputs/src/consumers/consumer-keys.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { engine } from '../support/engine.js';
import { publishedOutput, runIn, traineeOf } from '../support/outputs.js';
import { twiceUnheld } from '../support/unheld.js';

const api = '/api/v1/consumer-keys';
const catalogue = '/api/v1/shared-database/outputs';
const everything = ['catalogue', 'rows', 'files'];

describe("a consumer's key", () => {
  let app: TestApp;
  let consumer: Client;
  let outputId: string;
  let fileId: string;

  before(async () => {
    app = await startApp({ KEY_REQUESTS_PER_MINUTE: '40', LOG_LEVEL: 'debug' });
    consumer = await app.as('consumer');
    const run = await runIn(app, 'running');
    outputId = await publishedOutput(app, await traineeOf(app, run, 'ສົມພອນ'), run, { accessLevel: 'partners' });
    fileId = (await consumer.get(`${catalogue}/${outputId}`)).body.files[0].id;
  });
  after(() => app?.close());

  const make = async (more: object = {}, of: Client = consumer) => {
    const { status, body } = await of.post(api, { name: 'Dashboard', scopes: everything, ...more });
    assert.equal(status, 201, JSON.stringify(body));
    return body as { id: string; key: string; prefix: string };
  };
  const by = (key: string) => ({ authorization: `Bearer ${key}` });
  const ask = async (key: string, url: string = catalogue) => {
    const { status, body } = await app.public.get(url, by(key));
    return status === 200 ? 200 : `${status} ${body.code}`;
  };

  it('opens what a consumer sees, for a program without a sign-in', async () => {
    const { key, prefix } = await make();
    assert.match(key, /^mtp_[a-z2-9]{8}_[\w-]{32}$/);
    assert.ok(key.startsWith(`${prefix}_`));
    assert.equal(await ask(key), 200);
    assert.equal((await app.public.get(catalogue)).body.total, 0, 'the public sees no partners');
    assert.equal((await app.public.get(catalogue, by(key))).body.total, 1);
    assert.equal(await ask(key, `${catalogue}.csv`), 200);
    assert.equal(await ask(key, `${catalogue}/facets`), 200);
    assert.equal(await ask(key, `${catalogue}/${outputId}`), 200);
    assert.equal(await ask(key, `${catalogue}/${outputId}/files/${fileId}`), 200);
  });

  it('opens nothing but the reading of the shared database', async () => {
    const { key } = await make();
    for (const url of ['/api/v1/me', '/api/v1/runs', '/api/v1/outputs', api, '/api/v1/jobs/x', '/api/v1/organisations'])
      assert.equal(await ask(key, url), '403 consumer_key.not_here', url);
    for (const [method, url] of [
      ['POST', api],
      ['POST', '/api/v1/auth/session'],
      ['DELETE', '/api/v1/auth/session'],
      ['PATCH', '/api/v1/me'],
    ] as const) {
      const { status, body } = await app.public.send({ method, url, payload: {}, headers: by(key) });
      assert.equal(`${status} ${body.code}`, '403 consumer_key.not_here', url);
    }
    const page = await app.public.page('/me/keys', by(key));
    assert.equal(page.status, 303, 'a page knows the cookie alone');
  });

  it('opens what it was made for alone', async () => {
    const { key } = await make({ scopes: ['catalogue'] });
    assert.equal(await ask(key), 200);
    assert.equal(await ask(key, `${catalogue}/${outputId}/files/${fileId}`), '403 consumer_key.out_of_scope');
  });

  it('gives the right of a consumer and none of the other roles of its owner', async () => {
    const both = await app.as(['consumer', 'vn_coordinator']);
    const { key } = await make({}, both);
    const run = await runIn(app, 'running');
    const restricted = await publishedOutput(app, await traineeOf(app, run, 'ແສງ'), run, { accessLevel: 'restricted' });
    assert.equal((await both.get(`${catalogue}/${restricted}`)).status, 200);
    assert.equal(await ask(key, `${catalogue}/${restricted}`), '404 not_found');
  });

  it('is over when it is revoked, has run out, or was never one', async () => {
    const { id, key } = await make();
    assert.equal((await consumer.post(`${api}/${id}/revocation`)).status, 200);
    assert.equal(await ask(key), '401 consumer_key.not_open');
    const until = await make({ expiresOn: '2026-03-02' });
    assert.equal(await ask(until.key), 200);
    app.clock.set('2026-03-02T17:00:00Z');
    assert.equal(await ask(until.key), '401 consumer_key.not_open', 'midnight in Vientiane');
    app.clock.set('2026-03-02T02:00:00Z');
    const { key: whole } = await make();
    for (const wrong of [
      'mtp_',
      'mtp_x',
      `${whole}a`,
      whole.slice(0, -1),
      whole.replace('mtp_', 'mtp_a'),
      "mtp_' OR 1=1 --",
    ])
      assert.match(String(await ask(wrong)), /^401 /, wrong);
    assert.match(String(await ask(`${whole} ${whole}`)), /^401 /);
  });

  it('is over with the account, and with its role', async () => {
    const leaving = await app.as('consumer');
    const { key } = await make({}, leaving);
    const staying = await app.as('consumer');
    const other = await make({}, staying);
    const accounts = app.get(AccountsService);
    await accounts.deactivate(operatorActor, leaving.accountId!, 'left');
    assert.equal(await ask(key), '401 consumer_key.not_open');
    const kept = await accounts.get(operatorActor, staying.accountId!);
    await accounts.setRoles(operatorActor, kept.account.id, kept.account.version, ['auditor']);
    assert.equal(await ask(other.key), '401 consumer_key.not_open');
  });

  it('is seen, and revoked, by its owner alone', async () => {
    const { id } = await make();
    const other = await app.as('consumer');
    assert.equal((await other.get(`${api}/${id}`)).status, 404);
    assert.equal((await other.get(`${api}/${id}/usage`)).status, 404);
    assert.equal((await other.post(`${api}/${id}/revocation`)).status, 404);
    assert.ok(!(await other.get(api)).body.items.some((one: { id: string }) => one.id === id));
  });

  it('is kept as its digest alone, and shown once', async () => {
    const { id, key } = await make();
    const listed =
      JSON.stringify((await consumer.get(api)).body) + JSON.stringify((await consumer.get(`${api}/${id}`)).body);
    const secret = key.slice(13);
    assert.ok(!listed.includes(secret));
    for (const table of ['consumer_key', 'audit_event', 'idempotency_key', 'outbox_message']) {
      const rows = await app.get(Database).rows(`SELECT * FROM ${table}`);
      assert.ok(!JSON.stringify(rows).includes(secret), table);
    }
  });

  it('is kept by nobody on the way', async () => {
    const { headers } = await consumer.post(api, { name: 'Passing', scopes: everything });
    assert.equal(headers['cache-control'], 'no-store');
    const page = await consumer.submit('/me/keys', { name: 'Passing too', scopes: 'rows' });
    assert.match(page.html, /id="key-token"/);
    assert.equal(page.headers['cache-control'], 'private, no-store');
  });

  it('is never written into the log', async () => {
    const { key } = await make();
    const lines: string[] = [];
    const keep = (chunk: unknown) => lines.push(String(chunk)) > 0;
    const streams = [mock.method(process.stdout, 'write', keep), mock.method(process.stderr, 'write', keep)];
    try {
      await ask(key);
      await ask(`${key}x`);
      await ask(key, `${catalogue}?q=${key}&unknown=${key}`);
      await ask(key, `/api/v1/${key}`);
    } finally {
      for (const stream of streams) stream.mock.restore();
    }
    assert.ok(!lines.join('').includes(key.slice(13)));
  });

  it('may ask so many times a minute, from wherever', async () => {
    const { key } = await make();
    for (let asked = 0; asked < 40; asked += 1) assert.equal(await ask(key), 200);
    const { status, body, headers } = await app.public.send({
      method: 'GET',
      url: `${catalogue}/facets`,
      headers: { ...by(key), 'x-forwarded-for': '203.0.113.9' },
    });
    assert.equal(status, 429, JSON.stringify(body));
    assert.equal(body.code, 'consumer_key.too_often');
    assert.ok(Number(headers['retry-after']) > 0);
    assert.equal(await ask((await make()).key), 200, 'another key goes on');
  });

  it('counts what was asked by it, by day and scope, without a write per request', async () => {
    const { id, key } = await make();
    await app.get(KeyUses).flush();
    const written = mock.method(app.get(Database), 'change');
    for (let asked = 0; asked < 5; asked += 1) await ask(key);
    assert.equal(written.mock.callCount(), 0);
    written.mock.restore();
    await ask(key, `${catalogue}/${outputId}/files/${fileId}`);
    app.get(KeyUses).countRows(id, 120);
    const { items } = (await consumer.get(`${api}/${id}/usage`)).body;
    assert.deepEqual(items, [
      { day: '2026-03-02', scope: 'catalogue', requests: 5, rows: 0 },
      { day: '2026-03-02', scope: 'files', requests: 1, rows: 0 },
      { day: '2026-03-02', scope: 'rows', requests: 0, rows: 120 },
    ]);
    app.get(KeyUses).countRows(id, 3_000_000_000);
    await ask(key);
    const again = (await consumer.get(`${api}/${id}/usage`)).body.items;
    assert.deepEqual(
      again.map((use: { requests: number; rows: number }) => [use.requests, use.rows]),
      [
        [6, 0],
        [1, 0],
        [0, 2_147_483_647],
      ],
    );
    assert.notEqual((await consumer.get(`${api}/${id}`)).body.lastUsedAt, null);
  });

  it('is one of twenty, however many are asked for at once', async () => {
    const eager = await app.as('consumer');
    const service = app.get(ConsumerKeysService);
    const actor = {
      ...operatorActor,
      kind: 'account' as const,
      accountId: eager.accountId,
      roles: ['consumer' as const],
    };
    const fields = { name: 'many', scopes: ['rows' as const], expiresOn: null };
    const made = await Promise.allSettled(Array.from({ length: 24 }, () => service.create(actor, fields)));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 20);
    assert.equal((await eager.post(api, { name: 'one more', scopes: ['rows'] })).body.code, 'consumer_key.too_many');
  });

  it('would be one of more than that if two were made at once (the guard removed)', {
    skip: engine === 'sqlite' && 'units queue on SQLite',
  }, async () => {
    const eager = await app.as('consumer');
    const post = () => eager.post(api, { name: 'many', scopes: ['rows'] });
    for (let count = 0; count < 19; count += 1) assert.equal((await post()).status, 201);
    const made = await twiceUnheld(app, app.get(ConsumerKeysRepository), 'liveOf', post);
    assert.deepEqual(
      made.map(({ status }) => status),
      [201, 201],
    );
    assert.equal((await eager.get(api)).body.items.length, 21);
    assert.equal((await post()).body.code, 'consumer_key.too_many');
  });

  it('is made, shown once and revoked on pages', async () => {
    const owner = await app.as('consumer', { language: 'lo' });
    assert.match((await owner.page('/me')).html, /href="\/me\/keys"/);
    const empty = await owner.submit('/me/keys', { name: '', scopes: 'rows' });
    assert.equal(empty.status, 422);
    const created = await owner.submit('/me/keys', {
      name: 'ລະບົບລາຍງານ',
      scopes: ['catalogue', 'rows'],
      expiresOn: '',
    });
    assert.equal(created.status, 201, created.html);
    const key = /id="key-token">(mtp_[^<]+)</.exec(created.html)?.[1] ?? '';
    assert.equal(await ask(key), 200);
    const list = await owner.page('/me/keys');
    assert.ok(!list.html.includes(key));
    const show = /href="(\/me\/keys\/[^"]+)"/.exec(list.html)?.[1] ?? '';
    assert.match((await owner.page(show)).html, />1</);
    assert.equal((await owner.submit(`${show}/revocation`, {})).status, 303);
    assert.equal(await ask(key), '401 consumer_key.not_open');
    assert.equal((await (await app.as('auditor')).page('/me/keys')).status, 403);
  });
});
