import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CorrectionsService, RollsService } from '#libs/attendance';
import { startApp, type TestApp } from '../support/app.js';
import { enrol, type HeldRun, heldRun, saying } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { person, plannedRun, vnCoordinator } from '../support/training.js';

const api = '/api/v1';
const days = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'];

describe('who was where', () => {
  let app: TestApp;
  let vn: Client;
  let teacher: Client;
  let elsewhere: Client;
  let trainee: Client;
  let held: HeldRun;
  const seat = (index: number) => held.enrolments[index]!.id;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T01:00:00Z');
    const { id: personId } = await person(app, 'Trần Thị Lan');
    // Five sessions of four units: at 60 per cent eight units are to spare, two sessions.
    held = await heldRun(app, ['ແກ້ວ', 'ຄຳ', 'ບຸນມີ'], days, {
      run: { attendanceThreshold: 60 },
      session: { instructorIds: [personId] },
    });
    const rolls = app.get(RollsService);
    for (const [index, absent] of [[1, 2], [1, 2], [1]].entries()) {
      app.clock.set(`${days[index]}T02:00:00Z`);
      const said = absent.map((who) => saying(seat(who), 'absent', app.clock.now()));
      await rolls.mark(vnCoordinator, held.sessionIds[index]!, said, true);
      await rolls.close(vnCoordinator, held.sessionIds[index]!, {});
    }
    app.clock.set('2026-03-11T10:00:00Z');
    vn = await app.as('vn_coordinator');
    teacher = await app.as('instructor', { personId });
    elsewhere = await app.as('instructor', { personId: (await person(app, 'Lê Văn Dạy')).id });
    trainee = await app.as('trainee', { personId: held.enrolments[1]!.personId });
  });
  after(() => app.close());

  it('is told for every person and every planned session, those to come among them', async () => {
    const { body } = await vn.get(`${api}/runs/${held.run.id}/attendance-grid`);
    assert.deepEqual(
      body.sessions.map(({ number, closedAt }: { number: number; closedAt: string | null }) => [
        number,
        closedAt !== null,
      ]),
      [
        [1, true],
        [2, true],
        [3, true],
        [4, false],
        [5, false],
      ],
    );
    const marks = new Map(
      body.items.map((item: { enrolmentId: string; marks: ({ status: string } | null)[] }) => [
        item.enrolmentId,
        item.marks.map((mark) => mark?.status[0] ?? '-').join(''),
      ]),
    );
    assert.deepEqual([marks.get(seat(0)), marks.get(seat(1)), marks.get(seat(2))], ['ppp--', 'aaa--', 'aap--']);
  });

  it('warns of who can no longer reach the threshold and who is one absence away from that', async () => {
    const { body } = await vn.get(`${api}/runs/${held.run.id}/attendance`);
    const standing = new Map(
      body.items.map((one: { enrolmentId: string; isReached: boolean; canReach: boolean; isNear: boolean }) => [
        one.enrolmentId,
        [one.isReached, one.canReach, one.isNear],
      ]),
    );
    assert.deepEqual(standing.get(seat(0)), [true, true, false]);
    assert.deepEqual(standing.get(seat(1)), [false, false, false]);
    assert.deepEqual(standing.get(seat(2)), [false, true, true]);
  });

  it('stands at home for those who take the roll, and for nobody else', async () => {
    for (const client of [vn, teacher]) {
      const { html } = await client.page('/');
      assert.match(html, /1 person of [^<]+ can no longer reach the attendance threshold/);
      assert.match(html, /1 person of [^<]+ is one absence away from missing too much/);
    }
    for (const client of [elsewhere, trainee])
      assert.doesNotMatch((await client.page('/')).html, /threshold|absence away/);
  });

  it('is a table in which letters say what colours say, with the way to each person', async () => {
    const { html } = await vn.page(`/runs/${held.run.id}/attendance`);
    assert.match(
      html,
      /<td class="heat-absent">A<\/td><td class="heat-absent">A<\/td><td class="heat-present">P<\/td><td class="heat-ahead">·<\/td>/,
    );
    assert.ok(html.includes(`href="/enrolments/${seat(2)}/attendance"`));
    const lao = await vn.page(`/runs/${held.run.id}/attendance?lang=lo`);
    assert.match(lao.html, /<td class="heat-absent">ຂ<\/td>/);
    await vn.page('/?lang=en');
  });

  it('tells one person the rate that the run tells, and of which run also before it has sessions', async () => {
    const { body } = await vn.get(`${api}/runs/${held.run.id}/attendance`);
    for (const index of [1, 2]) {
      const of = body.items.find(({ enrolmentId }: { enrolmentId: string }) => enrolmentId === seat(index));
      const one = (await vn.get(`${api}/enrolments/${seat(index)}/attendance`)).body;
      assert.equal(one.rate.missedUnits, [0, 12, 8][index]);
      for (const [key, value] of Object.entries(one.rate)) assert.deepEqual(of[key], value, key);
    }
    const empty = await plannedRun(app);
    const newcomer = await enrol(app, empty, held.organisation.id, 'ຄົນໃໝ່');
    const before = await vn.get(`${api}/enrolments/${newcomer.id}/attendance`);
    assert.deepEqual([before.body.runCode, before.body.sessions], [empty.code, []]);
  });

  it('shows of one person every correction with its reason, to those who see reasons', async () => {
    const { lines } = await app.get(RollsService).get(vnCoordinator, held.sessionIds[0]!);
    const mark = lines.find(({ enrolmentId }) => enrolmentId === seat(1))!.mark!;
    await app.get(CorrectionsService).correct(vnCoordinator, mark.id, { status: 'late', reason: 'Signed the sheet' });
    const at = `/enrolments/${seat(1)}/attendance`;
    const { body } = await teacher.get(`${api}${at}`);
    assert.deepEqual([body.corrections[0].fromStatus, body.corrections[0].toStatus], ['absent', 'late']);
    assert.deepEqual([body.sessions[0].mark.status, body.sessions[0].mark.source], ['late', 'correction']);
    assert.match((await teacher.page(at)).html, /Signed the sheet/);
    const own = await trainee.get(`${api}${at}`);
    assert.deepEqual([own.status, own.body.corrections], [200, null]);
    assert.doesNotMatch((await trainee.page(at)).html, /Signed the sheet/);
    assert.equal((await trainee.get(`${api}/enrolments/${seat(2)}/attendance`)).status, 404);
    assert.match((await vn.page(`/runs/${held.run.id}/attendance`)).html, />L\*<\/td>/);
  });
});
