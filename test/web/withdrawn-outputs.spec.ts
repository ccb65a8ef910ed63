import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { OutputReviewService, OutputsService } from '#libs/outputs';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import {
  fullMarks,
  laoCoordinator,
  lookedThrough,
  publishedOutput,
  runIn,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';
import { vnCoordinator } from '../support/training.js';

const api = '/api/v1/shared-database';

describe('a withdrawn output', () => {
  let app: TestApp;
  let run: CourseRun;
  let trainee: Trainee;
  let id: string;
  let addresses: string[];
  let etags: string[];

  const published = (more = {}) =>
    publishedOutput(app, trainee, run, {
      title: { lo: 'ຂໍ້ມູນດ່ານຊາຍແດນ', vi: 'Dữ liệu cửa khẩu biên giới', en: '' },
      ...more,
    });
  const withdraw = (which: string) =>
    app.get(OutputReviewService).withdraw(laoCoordinator, which, 'ຕົວເລກຜິດ / số liệu sai');
  const listed = async () => {
    const { body } = await app.public.get(`${api}/outputs?q=${encodeURIComponent('ດ່ານຊາຍ')}`);
    return (body.items as { id: string }[]).map((item) => item.id);
  };

  before(async () => {
    app = await startApp();
    run = await runIn(app, 'running');
    trainee = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
    id = await published();
    assert.deepEqual(await listed(), [id]);
    const { body } = await app.public.get(`${api}/outputs/${id}`);
    const fileId = body.files[0].id;
    addresses = [
      `${api}/outputs/${id}`,
      `${api}/outputs/${id}/files/${fileId}`,
      `${api}/outputs/${id}/tables`,
      `${api}/outputs/${id}/dcat.jsonld`,
      `${api}/outputs/${id}/datapackage.json`,
      `/shared-database/${id}`,
      `/shared-database/${id}/files/${fileId}`,
      `/shared-database/${id}/citation.bib`,
    ];
    etags = [];
    for (const address of addresses) {
      const { status, headers } = await app.public.get(address);
      assert.equal(status, 200, address);
      assert.doesNotMatch(String(headers['cache-control'] ?? ''), /max-age=[1-9]|immutable/, address);
      etags.push(String(headers.etag ?? '*'));
    }
    await withdraw(id);
  });
  after(() => app?.close());

  it('answers at every address of its own that it is gone, when and why, also to whoever kept a copy', async () => {
    for (const [index, address] of [
      ...addresses,
      `${api}/outputs/${id}/rows`,
      `${api}/outputs/${id}/rows.csv`,
    ].entries()) {
      const etag = etags[index] ?? '*';
      const { status, headers, raw } = await app.public.get(address, { 'if-none-match': etag });
      assert.equal(status, 410, address);
      assert.match(String(headers['cache-control']), /no-store/, address);
      assert.ok(raw.toString().includes('số liệu sai'), address);
    }
    const { body } = await app.public.get(addresses[0]!);
    assert.equal(body.code, 'output.withdrawn');
    assert.equal(body.args.seeInstead, null);
  });

  it('says so in three languages', async () => {
    for (const [language, words] of [
      ['lo', 'ຖອນອອກຈາກຖານຂໍ້ມູນຮ່ວມ'],
      ['vi', 'Đã rút khỏi cơ sở dữ liệu dùng chung'],
      ['en', 'Withdrawn from the shared database'],
    ] as const) {
      const { status, raw } = await app.public.get(`/shared-database/${id}?lang=${language}`);
      assert.equal(status, 410);
      assert.ok(raw.toString().includes(words));
    }
  });

  it('is gone from the list, the search, the facets and the catalogue', async () => {
    assert.deepEqual(await listed(), []);
    const { body } = await app.public.get(`${api}/outputs/facets`);
    assert.deepEqual(body.kind, []);
    const catalogue = await app.public.get(`${api}/catalogue.jsonld`);
    assert.ok(!catalogue.raw.toString().includes(id));
  });

  it('is 404, not 410, for whoever could not have seen it', async () => {
    for (const accessLevel of ['partners', 'restricted'] as const) {
      const hidden = await published({ accessLevel });
      await withdraw(hidden);
      assert.equal((await app.public.get(`${api}/outputs/${hidden}`)).status, 404);
      const seen = await (await app.as('lao_coordinator')).get(`${api}/outputs/${hidden}`);
      assert.equal(seen.status, 410);
    }
    const draft = await app.get(OutputsService).beginVersion(trainee.actor, id);
    assert.equal((await app.public.get(`${api}/outputs/${draft.id}`)).status, 404);
  });

  it('leads to the version that is published instead', async () => {
    const first = await published();
    const second = await app.get(OutputsService).beginVersion(trainee.actor, first);
    await app.get(OutputsService).submit(trainee.actor, second.id);
    await lookedThrough(app);
    const review = app.get(OutputReviewService);
    await review.accept(vnCoordinator, second.id, fullMarks);
    await review.approvePublication(laoCoordinator, second.id);
    await review.approvePublication(vnCoordinator, second.id);
    await withdraw(first);
    const { body } = await app.public.get(`${api}/outputs/${first}`);
    assert.equal(body.args.seeInstead, second.id);
    const page = await app.public.get(`/shared-database/${first}`);
    assert.ok(page.raw.toString().includes(`href="/shared-database/${second.id}"`));
    const newest = await app.public.get(`/shared-database/${first}/newest`);
    assert.equal(newest.status, 303);
    await withdraw(second.id);
    assert.equal((await app.public.get(`/shared-database/${first}/newest`)).status, 410);
  });
});
