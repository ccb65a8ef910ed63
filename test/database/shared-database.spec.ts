import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, publicActor } from '#libs/kernel';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import {
  OutputReviewService,
  OutputsModule,
  OutputsService,
  outputsEntities,
  SharedDatabaseService,
  sharedQuery,
} from '#libs/outputs';
import { peopleEntities } from '#libs/people';
import { type CourseRun, TrainingModule, trainingEntities } from '#libs/training';
import {
  fullMarks,
  laoCoordinator,
  lookedThrough,
  publishedOutput,
  runIn,
  submittedOutput,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';
import { startContext, type TestContext } from '../support/platform.js';
import { actorOf, vnCoordinator } from '../support/training.js';

const isNotFound = (error: unknown) => error instanceof DomainError && error.kind === 'not_found';

const anyone = publicActor('vi');

describe('the shared database', () => {
  let context: TestContext;
  let shared: SharedDatabaseService;
  let run: CourseRun;
  let trainee: Trainee;
  let ids: Record<'zone' | 'soil' | 'prices' | 'border' | 'secret', string>;

  const find = async (query: Record<string, unknown>, actor: Actor = anyone) => {
    const { items } = await shared.list(actor, sharedQuery.parse(query));
    return items.map(({ id }) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id);
  };

  before(async () => {
    context = await startContext(
      [TrainingModule, NominationsModule, OutputsModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...outputsEntities],
    );
    shared = context.get(SharedDatabaseService);
    run = await runIn(context, 'running');
    trainee = await traineeOf(context, run, 'ສົມພອນ');
    const summary = { lo: 'ບົດຄັດຫຍໍ້', vi: 'Kinh nghiệm vận hành khu kinh tế cửa khẩu', en: '' };
    const publish = async (day: string, lo: string, vi: string, en: string, more = {}) => {
      context.clock.set(`${day}T03:00:00Z`);
      return publishedOutput(context, trainee, run, { title: { lo, vi, en }, summary, ...more });
    };
    ids = {
      zone: await publish('2025-06-01', 'ການຄຸ້ມຄອງເຂດ', 'Quản lý khu kinh tế', 'Running a zone', { kind: 'model' }),
      soil: await publish('2026-01-05', 'ຂໍ້ມູນດິນ ແລະ ນ້ຳ', 'Dữ liệu đất và nước', 'Soil and water data', {
        kind: 'dataset',
        sector: 'agro_processing',
        province: 'LA-CH',
        zone: null,
      }),
      prices: await publish('2026-02-10', 'ມູນຄ່າການຄ້າ', 'Giá điện Đức', 'Prices', { sector: 'power_transmission' }),
      border: await publish('2026-02-11', 'ດ່ານຊາຍແດນ', 'Cửa khẩu', 'Border gate', { accessLevel: 'partners' }),
      secret: await publish('2026-02-12', 'ລັບ', 'Mật', 'Secret', { accessLevel: 'restricted' }),
    };
    context.clock.set('2026-03-02T02:00:00Z');
    await submittedOutput(context, trainee, run);
  });
  after(() => context.close());

  it('shows each what their level allows, and nothing unpublished', async () => {
    assert.deepEqual(await find({}), ['prices', 'soil', 'zone']);
    assert.deepEqual(await find({}, actorOf('admin')), ['prices', 'soil', 'zone']);
    for (const role of ['nominator', 'instructor', 'trainee', 'consumer'] as const)
      assert.deepEqual(await find({}, actorOf(role)), ['border', 'prices', 'soil', 'zone'], role);
    for (const role of ['lao_coordinator', 'vn_coordinator', 'lao_co_chair', 'vn_co_chair', 'auditor'] as const)
      assert.deepEqual(await find({}, actorOf(role)), ['secret', 'border', 'prices', 'soil', 'zone'], role);
    await assert.rejects(shared.get(anyone, ids.border), isNotFound);
    await assert.rejects(shared.get(actorOf('consumer'), ids.secret), isNotFound);
    const { files } = await shared.get(actorOf('consumer'), ids.border);
    await assert.rejects(shared.openFile(anyone, ids.border, files[0]?.id ?? ''), isNotFound);
    const { stream, name } = await shared.openFile(actorOf('consumer'), ids.border, files[0]?.id ?? '');
    stream.destroy();
    assert.equal(name, 'rows.csv');
  });

  describe('is searched', () => {
    const table: [words: string, found: string[]][] = [
      ['du lieu', ['soil']],
      ['DỮ LIỆU', ['soil']],
      ['duc', ['prices']],
      ['ນ້ຳ', ['soil']],
      ['ນໍ້າ', ['soil']],
      ['ນ້ໍາ', ['soil']],
      ['ມູນຄ່າ', ['prices']],
      ['ມູນຄ້າ', []],
      ['ຄຸ້ມຄອງ', ['zone']],
      ['water', ['soil']],
      ['Zone', ['zone']],
      ['cửa khẩu', ['prices', 'soil', 'zone']],
      ['100%', []],
    ];
    for (const [words, found] of table) {
      it(`for “${words}” and finds ${found.join(', ') || 'nothing'}`, async () => {
        assert.deepEqual(await find({ q: words }), found);
      });
    }
  });

  it('is narrowed by every facet, with counts that agree', async () => {
    assert.deepEqual(await find({ kind: 'dataset' }), ['soil']);
    assert.deepEqual(await find({ sector: 'power_transmission' }), ['prices']);
    assert.deepEqual(await find({ province: 'LA-CH' }), ['soil']);
    assert.deepEqual(await find({ zone: 'savan_seno' }), ['prices', 'zone']);
    assert.deepEqual(await find({ year: 2025 }), ['zone']);
    const facets = await shared.facets(anyone, sharedQuery.parse({ year: '2026' }));
    assert.deepEqual(
      facets.kind.toSorted((a, b) => (a.value < b.value ? -1 : 1)),
      [
        { value: 'dataset', count: 1 },
        { value: 'practical_report', count: 1 },
      ],
    );
    assert.deepEqual(facets.zone, [{ value: 'savan_seno', count: 1 }]);
    assert.deepEqual(
      facets.year.toSorted((a, b) => Number(a.value) - Number(b.value)),
      [
        { value: '2025', count: 1 },
        { value: '2026', count: 2 },
      ],
    );
    const [programme] = facets.programme;
    assert.equal(programme?.count, 2);
    assert.equal(programme?.title?.en, 'Park management');
    assert.deepEqual(await find({ programme: programme?.value }), ['prices', 'soil', 'zone']);
  });

  it('is sorted by date or by title in the language of the reader, page by page', async () => {
    assert.deepEqual(await find({ sort: 'publishedAt' }), ['zone', 'soil', 'prices']);
    assert.deepEqual(await find({ sort: 'title' }), ['soil', 'prices', 'zone']);
    assert.deepEqual(await find({ sort: 'title' }, publicActor('en')), ['prices', 'zone', 'soil']);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await shared.list(anyone, sharedQuery.parse({ pageSize: 1, sort: '-title', total: 'false', after }));
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    assert.deepEqual(seen, [ids.zone, ids.prices, ids.soil]);
    const all: string[] = [];
    for await (const output of shared.each(anyone, sharedQuery.parse({ page: 7, pageSize: 1 }))) all.push(output.id);
    assert.deepEqual(all, [ids.prices, ids.soil, ids.zone]);
  });

  it('lists the newest version, keeps the older beside it and falls back when the newer is withdrawn', async () => {
    const outputs = context.get(OutputsService);
    const review = context.get(OutputReviewService);
    const next = await outputs.beginVersion(trainee.actor, ids.soil);
    await outputs.submit(trainee.actor, next.id);
    await review.accept(vnCoordinator, next.id, fullMarks);
    await lookedThrough(context);
    await review.approvePublication(laoCoordinator, next.id);
    assert.deepEqual(await find({ kind: 'dataset' }), ['soil']);
    await review.approvePublication(vnCoordinator, next.id);
    assert.deepEqual(await find({ kind: 'dataset' }), [next.id]);
    const { versions } = await shared.get(anyone, ids.soil);
    assert.deepEqual(
      versions.map(({ versionNumber }) => versionNumber),
      [2, 1],
    );
    await review.withdraw(laoCoordinator, next.id, 'ຂໍ້ມູນຜິດ');
    assert.deepEqual(await find({ kind: 'dataset' }), ['soil']);
    await assert.rejects(shared.get(anyone, next.id), { code: 'output.withdrawn' });
  });

  it('counts the year of publication by the calendar of Viet Nam and Laos', async () => {
    context.clock.set('2026-12-31T18:00:00Z');
    const id = await publishedOutput(context, trainee, run, { kind: 'model' });
    assert.equal((await shared.get(anyone, id)).publishedYear, 2027);
    assert.deepEqual([await find({ year: 2026, kind: 'model' }), await find({ year: 2027 })], [[], [id]]);
    assert.deepEqual([await find({ year: 2000 }), await find({ year: 9999 })], [[], []]);
  });
});
