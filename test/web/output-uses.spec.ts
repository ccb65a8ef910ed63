import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { publishedOutput, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { organisation } from '../support/training.js';

const shared = '/api/v1/shared-database/outputs';

describe('the uses of outputs', () => {
  let app: TestApp;
  let author: Trainee;
  let consumer: Client;
  let lao: Client;
  let id: string;
  let secret: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T02:00:00Z');
    const run = await runIn(app, 'running');
    author = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    consumer = await app.as('consumer', { organisationId: (await organisation(app, 'MOIC')).id });
    lao = await app.as('lao_coordinator');
    id = await publishedOutput(app, author, run);
    secret = await publishedOutput(app, author, run, { accessLevel: 'restricted' });
  });
  after(() => app?.close());

  const declare = (by: Client, body: object, of = id) => by.post(`${shared}/${of}/uses`, body);

  it('are declared by who sees the output, once a day for each purpose', async () => {
    const use = { purpose: 'policy', note: 'ປັບຕາຕະລາງເວລາຢູ່ດ່ານ' };
    const first = await declare(consumer, use);
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.equal(first.headers.location, `${shared}/${id}/uses`);
    const { id: useId, ...said } = first.body;
    const { organisation: of, ...rest } = said;
    assert.deepEqual(rest, { outputId: id, ...use, day: '2026-03-09', country: 'LA' });
    assert.equal(of.en, 'MOIC');
    assert.equal((await declare(consumer, use)).body.code, 'output.use_declared');
    assert.equal((await declare(consumer, { purpose: 'research' })).status, 201);
    assert.equal((await declare(consumer, { purpose: 'fun' })).status, 422);
    assert.equal((await declare(consumer, use, secret)).status, 404);
    const { items } = (await app.public.get(`${shared}/${id}/uses`)).body;
    assert.deepEqual(
      items.map(({ purpose }: { purpose: string }) => purpose),
      ['research', 'policy'],
    );
    assert.equal(items[1].id, useId);
    assert.equal((await app.public.get(`${shared}/${secret}/uses`)).status, 404);
  });

  it('count for the country that is named where the account has no organisation', async () => {
    const made = await declare(await app.as('consumer'), { purpose: 'production', country: 'VN' });
    assert.equal(made.body.country, 'VN');
    assert.equal(made.body.organisation, null);
  });

  it('are taken back on the same day by who declared them', async () => {
    const { id: useId } = (await declare(consumer, { purpose: 'other' })).body;
    const address = `${shared}/${id}/uses/${useId}`;
    assert.equal((await lao.delete(address)).status, 404);
    assert.equal((await consumer.delete(address)).status, 204);
    assert.equal((await consumer.delete(address)).status, 404);
    const { id: kept } = (await declare(consumer, { purpose: 'other' })).body;
    app.clock.set('2026-03-10T02:00:00Z');
    const late = await app.as('consumer', { email: 'late@office.example' });
    assert.equal((await late.delete(`${shared}/${id}/uses/${kept}`)).status, 404);
  });
});
