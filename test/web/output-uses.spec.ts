import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { addDays } from '#libs/kernel';
import { TakenOutputs, UseFiguresService } from '#libs/outputs';
import { Database, Outbox } from '#libs/platform';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { storedMails } from '../support/mails.js';
import { laoCoordinator, publishedOutput, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { statementsOf } from '../support/statements.js';
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
    await app.as('trainee', { personId: author.person.id });
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
    const { id: useId, ...said } = first.body;
    assert.equal(first.headers.location, `${shared}/${id}/uses/${useId}`);
    assert.deepEqual((await app.public.get(String(first.headers.location))).body, first.body);
    assert.equal((await app.public.get(`${shared}/${secret}/uses/${useId}`)).status, 404);
    const { organisation: of, ...rest } = said;
    assert.deepEqual(rest, { outputId: id, ...use, day: '2026-03-09', country: 'LA' });
    assert.equal(of.en, 'MOIC');
    assert.equal((await declare(consumer, use)).body.code, 'output.use_declared');
    assert.equal((await declare(consumer, { purpose: 'research' })).status, 201);
    assert.equal((await declare(consumer, { purpose: 'fun' })).status, 422);
    assert.equal((await declare(consumer, use, secret)).status, 404);
    const { items, total } = (await app.public.get(`${shared}/${id}/uses`)).body;
    assert.equal(total, 2);
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

  it('are told to the authors, together, without what is said', async () => {
    await app.get(Outbox).deliver();
    const mails = (await storedMails(app)).filter(({ template }) => template === 'output_used');
    assert.equal(mails.length, 1);
    assert.equal(JSON.parse(mails[0]!.args).items.length, 3);
    assert.ok(!mails[0]!.args.includes('ປັບຕາຕະລາງ'));
  });

  it('are declared and taken back on the page of the output, without a script', async () => {
    const by = await app.as('consumer', { email: 'paper@office.example' });
    const page = `/shared-database/${id}`;
    const refused = await by.submit(`${page}/uses`, { purpose: '', note: 'Ghi chú giữ lại' }, page);
    assert.equal(refused.status, 422);
    assert.ok(refused.html.includes('Ghi chú giữ lại'));
    const fields = { purpose: 'procurement', note: 'Mua cân điện tử', country: 'VN' };
    assert.equal((await by.submit(`${page}/uses`, fields, page)).location, page);
    for (const [language, word] of [
      ['lo', 'ການຈັດຊື້'],
      ['vi', 'Mua sắm'],
      ['en', 'Procurement'],
    ]) {
      const { html } = await by.page(`${page}?lang=${language}`);
      assert.ok(html.includes(word!) && html.includes('Mua cân điện tử'), language);
    }
    const [removal] = /\/shared-database\/[^"]+\/removal/.exec((await by.page(page)).html)!;
    assert.ok(!(await lao.page(page)).html.includes('/removal'));
    assert.equal((await by.submit(removal, {}, page)).status, 303);
    assert.ok(!(await by.page(page)).html.includes('Mua cân điện tử'));
  });

  it('come in pages, the latest of them on the page of the output', async () => {
    const list = `${shared}/${id}/uses`;
    for (const purpose of ['policy', 'research']) assert.equal((await declare(lao, { purpose })).status, 201);
    const { items, total } = (await app.public.get(list)).body;
    assert.deepEqual([items.length, total], [5, 5]);
    const first = (await app.public.get(`${list}?pageSize=2`)).body;
    assert.deepEqual(first.items, items.slice(0, 2));
    assert.deepEqual((await app.public.get(`${list}?after=${first.next}&total=false`)).body.items, items.slice(2));
    const own = `/shared-database/${id}`;
    assert.ok((await app.public.page(`${own}?lang=en`)).html.includes(`<a href="${own}/uses">All 5 uses</a>`));
    const { html } = await app.public.page(`${own}/uses?pageSize=2&lang=en`);
    assert.match(html, /1 to 2 of 5/);
    assert.ok(!html.includes('All 5 uses'));
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

describe('what is taken of outputs', () => {
  let app: TestApp;
  let author: Trainee;
  let id: string;
  let file: string;
  let data: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T02:00:00Z');
    const run = await runIn(app, 'running');
    author = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    id = await publishedOutput(app, author, run);
    data = `${shared}/${await publishedOutput(app, author, run, { kind: 'dataset' })}`;
    const { body } = await app.public.get(`${shared}/${id}`);
    file = body.files[0].id;
  });
  after(() => app?.close());

  const recorded = async () => {
    await app.get(TakenOutputs).flush();
    return app
      .get(Database)

      .rows<Record<string, string | null>>(
        'SELECT kind, account_id, country, at FROM output_use WHERE output_id = ? ORDER BY id',
        [id],
      );
  };

  it('is recorded once a day for an account, and once for the public', async () => {
    const consumer = await app.as('consumer', { organisationId: (await organisation(app, 'MOIT')).id });
    for (let time = 0; time < 2; time++) {
      assert.equal((await consumer.get(`${shared}/${id}/files/${file}`)).status, 200);
      assert.equal((await app.public.get(`/shared-database/${id}/files/${file}`)).status, 200);
      assert.equal((await recorded()).length, 2);
    }
    const rows = await recorded();
    const byConsumer = rows.find(({ account_id }) => account_id === consumer.accountId);
    assert.equal(byConsumer?.kind, 'download');
    assert.equal(byConsumer?.country, 'LA');
    assert.ok(rows.some(({ account_id, country }) => account_id === null && country === null));
    app.clock.set('2026-03-10T02:00:00Z');
    await app.public.get(`${shared}/${id}/files/${file}`);
    assert.equal((await recorded()).length, 3);
  });

  /** What one account took, in the order it was written down. */
  const takenBy = async ({ accountId }: Client) => {
    await app.get(TakenOutputs).flush();
    const rows = await app
      .get(Database)
      .rows<{ kind: string }>('SELECT kind FROM output_use WHERE account_id = ? ORDER BY id', [accountId]);
    return rows.map(({ kind }) => kind);
  };

  for (const path of ['rows', 'rows.csv', 'rows.xlsx', 'aggregate?by=name&measure=count'])
    it(`is recorded of ${path}, once a day, when it is sent`, async () => {
      const by = await app.as('consumer');
      assert.equal((await by.get(`${data}/${path.replace(/(\?|$)/, '?nothing=1&')}`)).status, 422);
      assert.deepEqual(await takenBy(by), [], 'refused');
      const { status, headers } = await by.get(`${data}/${path}`);
      assert.equal(status, 200);
      assert.deepEqual(await takenBy(by), ['rows']);
      assert.equal((await by.get(`${data}/${path}`)).status, 200);
      assert.deepEqual(await takenBy(by), ['rows']);
      const other = await app.as('consumer');
      const known = { 'if-none-match': String(headers.etag) };
      assert.equal((await other.get(`${data}/${path}`, known)).status, 304);
      assert.deepEqual(await takenBy(other), [], 'had already');
    });

  it('is recorded of the owner of a key, and not of who looks at descriptions alone', async () => {
    const owner = await app.as('consumer');
    for (const path of ['', '/tables', '/statistics', '/datapackage.json'])
      assert.equal((await owner.get(`${data}${path}`)).status, 200, path);
    assert.deepEqual(await takenBy(owner), []);
    const { key } = (await owner.post('/api/v1/consumer-keys', { name: 'p', scopes: ['rows'] })).body;
    assert.equal((await app.public.get(`${data}/rows.csv`, { authorization: `Bearer ${key}` })).status, 200);
    assert.deepEqual(await takenBy(owner), ['rows']);
  });

  it('is written down in as many statements for many as for one', async () => {
    const flush = async (takers: number) => {
      for (let count = 0; count < takers; count += 1)
        assert.equal((await (await app.as('consumer')).get(`${data}/rows`)).status, 200);
      const database = app.get(Database);
      const asked = (['rows', 'insert', 'insertAll'] as const).map((way) => mock.method(database, way));
      await app.get(TakenOutputs).flush();
      for (const one of asked) one.mock.restore();
      return asked.map((one) => one.mock.callCount());
    };
    assert.deepEqual(await flush(1), [4, 0, 1]);
    assert.deepEqual(await flush(4), [4, 0, 1]);
  });

  it('is no use when its author, or who looks after outputs, takes it, nor when it was refused', async () => {
    for (const client of [await app.as('trainee', { personId: author.person.id }), await app.as('lao_coordinator')])
      assert.equal((await client.get(`${shared}/${id}/files/${file}`)).status, 200);
    const other = await app.as('consumer', { email: 'other@office.example' });
    assert.equal((await other.get(`${shared}/${id}/files/${id}`)).status, 404);
    assert.equal((await recorded()).length, 3);
  });
});

describe('the figures of use', () => {
  let app: TestApp;
  let run: Awaited<ReturnType<typeof runIn>>;
  let author: Trainee;
  let lao: Client;
  let zone: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-02T02:00:00Z');
    run = await runIn(app, 'running');
    author = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    zone = await publishedOutput(app, author, run, { sector: 'dairy' });
    await publishedOutput(app, author, run, { sector: 'dairy', accessLevel: 'restricted' });
    await publishedOutput(app, author, run, { sector: 'chemicals' });
    const laos = { organisationId: (await organisation(app, 'MOIC')).id };
    for (const [days, place] of [
      [5, {}],
      [12, laos],
      [20, {}],
    ] as const) {
      app.clock.set(`${addDays(run.endsOn, days)}T02:00:00Z`);
      const use = { purpose: 'production', country: 'VN' };
      assert.equal((await (await app.as('consumer', place)).post(`${shared}/${zone}/uses`, use)).status, 201);
    }
    lao = await app.as('lao_coordinator');
  });
  after(() => app?.close());

  it('count what is used and the days to the first use of each country, by sector and programme', async () => {
    const { all, sectors, programmes } = (await lao.get('/api/v1/shared-database/use-figures')).body;
    const by = { LA: { used: 1, medianDays: 12 }, VN: { used: 1, medianDays: 5 } };
    assert.deepEqual(all, { outputs: 3, used: 1, by });
    assert.deepEqual(
      sectors.map((one: Record<string, unknown>) => [one.sector, one.outputs, one.used]),
      [
        ['chemicals', 1, 0],
        ['dairy', 2, 1],
      ],
    );
    assert.equal(programmes.length, 1);
    assert.deepEqual(programmes[0].by, by);
  });

  it('open the outputs behind them', async () => {
    const behind = async (query: string) => {
      const { body } = await lao.get(`/api/v1/shared-database/used-outputs?${query}`);
      assert.equal(body.total, body.items.length);
      return body.items;
    };
    assert.equal((await behind('')).length, 3);
    assert.equal((await behind('sector=dairy')).length, 2);
    for (const usedBy of ['any', 'LA', 'VN']) {
      const [only, ...more] = await behind(`sector=dairy&usedBy=${usedBy}`);
      assert.deepEqual([only.id, only.days, only.uses, more.length], [zone, { LA: 12, VN: 5 }, 3, 0]);
    }
    assert.deepEqual(await behind('sector=chemicals&usedBy=any'), []);
  });

  it('stand on a page in three languages, each leading to its outputs', async () => {
    for (const [language, word] of [
      ['lo', '5 ມື້'],
      ['vi', '5 ngày'],
      ['en', '5 days'],
    ]) {
      const { status, html } = await lao.page(`/shared-database/uses?lang=${language}`);
      assert.equal(status, 200);
      assert.ok(html.includes(word!) && html.includes('33'), language);
    }
    const { html } = await lao.page('/shared-database/uses/outputs?usedBy=VN&lang=en');
    assert.ok(html.includes(`/shared-database/${zone}`) && html.includes('12 days'));
  });

  it('take as many statements for many outputs as for few, and as many rows', async () => {
    const figures = app.get(UseFiguresService);
    const read = async () => {
      const rows = mock.method(app.get(Database), 'rows');
      const statements = await statementsOf(app, () => figures.figures(laoCoordinator));
      const found = await Promise.all(rows.mock.calls.map(({ result }) => result));
      rows.mock.restore();
      return [statements, found.flat().length];
    };
    const before = await read();
    const by = await app.as('consumer');
    app.clock.set(`${addDays(run.endsOn, 5)}T02:00:00Z`);
    for (let count = 0; count < 3; count += 1) {
      const id = await publishedOutput(app, author, run, { sector: 'dairy' });
      assert.equal((await by.post(`${shared}/${id}/uses`, { purpose: 'research', country: 'VN' })).status, 201);
    }
    assert.deepEqual(await read(), before);
    const { all } = await figures.figures(laoCoordinator);
    assert.deepEqual([all.outputs, all.used, all.by.VN], [6, 4, { used: 4, medianDays: 5 }]);
  });
});
