import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { describedOutput, publishedOutput, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { organisation } from '../support/training.js';

const catalogue = '/api/v1/shared-database/outputs';

describe('a restricted output', () => {
  let app: TestApp;
  let lao: Client;
  let consumer: Client;
  let stranger: Client;
  let run: Awaited<ReturnType<typeof runIn>>;
  let trainee: Trainee;
  let outputId: string;
  let fileId: string;

  before(async () => {
    app = await startApp();
    lao = await app.as('lao_coordinator');
    consumer = await app.as('consumer');
    stranger = await app.as('consumer');
    run = await runIn(app, 'running');
    trainee = await traineeOf(app, run, 'ສົມພອນ');
    const title = { lo: 'ຂໍ້ມູນລັບຂອງເຂດ', vi: 'Dữ liệu hạn chế', en: 'Restricted figures' };
    outputId = await publishedOutput(app, trainee, run, { accessLevel: 'restricted', title });
    fileId = (await lao.get(`${catalogue}/${outputId}`)).body.files[0].id;
  });
  after(() => app?.close());

  const grant = (fields: object) =>
    lao.post(`/api/v1/outputs/${outputId}/grants`, { reason: 'for planning', ...fields });
  const revoke = (id: string) => lao.post(`/api/v1/outputs/${outputId}/grants/${id}/revocation`);
  const given = async (fields: object): Promise<string> => {
    const { status, body } = await grant(fields);
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };

  /** Everywhere it could be seen. */
  const sees = async (client: Client) => {
    const statuses = await Promise.all(
      [
        `${catalogue}/${outputId}`,
        `${catalogue}/${outputId}/files/${fileId}`,
        `${catalogue}/${outputId}/tables`,
        `/shared-database/${outputId}`,
      ].map(async (url) => (url.startsWith('/api') ? await client.get(url) : await client.page(url)).status),
    );
    const listed = [
      (await client.get(catalogue)).body.total,
      (await client.get(`${catalogue}?q=${encodeURIComponent('ລັບ')}`)).body.total,
      (await client.get(`${catalogue}/facets`)).body.kind.length,
      String((await client.get(`${catalogue}.csv`)).body).includes('Restricted figures') ? 1 : 0,
      (await client.page('/shared-database')).html.includes(outputId) ? 1 : 0,
    ];
    return { statuses, listed };
  };
  const nothing = { statuses: [404, 404, 404, 404], listed: [0, 0, 0, 0, 0] };
  const everything = { statuses: [200, 200, 200, 200], listed: [1, 1, 1, 1, 1] };

  it('is seen by those it is granted to, everywhere, until it is revoked', async () => {
    assert.deepEqual(await sees(consumer), nothing);
    const id = await given({ accountId: consumer.accountId });
    assert.deepEqual(await sees(consumer), everything);
    assert.deepEqual(await sees(stranger), nothing);
    assert.deepEqual(await sees(app.public), nothing);
    assert.equal((await grant({ accountId: consumer.accountId })).body.code, 'grant.given_already');
    const revoked = await revoke(id);
    assert.deepEqual([revoked.status, revoked.body.standing], [200, 'revoked']);
    assert.deepEqual(await sees(consumer), nothing);
  });

  it('is seen to the end of the last day', async () => {
    await given({ accountId: consumer.accountId, endsOn: '2026-03-02' });
    assert.deepEqual(await sees(consumer), everything);
    app.clock.set('2026-03-02T17:00:00Z');
    const { body } = await (await app.as('lao_coordinator')).get(`/api/v1/outputs/${outputId}/grants`);
    assert.equal(body.items[0].standing, 'over');
    app.clock.set('2026-03-02T02:00:00Z');
    await revoke(body.items[0].id);
    assert.equal((await grant({ accountId: consumer.accountId, endsOn: '2026-03-01' })).status, 422);
  });

  it('is over on the day after for a program that asks by key too', async () => {
    const keyed = await app.as('consumer');
    const { key } = (await keyed.post('/api/v1/consumer-keys', { name: 'p', scopes: ['catalogue'] })).body;
    const by = { authorization: `Bearer ${key}` };
    const id = await given({ accountId: keyed.accountId, endsOn: '2026-03-03' });
    assert.equal((await app.public.get(`${catalogue}/${outputId}`, by)).status, 200);
    app.clock.set('2026-03-03T17:00:00Z');
    assert.equal((await app.public.get(`${catalogue}/${outputId}`, by)).status, 404);
    app.clock.set('2026-03-02T02:00:00Z');
    await revoke(id);
  });

  it('is granted to the consumers of an organisation and of those below it, and to nobody else there', async () => {
    const ministry = await organisation(app, 'GRANTED');
    const below = await organisation(app, 'BELOW', ministry);
    const beside = await organisation(app, 'BESIDE');
    const at = (organisationId: string) => app.as('consumer', { organisationId });
    const id = await given({ organisationId: ministry.id });
    assert.deepEqual(await sees(await at(ministry.id)), everything);
    assert.deepEqual(await sees(await at(below.id)), everything);
    assert.deepEqual(await sees(await at(beside.id)), nothing);
    const nominator = await app.as('nominator', { organisationId: ministry.id });
    assert.equal((await nominator.get(`${catalogue}/${outputId}`)).status, 404);
    await revoke(id);
    const onlyBelow = await given({ organisationId: below.id });
    assert.deepEqual(await sees(await at(ministry.id)), nothing);
    await revoke(onlyBelow);
  });

  it('is granted to consumers alone, once, by either institute', async () => {
    const auditor = await app.as('auditor');
    const fields = { reason: 'x', accountId: consumer.accountId };
    assert.equal((await auditor.post(`/api/v1/outputs/${outputId}/grants`, fields)).status, 403);
    const admin = await app.as('admin');
    assert.equal((await grant({ accountId: admin.accountId })).status, 422);
    assert.equal((await grant({})).status, 422);
    assert.equal((await grant({ accountId: consumer.accountId, organisationId: consumer.accountId })).status, 422);
    assert.equal((await grant({ accountId: consumer.accountId, reason: '' })).status, 422);
    const open = await publishedOutput(app, trainee, run, describedOutput());
    const refused = await lao.post(`/api/v1/outputs/${open}/grants`, fields);
    assert.equal(refused.body.code, 'grant.not_restricted');
    const both = await Promise.all(Array.from({ length: 4 }, () => grant({ accountId: stranger.accountId })));
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
  });

  it('has its grants one by one and in pages', async () => {
    const made = await grant({ accountId: (await app.as('consumer')).accountId });
    const address = `/api/v1/outputs/${outputId}/grants`;
    assert.equal(made.headers.location, `${address}/${made.body.id}`);
    assert.deepEqual((await lao.get(String(made.headers.location))).body, made.body);
    assert.equal((await lao.get(`${address}/${outputId}`)).status, 404);
    const { total } = (await lao.get(address)).body;
    assert.ok(total > 2);
    const first = (await lao.get(`${address}?pageSize=2`)).body;
    assert.deepEqual([first.items[0].id, first.items.length, first.total], [made.body.id, 2, total]);
    const rest = (await lao.get(`${address}?after=${first.next}&total=false`)).body;
    assert.equal(rest.items.length, total - 2);
    assert.ok(!JSON.stringify(rest.items).includes(first.items[1].id));
  });

  it('is granted and revoked on its page', async () => {
    const vn = await app.as('vn_coordinator', { language: 'vi' });
    const address = `/outputs/${outputId}/grants`;
    for (const receiver of ['', 'nobody:x', 'account:x', `organisation:${outputId}`])
      assert.equal((await vn.submit(address, { receiver, reason: 'nghiên cứu' })).status, 422, receiver);
    const newcomer = await app.as('consumer');
    const granted = await vn.submit(address, { receiver: `account:${newcomer.accountId}`, reason: 'nghiên cứu' });
    assert.equal(granted.status, 303, granted.html);
    assert.equal((await newcomer.get(`${catalogue}/${outputId}`)).status, 200);
    const { html } = await vn.page(address);
    assert.match(html, /nghiên cứu/);
    const { items } = (await vn.get(`/api/v1/outputs/${outputId}/grants`)).body;
    assert.equal((await vn.submit(`${address}/${items[0].id}/revocation`, {})).status, 303);
    assert.equal((await newcomer.get(`${catalogue}/${outputId}`)).status, 404);
  });
});
