import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, localDate, newId, publicActor, searchKey } from '#libs/kernel';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import {
  facets,
  OutputReviewService,
  OutputsModule,
  OutputsService,
  outputsEntities,
  SharedDatabaseService,
  sharedQuery,
} from '#libs/outputs';
import { peopleEntities } from '#libs/people';
import { Database, instantParameter, UnitOfWork } from '#libs/platform';
import { type CourseRun, TrainingModule, trainingEntities } from '#libs/training';
import { Catalogue1763803600000 } from '../../libs/platform/src/database/migrations/0030-catalogue.js';
import { laoCoordinator, lookedThrough, publishedOutput, runIn, type Trainee, traineeOf } from '../support/outputs.js';
import { startContext, type TestContext } from '../support/platform.js';
import { differentSpellings, sameSpellings } from '../support/spellings.js';
import { actorOf, vnCoordinator } from '../support/training.js';

const anyone = publicActor('vi');
const coordinator = actorOf('lao_coordinator');
const inOneGroup = 12;

interface Text {
  id: string;
  search_key: string;
}

describe('the catalogue of published outputs', () => {
  let context: TestContext;
  let shared: SharedDatabaseService;
  let run: CourseRun;
  let trainee: Trainee;

  const publish = (more: Parameters<typeof publishedOutput>[3]) => publishedOutput(context, trainee, run, more);
  const browse = (actor: Actor, query: object) =>
    shared.browse(actor, sharedQuery.parse({ pageSize: 200, sort: 'publishedAt', ...query }));
  const find = async (query: object, actor: Actor = anyone) =>
    (await browse(actor, query)).listing.items.map(({ id }) => id);
  const change = (sql: string, values: unknown[] = []) =>
    context.get(UnitOfWork).run(() => context.get(Database).change(sql, values));

  before(async () => {
    context = await startContext(
      [TrainingModule, NominationsModule, OutputsModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...outputsEntities],
    );
    shared = context.get(SharedDatabaseService);
    run = await runIn(context, 'running');
    trainee = await traineeOf(context, run, 'ສົມພອນ');
  });
  after(() => context.close());

  describe('searched by every spelling of the table', () => {
    const words = [...sameSpellings.map(([one]) => one), ...differentSpellings.map(([one]) => one)];
    /** All that each output says, folded: with the words inside unspaced phrases. */
    const texts = new Map<string, string>();

    before(async () => {
      for (let start = 0; start < words.length; start += inOneGroup) {
        const phrase = words.slice(start, start + inOneGroup).join('ແລະ');
        const title = { lo: `ຄຳສັບ${start}`, vi: `Từ ${start}`, en: '' };
        const summary = { lo: phrase, vi: 'Bảng chính tả', en: '' };
        await publish({ title, summary, enterprises: [] });
      }
      for (const { id, search_key } of await context.get(Database).rows<Text>('SELECT id, search_key FROM output'))
        texts.set(id, search_key);
    });

    it('finds just the phrases that hold the word, whichever way it is written', async () => {
      for (const q of new Set([...sameSpellings, ...differentSpellings].flat())) {
        const looked = searchKey(q).split(' ');
        const expected = [...texts].filter(([, text]) => looked.every((word) => text.includes(word)));
        assert.deepEqual((await find({ q })).toSorted(), expected.map(([id]) => id).toSorted(), q);
      }
    });

    it('finds words of one or two characters too, and all of several words in any order', async () => {
      const everywhere = [...texts.keys()].toSorted();
      assert.deepEqual((await find({ q: 'ລ' })).toSorted(), everywhere);
      assert.deepEqual((await find({ q: 'tu' })).toSorted(), everywhere);
      assert.equal((await find({ q: 'tả chính bảng 36' })).length, 1);
      assert.deepEqual(await find({ q: 'bảng helicopter' }), []);
    });

    after(() => change('UPDATE catalogue_entry SET access_level = ?', ['restricted']));
  });

  it('counts every facet as the list does, under all the others', async () => {
    await publish({ kind: 'dataset', gate: 'cha_lo_na_phao', criteria: ['needs'], licence: 'cc0' });
    await publish({ kind: 'model', gate: null, criteria: ['needs', 'product'], sector: 'dairy' });
    await publish({ gate: 'cha_lo_na_phao', criteria: [], accessLevel: 'partners', province: null });
    const reader = actorOf('consumer');
    for (const query of [{}, { criterion: 'needs' }, { gate: 'cha_lo_na_phao', kind: 'dataset' }, { licence: 'cc0' }]) {
      const { facets: found, total, listing } = await browse(reader, query);
      assert.equal(total, listing.items.length);
      for (const facet of facets)
        for (const { value, count } of found[facet]) {
          const ids = await find({ ...query, [facet]: value }, reader);
          assert.equal(count, ids.length, `${JSON.stringify(query)} ${facet} ${value}`);
        }
    }
    const { facets: all } = await browse(anyone, {});
    assert.deepEqual(all.gate, [{ value: 'cha_lo_na_phao', count: 1 }]);
    assert.deepEqual(all.criterion.find(({ value }) => value === 'needs')?.count, 2);
    assert.deepEqual(all.accessLevel, [{ value: 'public', count: 2 }]);
  });

  it('shows the newest version one may see, and counts anew when it is withdrawn', async () => {
    const first = await publish({ kind: 'dataset', title: { lo: 'ສະບັບ', vi: 'Phiên bản', en: '' } });
    const { id } = await context.get(OutputsService).beginVersion(trainee.actor, first);
    await change('UPDATE output SET access_level = ? WHERE id = ?', ['restricted', id]);
    await context.get(OutputsService).submit(trainee.actor, id);
    await lookedThrough(context);
    const review = context.get(OutputReviewService);
    await change("UPDATE output SET status = 'accepted' WHERE id = ?", [id]);
    await review.approvePublication(laoCoordinator, id);
    await review.approvePublication(vnCoordinator, id);
    const q = 'phien ban';
    const totals = async () => [(await browse(anyone, { q })).total, (await browse(coordinator, { q })).total];
    assert.deepEqual([await find({ q }), await find({ q }, coordinator)], [[first], [id]]);
    assert.deepEqual(await totals(), [1, 1]);
    await review.withdraw(laoCoordinator, id, 'ຜິດ');
    assert.deepEqual([await find({ q }), await find({ q }, coordinator)], [[first], [first]]);
    await review.withdraw(laoCoordinator, first, 'ຜິດ');
    assert.deepEqual(await totals(), [0, 0]);
  });

  it('lists one version when the newer is published in the moment the older is withdrawn', async () => {
    const review = context.get(OutputReviewService);
    for (let round = 1; round <= 4; round += 1) {
      const vi = `Dong thoi ${round}`;
      const first = await publish({ title: { lo: 'ພ້ອມກັນ', vi, en: '' } });
      const { id } = await context.get(OutputsService).beginVersion(trainee.actor, first);
      await context.get(OutputsService).submit(trainee.actor, id);
      await lookedThrough(context);
      await change("UPDATE output SET status = 'accepted' WHERE id = ?", [id]);
      await review.approvePublication(laoCoordinator, id);
      await Promise.all([review.approvePublication(vnCoordinator, id), review.withdraw(laoCoordinator, first, 'ຜິດ')]);
      assert.deepEqual(await find({ q: vi }), [id]);
      const entries = await context
        .get(Database)
        .rows('SELECT id, has_newer FROM catalogue_entry WHERE original_id = ?', [first]);
      assert.deepEqual(entries, [{ id, has_newer: 0 }]);
    }
  });

  it('shows a restricted output to whom it is granted, in list and counts, while the grant lasts', async () => {
    const id = await publish({ accessLevel: 'restricted', title: { lo: 'ລັບ', vi: 'Riêng', en: '' } });
    const consumer = actorOf('consumer');
    const q = 'rieng';
    assert.deepEqual(await find({ q }, consumer), []);
    const account = ['id', 'email', 'name', 'search_key', 'sort_key', 'language', 'status', 'created_at', 'version'];
    await change(`INSERT INTO account (${account.join(', ')}) VALUES (${account.map(() => '?').join(', ')})`, [
      consumer.accountId,
      'consumer@test.example',
      'Consumer',
      '',
      '',
      'en',
      'active',
      instantParameter(context.clock.now()),
      1,
    ]);
    await change(
      'INSERT INTO output_grant (id, original_id, account_id, reason, at, ends_on, version) VALUES (?, ?, ?, ?, ?, ?, 1)',
      [newId(), id, consumer.accountId, 'study', instantParameter(context.clock.now()), localDate('2026-03-05')],
    );
    const { total, listing, facets: found } = await browse(consumer, { q });
    assert.deepEqual([total, listing.items.map((item) => item.id)], [1, [id]]);
    assert.deepEqual(found.accessLevel, [{ value: 'restricted', count: 1 }]);
    context.clock.set('2026-03-06T02:00:00Z');
    assert.equal((await browse(consumer, { q })).total, 0);
  });

  it('takes in what was published before it was there as if it had seen it', async () => {
    const rows = () => context.get(Database).rows('SELECT * FROM catalogue_entry ORDER BY id');
    await publish({ criteria: ['product', 'market'], enterprises: ['ໂຮງງານ'] });
    await change(
      'UPDATE catalogue_entry SET access_level = (SELECT o.access_level FROM output o WHERE o.id = catalogue_entry.id)',
    );
    const before = await rows();
    assert.ok(before.length > 0);
    await change('DELETE FROM catalogue_entry');
    assert.deepEqual(await rows(), []);
    await context.get(UnitOfWork).run(() => new Catalogue1763803600000().up(context.get(Database).write.queryRunner!));
    assert.deepEqual(await rows(), before);
  });
});
