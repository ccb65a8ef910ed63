import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client, Reply } from '../support/client.js';
import { describedOutput, lookedThrough, runIn, type Trainee, traineeOf } from '../support/outputs.js';

const api = '/api/v1';
const shared = `${api}/shared-database/outputs`;

const columns = [
  { name: 'gate', type: 'string', title: { lo: 'ດ່ານ', vi: 'Cửa khẩu', en: 'Gate' }, constraints: { required: true } },
  {
    name: 'measured_on',
    type: 'date',
    title: { lo: 'ວັນທີ', vi: 'Ngày đo', en: 'Day' },
    constraints: { required: true },
  },
  {
    name: 'minutes',
    type: 'integer',
    unit: 'min',
    title: { lo: 'ນາທີລໍຖ້າ', vi: 'Số phút chờ', en: 'Minutes waited' },
    constraints: { required: true, minimum: 0, maximum: 1440 },
  },
];
const head = 'ດ່ານ;Ngày đo;Minutes waited';
const right = [
  'ແດນສະຫວັນ;01/03/2026;30',
  'ແດນສະຫວັນ;02/03/2026;50',
  'ແດນສະຫວັນ;03/03/2026;40',
  'ແດນສະຫວັນ;04/03/2026;36',
  'ແດນສະຫວັນ;05/03/2026;44',
  'ນ້ຳພາວ;01/03/2026;90',
  'ນ້ຳພາວ;02/03/2026;110',
  'ນ້ຳພາວ;03/03/2026;100',
  'ນ້ຳພາວ;04/03/2026;95',
  'ນ້ຳພາວ;05/03/2026;105',
];
const sheet = (lines: readonly string[]) => ({
  name: 'waiting.csv',
  type: 'text/csv',
  content: Buffer.from(`\uFEFF${[head, ...lines].join('\r\n')}\r\n`),
});

const ok = ({ status, body }: Reply, expected: number) => {
  assert.equal(status, expected, JSON.stringify(body));
  return body;
};

// One story told in order; every test goes on where the one before it ended.
describe('from rows measured at the border to a use of them, over REST', () => {
  let app: TestApp;
  let run: CourseRun;
  let author: Trainee;
  let trainee: Client;
  let lao: Client;
  let vn: Client;
  let consumer: Client;
  let key: Record<string, string>;
  let id = '';
  let tableId = '';
  let keyId = '';

  /** Sends a file of rows and waits for what its check says. */
  const send = async (lines: readonly string[]) => {
    const { jobId } = ok(await trainee.upload(`${api}/outputs/${id}/tables/${tableId}/rows`, sheet(lines)), 202);
    for (;;) {
      const { body } = await trainee.get(`${api}/jobs/${jobId}`);
      if (body.status !== 'running') return body;
      await sleep(50);
    }
  };

  before(async () => {
    app = await startApp();
    run = await runIn(app, 'running');
    author = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    trainee = await app.as('trainee', { personId: author.person.id });
    lao = await app.as('lao_coordinator');
    vn = await app.as('vn_coordinator');
    consumer = await app.as('consumer');
  });
  after(() => app?.close());

  it('a trainee drafts a dataset and declares its columns', async () => {
    const fields = describedOutput({
      kind: 'dataset',
      title: { lo: 'ເວລາລໍຖ້າຢູ່ດ່ານຊາຍແດນລາວຫວຽດນາມ', vi: 'Thời gian chờ ở cửa khẩu Lào – Việt', en: '' },
    });
    ({ id } = ok(await trainee.post(`${api}/runs/${run.id}/outputs`, fields), 201));
    const title = { lo: 'ເວລາລໍຖ້າ', vi: 'Thời gian chờ', en: 'Waiting time' };
    const table = { name: 'waiting', title, schema: { fields: columns } };
    ({ id: tableId } = ok(await trainee.post(`${api}/outputs/${id}/tables`, table), 201));
  });

  it('a faulty file says which cells are wrong and leaves nothing behind', async () => {
    const job = await send([...right.slice(0, 3), 'ນ້ຳພາວ;31/02/2026;90', ';01/03/2026;ເກົ້າສິບ', 'ນ້ຳພາວ;02/03/2026;2000']);
    assert.equal(job.status, 'failed', JSON.stringify(job));
    const { items, total } = ok(await trainee.get(`${api}/outputs/${id}/tables/${tableId}/errors`), 200);
    assert.equal(total, 4);
    assert.deepEqual((items as { row: number; column: string }[]).map(({ row, column }) => `${row} ${column}`).sort(), [
      '5 measured_on',
      '6 gate',
      '6 minutes',
      '7 minutes',
    ]);
    assert.equal((await trainee.get(`${api}/outputs/${id}/tables/${tableId}/rows`)).status, 404);
  });

  it('corrected, every row is taken, and stays when a later file is wrong', async () => {
    assert.equal((await send(right)).status, 'done');
    assert.equal((await send([...right, right[0]!.replace('30', 'ສາມສິບ')])).status, 'failed');
    const { items } = ok(await trainee.get(`${api}/outputs/${id}/tables/${tableId}/rows`), 200);
    assert.equal(items.length, 10);
  });

  it('is submitted, looked through, accepted and published by both sides', async () => {
    ok(await trainee.post(`${api}/outputs/${id}/submission`), 200);
    const { items: faults } = ok(await trainee.get(`${api}/outputs/${id}/tables/${tableId}/errors`), 200);
    assert.deepEqual(faults, [], 'cells of a refused file are forgotten');
    await lookedThrough(app);
    const rubric = { usable: 3, correct: 3, documented: 2, in_both_languages: 3, no_personal_data: 3 };
    ok(await vn.post(`${api}/outputs/${id}/acceptance`, { rubric }), 200);
    assert.equal((await app.public.get(`${shared}/${id}`)).status, 404);
    ok(await lao.post(`${api}/outputs/${id}/publication-approval`), 200);
    assert.equal(ok(await vn.post(`${api}/outputs/${id}/publication-approval`), 200).status, 'published');
  });

  it('is found by a word inside an unspaced Lao phrase, in either spelling of it', async () => {
    for (const words of ['ດ່ານຊາຍ', 'ຊາຍແດນ', 'cua khau']) {
      const { items } = ok(await app.public.get(`${shared}?q=${encodeURIComponent(words)}`), 200);
      assert.deepEqual(
        (items as { id: string }[]).map((item) => item.id),
        [id],
        words,
      );
    }
    const { items } = ok(await app.public.get(`${shared}?q=${encodeURIComponent('ຄ້າ')}`), 200);
    assert.deepEqual(items, []);
  });

  it('is drawn from its rows', async () => {
    const query = new URLSearchParams({ lang: 'lo', chart: 'bar', of: 'gate', measure: 'mean:minutes' });
    const { status, raw } = await app.public.get(`/shared-database/${id}/tables/waiting?${query}`);
    assert.equal(status, 200);
    const [drawing] = /<svg class="drawing"[\s\S]*?<\/svg>/.exec(raw.toString()) ?? [''];
    for (const [gate, mean] of [
      ['ແດນສະຫວັນ', '40'],
      ['ນ້ຳພາວ', '100'],
    ])
      assert.ok(drawing.includes(`${gate}: ${mean}<`), drawing);
  });

  it('is asked by a program with a key', async () => {
    const made = ok(await consumer.post(`${api}/consumer-keys`, { name: 'ERP', scopes: ['rows'] }), 201);
    keyId = made.id;
    key = { authorization: `Bearer ${made.key}` };
    const found = ok(await app.public.get(`${shared}/${id}/rows?filter=minutes:ge:100&sort=-minutes`, key), 200);
    assert.deepEqual(
      (found.items as { minutes: number }[]).map(({ minutes }) => minutes),
      [110, 105, 100],
    );
    const means = ok(await app.public.get(`${shared}/${id}/aggregate?by=gate&measure=mean:minutes`, key), 200);
    const text = JSON.stringify(means.items);
    assert.ok(text.includes('40') && text.includes('100'), text);
    assert.equal((await app.public.get(`${api}/me`, key)).status, 403);
  });

  it('is used, and the figures know by whom and after how many days', async () => {
    const use = { purpose: 'policy', country: 'LA', note: 'ປັບຕາຕະລາງເວລາຢູ່ດ່ານ' };
    ok(await consumer.post(`${shared}/${id}/uses`, use), 201);
    const { items } = ok(await lao.get(`${shared}/${id}/uses`), 200);
    assert.ok((items as { purpose: string }[]).some(({ purpose }) => purpose === 'policy'));
    const { all } = ok(await lao.get(`${api}/shared-database/use-figures`), 200);
    assert.deepEqual([all.outputs, all.used, all.by.LA.used], [1, 1, 1]);
  });

  it('is withdrawn, and gone for everybody at once', async () => {
    ok(await lao.post(`${api}/outputs/${id}/withdrawal`, { reason: 'ວັດແທກຄືນໃໝ່' }), 200);
    assert.equal((await app.public.get(`${shared}/${id}/rows`, key)).status, 410);
    assert.equal(ok(await app.public.get(`${shared}/${id}`), 410).args.reason, 'ວັດແທກຄືນໃໝ່');
    assert.equal(ok(await consumer.get(`${api}/consumer-keys/${keyId}`), 200).revokedAt, null);
  });
});
