import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CourseRun } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import {
  fullMarks,
  fullMarksForm,
  publishedOutput,
  runIn,
  submittedOutput,
  type Trainee,
  traineeOf,
} from '../support/outputs.js';

describe('the review of an output', () => {
  let app: TestApp;
  let run: CourseRun;
  let seated: Trainee;
  let trainee: Client;
  let vn: Client;
  let id: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T02:00:00Z');
    run = await runIn(app, 'running');
    seated = await traineeOf(app, run, 'ຄຳຫຼ້າ ພົມມະ');
    trainee = await app.as('trainee', { personId: seated.person.id });
    vn = await app.as('vn_coordinator');
    id = await submittedOutput(app, seated, run);
  });

  after(() => app.close());

  const rubric = (points: object) => ({ ...fullMarks, rubric: { ...fullMarks.rubric, ...points } });

  it('asks for points in every criterion, and why they are few', async () => {
    const accept = (body: object) => vn.post(`/api/v1/outputs/${id}/acceptance`, body);
    const pointers = async (body: object) => {
      const { status, body: problem } = await accept(body);
      return [status, ...problem.errors.map(({ pointer, code }: never) => `${pointer} ${code}`)];
    };
    assert.equal((await pointers({}))[0], 422);
    assert.equal((await pointers(rubric({ usable: 4 })))[0], 422);
    assert.deepEqual(await pointers(rubric({ correct: 1 })), [422, '/notes/correct output.few_points']);
  });

  it('that returns an output says why, and which criteria are not met', async () => {
    const fields = { reason: 'Thiếu nguồn', criteria: ['documented'] };
    assert.equal((await vn.post(`/api/v1/outputs/${id}/return`, { ...fields, criteria: ['beautiful'] })).status, 422);
    assert.equal((await vn.post(`/api/v1/outputs/${id}/return`, fields)).body.statusReason, 'Thiếu nguồn');
    app.clock.set('2026-03-09T03:00:00Z');
    await trainee.post(`/api/v1/outputs/${id}/submission`);
  });

  it('that accepts it counts the points; what was judged before stays beside it', async () => {
    const fields = { ...rubric({ documented: 1 }), notes: { ...fullMarks.notes, documented: 'ຂາດວິທີການ' }, note: 'Tốt' };
    assert.equal((await vn.post(`/api/v1/outputs/${id}/acceptance`, fields)).body.status, 'accepted');
    const { items } = (await trainee.get(`/api/v1/outputs/${id}/reviews`)).body;
    assert.deepEqual(
      items.map(({ decision, points, note, rubric, reviewedBy }: never) => [
        decision,
        points,
        note,
        Object.keys(rubric).length,
        reviewedBy,
      ]),
      [
        ['accepted', 13, 'Tốt', 5, 'vn_coordinator'],
        ['returned', null, 'Thiếu nguồn', 1, 'vn_coordinator'],
      ],
    );
    assert.deepEqual(items[0].rubric.documented, { points: 1, note: 'ຂາດວິທີການ' });
  });

  it('is a page in three languages, on which nothing typed is lost', async () => {
    const another = await submittedOutput(app, seated, run);
    const address = `/outputs/${another}`;
    for (const [language, word] of [
      ['lo', 'ການປະເມີນຜົນງານ'],
      ['vi', 'Đánh giá sản phẩm'],
      ['en', 'Judgement'],
    ]) {
      const { status, html } = await vn.page(`${address}/review?lang=${language}`);
      assert.equal(status, 200);
      assert.ok(html.includes(word!) && html.includes(`action="${address}/acceptance"`), language);
    }
    assert.ok(!(await trainee.page(`${address}/review`)).html.includes('/acceptance'));
    const { 'rubric.usable': _left, ...partly } = fullMarksForm;
    const refused = await vn.submit(`${address}/acceptance`, { ...partly, note: 'Ghi chú của tôi' });
    assert.equal(refused.status, 422);
    assert.ok(refused.html.includes('Ghi chú của tôi'));
    assert.ok(/name="rubric.correct" value="3" checked/.test(refused.html));
    assert.equal((await vn.submit(`${address}/acceptance`, fullMarksForm)).status, 303);
    assert.match((await vn.page(`${address}/review`)).html, /15 of 15 points/);
    assert.equal(
      (await vn.submit(`${address}/return`, { reason: 'Lại', criteria: ['usable', 'correct'] })).status,
      303,
    );
  });

  it('shows what a new version changes, beside the one before', async () => {
    const first = await publishedOutput(app, seated, run);
    const { id: second } = (await trainee.post(`/api/v1/outputs/${first}/versions`)).body;
    const { version } = (await trainee.get(`/api/v1/outputs/${second}`)).body;
    const title = { lo: 'ບົດລາຍງານໃໝ່', vi: 'Báo cáo quản lý khu kinh tế', en: '' };
    const changes = { title, zone: null, sector: 'dairy' };
    const edited = await trainee.patch(`/api/v1/outputs/${second}`, changes, { 'if-match': `"${version}"` });
    assert.equal(edited.status, 200, JSON.stringify(edited.body));
    for (const [one, other] of [
      [first, second],
      [second, first],
    ]) {
      const { body } = await vn.get(`/api/v1/outputs/${one}/comparison?with=${other}`);
      assert.deepEqual([body.before.versionNumber, body.after.versionNumber], [1, 2]);
      const changed = body.parts.filter(({ change }: { change: string }) => change !== 'same');
      assert.deepEqual(
        changed.map(({ part, change }: { part: string; change: string }) => `${part} ${change}`),
        ['title.lo changed', 'title.en removed', 'sector changed', 'zone removed'],
      );
    }
    assert.equal((await vn.get(`/api/v1/outputs/${second}/comparison?with=${id}`)).status, 404);
    assert.equal((await vn.get(`/api/v1/outputs/${second}/comparison`)).status, 422);
    for (const [language, word] of [
      ['lo', 'ສົມທຽບສະບັບ'],
      ['vi', 'So sánh các phiên bản'],
      ['en', 'Versions side by side'],
    ]) {
      const { status, html } = await vn.page(`/outputs/${second}/comparison?lang=${language}`);
      assert.equal(status, 200);
      assert.ok(html.includes(word!) && html.includes('<del>') && html.includes('<ins>'), language);
    }
  });
});
