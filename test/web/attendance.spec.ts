import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { newId } from '#libs/kernel';
import { RunLife } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { type HeldRun, heldRun, saying } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { person, vnCoordinator } from '../support/training.js';

describe('attendance over HTTP', () => {
  let app: TestApp;
  let vn: Client;
  let teacher: Client;
  let held: HeldRun;
  let sessionId: string;
  let roll: string;

  let personId: string;

  before(async () => {
    app = await startApp();
    // Signed in on the day itself: a browser's sign-in does not last from the planning to the first day.
    app.clock.set('2026-03-09T01:00:00Z');
    personId = (await person(app, 'Trần Thị Lan')).id;
    teacher = await app.as('instructor', { personId });
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  beforeEach(async () => {
    held = await heldRun(app, ['ແກ້ວ', 'ບຸນມີ', 'ຄຳ'], ['2026-03-09', '2026-03-10'], {
      session: { instructorIds: [personId] },
    });
    sessionId = held.sessionIds[0];
    roll = `/api/v1/sessions/${sessionId}/attendance`;
  });
  // The next run of the same instructor is on the same days.
  afterEach(() => app.get(RunLife).cancel(vnCoordinator, held.run.id, 'the test is over'));

  const said = (index: number, status: 'present' | 'late' | 'excused' | 'absent', markId = newId()) => ({
    ...saying(held.enrolments[index].id, status, app.clock.now(), markId),
    markedAt: app.clock.now().toISOString(),
  });
  const statuses = async () =>
    (await vn.get(roll)).body.items.map(({ mark }: { mark: { status: string } | null }) => mark?.status ?? null);
  const byName = (...names: number[]) => names.map((index) => held.enrolments[index].id);

  describe('the API', () => {
    it('takes a list of marks, the same one again without effect', async () => {
      const list = [said(0, 'present'), said(1, 'late')];
      const first = await teacher.put(roll, list);
      assert.equal(first.status, 200, JSON.stringify(first.body));
      assert.equal(first.headers.etag, `"${first.body.version}"`);
      const again = await teacher.put(roll, list);
      assert.deepEqual(again.body.items, first.body.items);
    });

    it('names the field of a bad mark and records nothing of the list', async () => {
      const cases: [unknown, string, string][] = [
        [[said(0, 'present'), { ...said(1, 'late'), status: 'asleep' }], '/1/status', 'field.not_a_choice'],
        [[said(0, 'present'), { ...said(1, 'late'), markId: 'x' }], '/1/markId', 'field.not_an_id'],
        [[said(0, 'present'), { ...said(1, 'late'), markedAt: 'yesterday' }], '/1/markedAt', 'field.wrong_format'],
        [
          [said(0, 'present'), { ...said(1, 'late'), markedAt: '0000-01-01T00:00:00Z' }],
          '/1/markedAt',
          'field.wrong_format',
        ],
        [[said(0, 'present'), { ...said(1, 'late'), why: 'x' }], '/1/why', 'field.unknown'],
        [
          [said(0, 'present'), { ...said(1, 'late'), enrolmentId: newId() }],
          '/1/enrolmentId',
          'attendance.not_on_roll',
        ],
        [
          [said(0, 'present'), { ...said(1, 'late'), markedAt: '2026-03-09T08:00:00Z' }],
          '/1/markedAt',
          'attendance.marked_in_future',
        ],
        [[], '', 'field.too_few'],
      ];
      for (const [body, pointer, code] of cases) {
        const { status, body: problem } = await teacher.put(roll, body as object);
        assert.equal(status, 422, JSON.stringify(problem));
        assert.deepEqual(
          problem.errors.map((error: { pointer: string; code: string }) => [error.pointer, error.code]),
          [[pointer, code]],
        );
        assert.ok(problem.errors[0].message.length > 5);
      }
      assert.deepEqual(await statuses(), [null, null, null]);
    });

    it('closes, corrects by request and by Viet Nam, and counts', async () => {
      await teacher.put(roll, [said(0, 'present')]);
      const closed = await teacher.post(`/api/v1/sessions/${sessionId}/roll-closing`, { unmarked: 2 });
      assert.equal(closed.status, 200, JSON.stringify(closed.body));
      const refused = await teacher.put(roll, [said(1, 'present')]);
      assert.deepEqual([refused.status, refused.body.code], [409, 'attendance.roll_closed']);
      const markOf = (index: number) =>
        closed.body.items.find((item: { enrolmentId: string }) => item.enrolmentId === held.enrolments[index].id).mark
          .id;
      const asked = await teacher.post(`/api/v1/attendance-marks/${markOf(1)}/correction`, {
        status: 'late',
        reason: 'the bus broke down',
      });
      assert.deepEqual([asked.status, asked.body.status], [200, 'requested']);
      assert.equal((await teacher.post(`/api/v1/attendance-corrections/${asked.body.id}/approval`)).status, 403);
      const waiting = await vn.page('/');
      assert.match(waiting.html, new RegExp(`/attendance-corrections/${asked.body.id}`));
      const approved = await vn.post(`/api/v1/attendance-corrections/${asked.body.id}/approval`);
      assert.deepEqual([approved.status, approved.body.status, approved.body.fromStatus], [200, 'approved', 'absent']);
      const own = await vn.post(`/api/v1/attendance-marks/${markOf(2)}/correction`, {
        status: 'excused',
        reason: 'doctor',
      });
      assert.equal(own.body.status, 'approved');
      const rates = await vn.get(`/api/v1/runs/${held.run.id}/attendance`);
      assert.deepEqual([rates.body.plannedUnits, rates.body.closedUnits, rates.body.threshold], [8, 4, 80]);
      const attended = new Map(
        rates.body.items.map((item: { enrolmentId: string; attendedUnits: number }) => [
          item.enrolmentId,
          item.attendedUnits,
        ]),
      );
      assert.deepEqual(
        byName(0, 1, 2).map((id) => attended.get(id)),
        [4, 4, 0],
      );
      const refusal = await vn.post(`/api/v1/attendance-corrections/${own.body.id}/refusal`, { reason: 'x' });
      assert.deepEqual([refusal.status, refusal.body.code], [409, 'attendance.correction_decided']);
    });

    it('records assessments by PUT', async () => {
      const url = `/api/v1/runs/${held.run.id}/assessments`;
      const put = await teacher.put(url, [{ enrolmentId: held.enrolments[0].id, passed: true, grade: 'Giỏi' }]);
      assert.equal(put.status, 200, JSON.stringify(put.body));
      assert.deepEqual(
        put.body.items.filter(({ passed }: { passed: boolean }) => passed).map(({ grade }: { grade: string }) => grade),
        ['Giỏi'],
      );
      const late = await vn.put(url, [{ enrolmentId: held.enrolments[0].id, passed: false, grade: '', version: 0 }]);
      assert.equal(late.status, 412);
      const missing = await vn.put(url, [{ enrolmentId: held.enrolments[0].id, grade: '' }]);
      assert.deepEqual([missing.status, missing.body.errors[0].pointer], [422, '/0/passed']);
    });

    it('is for whom the matrix names, each in their own sight', async () => {
      const stranger = await person(app, 'Someone else');
      const people: [Client, read: number, mark: number][] = [
        [vn, 200, 200],
        [teacher, 200, 200],
        [await app.as('lao_coordinator'), 200, 403],
        [await app.as('vn_co_chair'), 200, 403],
        [await app.as('auditor'), 200, 403],
        [await app.as('nominator', { organisationId: held.organisation.id }), 200, 403],
        [await app.as('trainee', { personId: held.enrolments[0].personId }), 200, 403],
        [await app.as('instructor', { personId: stranger.id }), 404, 404],
        [await app.as('admin'), 403, 403],
        [await app.as('consumer'), 403, 403],
        [app.public, 401, 401],
      ];
      for (const [client, read, mark] of people) {
        assert.equal((await client.get(roll)).status, read);
        assert.equal((await client.put(roll, [said(0, 'present')])).status, mark);
        assert.equal((await client.get(`/api/v1/runs/${held.run.id}/attendance`)).status, read);
        assert.equal((await client.get(`/api/v1/runs/${held.run.id}/assessments`)).status, read);
      }
      const trainee = await people[6][0].get(roll);
      assert.deepEqual(
        trainee.body.items.map(({ enrolmentId }: { enrolmentId: string }) => enrolmentId),
        byName(0),
      );
    });
  });

  describe('the pages', () => {
    const page = () => `/sessions/${sessionId}/roll`;
    const shown = () => Object.fromEntries(held.enrolments.map(({ id }) => [`shown.${id}`, '']));

    it('show the roll as big choices, in three languages', async () => {
      for (const [language, word] of [
        ['lo', 'ມາຊ້າ'],
        ['vi', 'Đến muộn'],
        ['en', 'Late'],
      ]) {
        const { status, html } = await teacher.page(`${page()}?lang=${language}`);
        assert.equal(status, 200);
        assert.ok(html.includes(word));
        assert.equal(html.match(/type="radio"/g)?.length, 12);
        assert.doesNotMatch(html, /attendance\.[a-z]/);
      }
    });

    it('save exceptions and then the rest as present, without a script', async () => {
      const [first] = held.enrolments;
      const saved = await teacher.submit(page(), { ...shown(), [`marks.${first.id}`]: 'late', do: 'all_present' });
      assert.deepEqual([saved.status, saved.location], [303, page()]);
      assert.deepEqual((await statuses()).sort(), ['late', 'present', 'present']);
    });

    it('say only what was changed: somebody else’s mark is not overwritten by an old page', async () => {
      const [first, second] = held.enrolments;
      await vn.put(roll, [said(0, 'excused')]);
      const old = { ...shown(), [`marks.${second.id}`]: 'present', do: 'save' };
      await teacher.submit(page(), old);
      const { body } = await vn.get(roll);
      const of = (id: string) =>
        body.items.find((item: { enrolmentId: string }) => item.enrolmentId === id).mark?.status;
      assert.deepEqual([of(first.id), of(second.id)], ['excused', 'present']);
    });

    it('show how many will be absent before the roll is closed', async () => {
      const [first] = held.enrolments;
      const on = await teacher.submit(page(), { ...shown(), [`marks.${first.id}`]: 'present', do: 'close' });
      assert.equal(on.location, `/sessions/${sessionId}/roll-closing`);
      const { html } = await teacher.page(on.location);
      assert.match(html, /2 people will be recorded absent/);
      assert.match(html, /name="unmarked" value="2"/);
      const stale = await teacher.submit(on.location, { unmarked: '1' });
      assert.equal(stale.status, 409);
      assert.match(stale.html, /name="unmarked" value="2"/);
      const closed = await teacher.submit(on.location, { unmarked: '2' });
      assert.deepEqual([closed.status, closed.location], [303, page()]);
      assert.deepEqual((await statuses()).sort(), ['absent', 'absent', 'present']);
    });

    it('keep in sight what was chosen when the roll turns out to be closed', async () => {
      const [first] = held.enrolments;
      await vn.post(`/api/v1/sessions/${sessionId}/roll-closing`);
      const late = await teacher.submit(page(), { ...shown(), [`marks.${first.id}`]: 'present', do: 'save' });
      assert.equal(late.status, 409);
      assert.match(late.html, /You had chosen: Present/);
    });

    it('ask for a correction with a reason, and decide on it', async () => {
      const closed = await vn.post(`/api/v1/sessions/${sessionId}/roll-closing`);
      const markId = closed.body.items[0].mark.id;
      const form = `/attendance-marks/${markId}/correction`;
      assert.match((await teacher.page(page())).html, new RegExp(form));
      const without = await teacher.submit(form, { status: 'present', reason: ' ' });
      assert.equal(without.status, 422);
      assert.match(without.html, /value="present" checked/);
      const asked = await teacher.submit(form, { status: 'present', reason: 'signed the sheet' });
      assert.deepEqual([asked.status, asked.location], [303, page()]);
      const { html } = await vn.page(`/runs/${held.run.id}/attendance`);
      const request = /\/attendance-corrections\/[0-9a-f-]+/.exec(html)![0];
      assert.match((await vn.page(request)).html, /signed the sheet/);
      assert.equal((await vn.submit(`${request}/refusal`, { reason: '' })).status, 422);
      const refused = await vn.submit(`${request}/refusal`, { reason: 'not on the sheet' });
      assert.deepEqual([refused.status, refused.location], [303, `/runs/${held.run.id}/attendance`]);
      const again = await teacher.submit(form, { status: 'present', reason: 'gate book' });
      assert.equal(again.status, 303);
      const second = /\/attendance-corrections\/[0-9a-f-]+/.exec(
        (await vn.page(`/runs/${held.run.id}/attendance`)).html,
      )![0];
      assert.equal((await vn.submit(`${second}/approval`, {})).status, 303);
      assert.equal((await statuses())[0], 'present');
    });

    it('record assessments', async () => {
      const [first, second] = held.enrolments;
      const url = `/runs/${held.run.id}/assessments`;
      assert.equal((await teacher.page(url)).status, 200);
      const saved = await teacher.submit(url, {
        [`outcome.${first.id}`]: 'passed',
        [`grade.${first.id}`]: 'Giỏi',
        [`version.${first.id}`]: '0',
        [`grade.${second.id}`]: '',
        [`version.${second.id}`]: '0',
      });
      assert.equal(saved.status, 303, saved.html);
      const { html } = await vn.page(url);
      assert.match(html, /1 of 3 people assessed/);
      const reader = await (await app.as('lao_coordinator')).page(url);
      assert.match(reader.html, /Giỏi/);
      assert.doesNotMatch(reader.html, /type="radio"/);
    });

    it('refuse a grade without an outcome instead of losing it', async () => {
      const [first] = held.enrolments;
      const url = `/runs/${held.run.id}/assessments`;
      const refused = await teacher.submit(url, { [`grade.${first.id}`]: 'Giỏi', [`version.${first.id}`]: '0' });
      assert.equal(refused.status, 422);
      assert.ok(refused.html.includes(`href="#assessments-outcome.${first.id}"`));
      assert.match(refused.html, /value="Giỏi"/);
    });

    it('show what somebody else recorded meanwhile instead of overwriting it', async () => {
      const [first] = held.enrolments;
      const url = `/runs/${held.run.id}/assessments`;
      await vn.put(`/api/v1${url}`, [{ enrolmentId: first.id, passed: true, grade: 'A' }]);
      const old = { [`outcome.${first.id}`]: 'failed', [`grade.${first.id}`]: '', [`version.${first.id}`]: '0' };
      const refused = await teacher.submit(url, old);
      assert.equal(refused.status, 412);
      assert.match(refused.html, /Recorded now: Passed, A/);
      assert.match(refused.html, /value="failed" checked/);
    });

    it('tell an instructor and Viet Nam of rolls not closed', async () => {
      const home = await teacher.page('/');
      assert.match(home.html, new RegExp(`/sessions/${held.sessionIds[0]}/roll`));
      assert.doesNotMatch(home.html, new RegExp(`/sessions/${held.sessionIds[1]}/roll`));
      app.clock.set('2026-03-09T12:00:00Z');
      // Half a day later the browser's sign-in is over.
      const late = await app.as('vn_coordinator');
      assert.match((await late.page('/')).html, new RegExp(`/runs/${held.run.id}/attendance`));
      assert.match((await late.page(`/runs/${held.run.id}`)).html, /0 of 2 rolls closed/);
    });
  });
});
