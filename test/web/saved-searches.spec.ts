import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { SavedSearchNews } from '#libs/outputs';
import { Database, instantOfRaw, jsonOfRaw, MailsService, UnitOfWork } from '#libs/platform';
import type { CourseRun } from '#libs/training';
import { CatalogueSearchRepository } from '../../libs/outputs/src/catalogue/catalogue-search.repository.js';
import { SavedSearchesRepository } from '../../libs/outputs/src/catalogue/saved-searches.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { engine } from '../support/engine.js';
import { publishedOutput, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { twiceUnheld } from '../support/unheld.js';

const api = '/api/v1/saved-searches';
const page = '/shared-database/searches';

interface News {
  search: string;
  hasMore: boolean;
  link: string;
  outputs: { title: string; link: string }[];
}

describe('a saved search', () => {
  let app: TestApp;
  let consumer: Client;
  let run: CourseRun;
  let trainee: Trainee;

  const publish = (en: string, more: Parameters<typeof publishedOutput>[3] = {}) =>
    publishedOutput(app, trainee, run, {
      title: { lo: 'ໂຮງງານນ້ຳຕານອ້ອຍ', vi: 'Nhà máy đường', en },
      ...more,
    });

  /** What the mails to somebody have said so far, the first first. */
  const mailsTo = async ({ accountId }: Client): Promise<News[][]> => {
    const rows = await app
      .get(Database)
      .rows<{ args: unknown }>("SELECT args FROM mail WHERE template = 'new_outputs' AND account_id = ? ORDER BY id", [
        accountId,
      ]);
    return rows.map(({ args }) => jsonOfRaw<{ items: News[] }>(args).items);
  };
  const tell = () => app.get(SavedSearchNews).tell();

  const toldUntil = async (id: string): Promise<string> => {
    const sql = 'SELECT told_until FROM saved_search WHERE id = ?';
    const [row] = await app.get(Database).rows<{ told_until: unknown }>(sql, [id]);
    return instantOfRaw(row!.told_until).toISOString();
  };

  before(async () => {
    app = await startApp();
    consumer = await app.as('consumer');
    run = await runIn(app, 'running');
    trainee = await traineeOf(app, run, 'ສົມພອນ');
  });
  after(() => app.close());

  describe('over the API', () => {
    let id: string;

    it('is kept with its name and what it looks for', async () => {
      const fields = { name: 'Sugar', query: { q: 'ນໍ້າຕານ', kind: 'dataset', year: 2026 } };
      const made = await consumer.post(api, fields);
      assert.equal(made.status, 201);
      id = made.body.id;
      assert.deepEqual(made.body.query, fields.query);
      assert.equal(made.body.tells, true);
      const { body } = await consumer.get(api);
      assert.deepEqual(
        body.items.map((item: { name: string }) => item.name),
        ['Sugar'],
      );
      assert.deepEqual((await consumer.get(`${api}/${id}`)).body, made.body);
    });

    it('has a name of its own, and looks for nothing there is not', async () => {
      assert.equal((await consumer.post(api, { name: 'Sugar' })).body.code, 'saved_search.name_taken');
      assert.equal((await consumer.post(api, { name: 'X', query: { kind: 'poem' } })).status, 422);
      assert.equal((await consumer.post(api, { name: ' ' })).status, 422);
    });

    it('is changed under its version', async () => {
      const changed = await consumer.patch(`${api}/${id}`, { tells: false }, { 'if-match': '"1"' });
      assert.deepEqual([changed.status, changed.body.tells, changed.body.name], [200, false, 'Sugar']);
      assert.equal((await consumer.patch(`${api}/${id}`, { tells: true }, { 'if-match': '"1"' })).status, 412);
    });

    it("is nobody else's", async () => {
      const other = await app.as('consumer');
      assert.deepEqual((await other.get(api)).body.items, []);
      assert.equal((await other.get(`${api}/${id}`)).status, 404);
      assert.equal((await other.delete(`${api}/${id}`)).status, 404);
      assert.equal((await app.public.get(api)).status, 401);
    });

    it('goes when its owner wants so', async () => {
      assert.equal((await consumer.delete(`${api}/${id}`)).status, 204);
      assert.deepEqual((await consumer.get(api)).body.items, []);
    });

    it('is one of fifty at most, however many are saved at once', async () => {
      const collector = await app.as('consumer');
      const all = await Promise.all(
        Array.from({ length: 54 }, (_, number) => collector.post(api, { name: `${number}` })),
      );
      const [made, refused] = [201, 409].map((wanted) => all.filter(({ status }) => status === wanted));
      assert.deepEqual([made!.length, refused!.length], [50, 4]);
      assert.equal(refused![0]!.body.code, 'saved_search.too_many');
    });

    it('would be one of more than that if two were saved at once (the guard removed)', {
      skip: engine === 'sqlite' && 'units queue on SQLite',
    }, async () => {
      const collector = await app.as('consumer');
      let number = 0;
      const post = () => {
        number += 1;
        return collector.post(api, { name: `${number}` });
      };
      for (let count = 0; count < 49; count += 1) assert.equal((await post()).status, 201);
      const made = await twiceUnheld(app, app.get(SavedSearchesRepository), 'ofAccount', post);
      assert.deepEqual(
        made.map(({ status }) => status),
        [201, 201],
      );
      assert.equal((await collector.get(api)).body.items.length, 51);
      assert.equal((await post()).body.code, 'saved_search.too_many');
    });
  });

  it('is saved from the list, told of and removed without a script', async () => {
    const reader = await app.as('consumer');
    assert.match(
      (await reader.page('/shared-database?q=sugar&sector=dairy')).html,
      /searches\?q&#x3D;sugar&amp;sector&#x3D;dairy/,
    );
    const address = `${page}?q=sugar&sector=dairy`;
    const empty = await reader.submit(address, { name: '' });
    assert.equal(empty.status, 422);
    assert.match(empty.html, /value="sugar"/);
    assert.equal((await reader.submit(address, { name: 'Milk and sugar', tells: 'true' })).location, page);
    const { html } = await reader.page(page);
    assert.match(html, /Milk and sugar/);
    assert.match(html, /“sugar” · Sector: Dairy/);
    assert.match(html, /href="\/shared-database\?q&#x3D;sugar&amp;sector&#x3D;dairy"/);
    const { items } = (await reader.get(api)).body;
    await reader.submit(`${page}/${items[0].id}/telling`, { version: '1', tells: 'false' });
    assert.equal((await reader.get(`${api}/${items[0].id}`)).body.tells, false);
    assert.equal((await reader.submit(`${page}/${items[0].id}/removal`, {})).location, page);
    assert.match((await reader.page(page)).html, /You have saved no search yet/);
    assert.doesNotMatch((await app.public.page('/shared-database')).html, /searches/);
  });

  it('tells its owner once a day of what is new and in their sight', async () => {
    app.clock.set('2026-05-04T02:00:00Z');
    await publish('Before');
    app.clock.set('2026-05-04T03:00:00Z');
    const coordinator = await app.as('lao_coordinator');
    const reader = await app.as('consumer');
    await reader.post(api, { name: 'Sugar', query: { q: 'ນໍ້າຕານ' } });
    await reader.post(api, { name: 'Models', query: { kind: 'model' } });
    await reader.post(api, { name: 'Quiet', query: {}, tells: false });
    await coordinator.post(api, { name: 'All', query: {} });
    await tell();
    assert.deepEqual([await mailsTo(reader), await mailsTo(coordinator)], [[], []]);

    app.clock.set('2026-05-04T04:00:00Z');
    const id = await publish('Mill');
    await publish('Secret mill', { accessLevel: 'restricted' });
    app.clock.set('2026-05-04T05:00:00Z');
    await tell();
    await tell();
    const [first] = await mailsTo(reader);
    assert.deepEqual(
      first!.map(({ search, outputs, hasMore }) => [search, hasMore, outputs.map(({ title }) => title)]),
      [['Sugar', false, ['Mill']]],
    );
    assert.equal(first![0]!.outputs[0]!.link, `http://localhost/shared-database/${id}`);
    assert.equal(first![0]!.link, `http://localhost/shared-database?q=${encodeURIComponent('ນໍ້າຕານ')}`);
    const [theirs] = await mailsTo(coordinator);
    assert.deepEqual(
      theirs![0]!.outputs.map(({ title }) => title),
      ['Mill', 'Secret mill'],
    );

    await publish('Model', { kind: 'model' });
    app.clock.set('2026-05-04T06:00:00Z');
    await tell();
    assert.equal((await mailsTo(reader)).length, 1);
    app.clock.set('2026-05-05T02:00:00Z');
    await tell();
    const [, second] = await mailsTo(reader);
    assert.deepEqual(
      second!.map(({ search, outputs }) => [search, outputs.map(({ title }) => title)]),
      [
        ['Sugar', ['Model']],
        ['Models', ['Model']],
      ],
    );
    app.clock.set('2026-05-06T02:00:00Z');
    await tell();
    assert.equal((await mailsTo(reader)).length, 2);
  });

  it('names five and says that there are more', async () => {
    app.clock.set('2026-05-07T01:00:00Z');
    const reader = await app.as('consumer');
    await reader.post(api, { name: 'All' });
    app.clock.set('2026-05-07T02:00:00Z');
    for (let number = 1; number <= 6; number += 1) await publish(`Output ${number}`);
    app.clock.set('2026-05-07T03:00:00Z');
    await tell();
    const [[news]] = (await mailsTo(reader)) as [News[]];
    assert.deepEqual([news!.outputs.length, news!.hasMore], [5, true]);
  });

  it('moves on to what was looked through, without a new version, and misses nothing published at that moment', async () => {
    app.clock.set('2026-05-11T02:00:00Z');
    const reader = await app.as('consumer');
    const { id } = (await reader.post(api, { name: 'Mills', query: { q: 'ໂຮງງານ' } })).body;
    app.clock.set('2026-05-11T03:00:00Z');
    await publish('Just now');
    app.clock.set('2026-05-11T03:01:00Z');
    await tell();
    assert.deepEqual(await mailsTo(reader), []);
    assert.equal(await toldUntil(id), '2026-05-11T02:59:00.000Z');
    assert.equal((await reader.get(`${api}/${id}`)).body.version, 1);
    app.clock.set('2026-05-11T04:00:00Z');
    await tell();
    app.clock.set('2026-05-12T02:00:00Z');
    await tell();
    assert.deepEqual(
      (await mailsTo(reader)).map(([news]) => news!.outputs.map(({ title }) => title)),
      [['Just now']],
    );
  });

  it('is told of once when several servers look at the same moment, and again when its mail was not written', async () => {
    app.clock.set('2026-05-13T02:00:00Z');
    const reader = await app.as('consumer');
    const { id } = (await reader.post(api, { name: 'Mills', query: { q: 'ໂຮງງານ' } })).body;
    app.clock.set('2026-05-13T03:00:00Z');
    await publish('For two servers');
    app.clock.set('2026-05-13T04:00:00Z');
    const broken = mock.method(app.get(MailsService), 'write', async () => {
      throw new Error('no place for a mail');
    });
    await tell();
    broken.mock.restore();
    assert.equal(await toldUntil(id), '2026-05-13T02:00:00.000Z');
    await Promise.all([tell(), tell(), tell()]);
    assert.equal((await mailsTo(reader)).length, 1);
    assert.equal(await toldUntil(id), '2026-05-13T03:58:00.000Z');
  });

  it('is searched for outside any unit, and not told of when it changed meanwhile', async () => {
    app.clock.set('2026-05-14T02:00:00Z');
    const reader = await app.as('consumer');
    const { id } = (await reader.post(api, { name: 'Mills', query: { q: 'ໂຮງງານ' } })).body;
    app.clock.set('2026-05-14T03:00:00Z');
    await publish('Unheard');
    app.clock.set('2026-05-14T04:00:00Z');
    const catalogue = app.get(CatalogueSearchRepository);
    const search = catalogue.publishedBetween.bind(catalogue);
    const inUnit: boolean[] = [];
    const silenced = mock.method(catalogue, 'publishedBetween', async (...asked: Parameters<typeof search>) => {
      inUnit.push(app.get(UnitOfWork).isRunning);
      await reader.patch(`${api}/${id}`, { tells: false }, { 'if-match': '"1"' });
      return search(...asked);
    });
    await tell();
    silenced.mock.restore();
    assert.ok(inUnit.length > 0 && !inUnit.includes(true));
    assert.deepEqual(await mailsTo(reader), []);
    await reader.patch(`${api}/${id}`, { tells: true }, { 'if-match': '"2"' });
    app.clock.set('2026-05-14T05:00:00Z');
    await tell();
    assert.deepEqual(await mailsTo(reader), []);
  });
});
