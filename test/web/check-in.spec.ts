import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { CheckInCodes, RollsService } from '#libs/attendance';
import { Database, UnitOfWork } from '#libs/platform';
import { RunLife } from '#libs/training';
import { startApp, type TestApp, testPassword } from '../support/app.js';
import { enrol, type HeldRun, heldRun, saying } from '../support/attendance.js';
import { Client } from '../support/client.js';
import { person, vnCoordinator } from '../support/training.js';

describe('checking in by a code', () => {
  let app: TestApp;
  let teacher: Client;
  let teacherId: string;
  let trainee: Client;
  let held: HeldRun;
  let session: string;

  const api = '/api/v1';
  const seat = (index: number) => held.enrolments[index]!;
  const codeNow = async () => {
    const { status, body } = await teacher.post(`${api}/sessions/${session}/check-in-code`);
    assert.equal(status, 200, JSON.stringify(body));
    return body as { token: string; url: string; qr: string; expiresAt: string; renewsIn: number; checkedIn: number };
  };
  const checkIn = (client: Client, token: string) => client.post(`${api}/check-ins`, { token });
  const markOf = async (index: number) => {
    const { lines } = await app.get(RollsService).get(vnCoordinator, session);
    return lines.find(({ enrolmentId }) => enrolmentId === seat(index).id)!.mark;
  };

  before(async () => {
    app = await startApp();
    teacherId = (await person(app, 'Trần Thị Lan')).id;
    app.clock.set('2026-03-09T01:00:00Z');
    teacher = await app.as('instructor', { personId: teacherId });
  });
  after(() => app.close());

  beforeEach(async () => {
    held = await heldRun(app, ['ແກ້ວ', 'ບຸນມີ'], ['2026-03-09', '2026-03-10'], {
      session: { instructorIds: [teacherId] },
    });
    session = held.sessionIds[0]!;
    trainee = await app.as('trainee', { personId: seat(0).personId, email: `${seat(0).id}@test.example` });
    app.clock.set('2026-03-09T01:05:00Z');
  });
  afterEach(() => app.get(RunLife).cancel(vnCoordinator, held.run.id, 'the test is over'));

  it('marks whoever scans the code of the screen present, as a witness of its own', async () => {
    const { token, url, qr, expiresAt, checkedIn } = await codeNow();
    assert.equal(checkedIn, 0);
    assert.ok(url.endsWith(`/check-in/${token}`));
    assert.match(qr, /^<svg /);
    assert.equal(expiresAt, '2026-03-09T01:06:00.000Z');
    const { status, body } = await checkIn(trainee, token);
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.outcome, 'recorded');
    assert.deepEqual(
      [body.standing.status, body.standing.source, body.enrolmentId],
      ['present', 'check_in', seat(0).id],
    );
    assert.equal((await markOf(0))?.source, 'check_in');
    const other = await app.as('trainee', { personId: seat(1).personId });
    assert.equal((await checkIn(other, token)).body.outcome, 'recorded');
    assert.equal((await codeNow()).checkedIn, 2);
  });

  it('is late from a quarter of an hour after the beginning', async () => {
    app.clock.set('2026-03-09T01:15:01Z');
    assert.equal((await checkIn(trainee, (await codeNow()).token)).body.standing.status, 'late');
  });

  it('is done once: again, or twice at once, it tells what stands', async () => {
    const { token } = await codeNow();
    const both = await Promise.all([checkIn(trainee, token), checkIn(trainee, token)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    );
    app.clock.set('2026-03-09T01:30:00Z');
    const again = await checkIn(trainee, (await codeNow()).token);
    assert.deepEqual([again.body.outcome, again.body.standing.status], ['already', 'present']);
    const rows = await app
      .get(Database)
      .rows(
        'SELECT en.id FROM attendance_entry en JOIN attendance_mark m ON m.id = en.attendance_mark_id WHERE m.session_id = ?',
        [session],
      );
    assert.equal(rows.length, 1);
  });

  it('is refused with the true reason', async () => {
    const codes = app.get(CheckInCodes);
    const codeOf = (sessionId: string) => codes.issue(sessionId, app.clock.now()).token;
    const refusal = async (token: string) => {
      const { status, body } = await checkIn(trainee, token);
      return `${status} ${body.code}`;
    };
    const { token } = await codeNow();
    assert.equal(await refusal('made-up'), '409 check_in.not_genuine');
    assert.equal(await refusal(`${token.slice(0, -2)}AA`), '409 check_in.not_genuine');
    app.clock.set('2026-03-09T01:06:00Z');
    assert.equal(await refusal(token), '409 check_in.code_expired');
    assert.equal(await refusal(codeOf(held.sessionIds[1]!)), '409 check_in.too_early');
    app.clock.set('2026-03-09T11:00:00Z');
    assert.equal(await refusal(codeOf(session)), '409 check_in.too_late');
    assert.equal((await teacher.post(`${api}/sessions/${session}/check-in-code`)).body.code, 'check_in.too_late');
    app.clock.set('2026-03-09T01:05:00Z');
    const elsewhere = await heldRun(app, ['ຄຳ'], ['2026-03-09']);
    app.clock.set('2026-03-09T01:05:00Z');
    const { status, body } = await checkIn(trainee, codeOf(elsewhere.sessionIds[0]!));
    assert.deepEqual([status, body.code, body.args.run], [409, 'check_in.other_run', elsewhere.run.code]);
    assert.equal((await checkIn(teacher, token)).status, 403);
  });

  it('is not open once the roll is closed, nor to whoever gave up the seat', async () => {
    const { token } = await codeNow();
    const { id, personId } = await enrol(app, held.run, held.organisation.id, 'ຈັນ');
    const gone = await app.as('trainee', { personId });
    const end = "UPDATE enrolment SET status = 'ended' WHERE id = ?";
    await app.get(UnitOfWork).run(() => app.get(Database).change(end, [id]));
    assert.equal((await checkIn(gone, token)).body.code, 'check_in.other_run');
    await app.get(RollsService).close(vnCoordinator, session, {});
    assert.equal((await checkIn(trainee, token)).body.code, 'attendance.roll_closed');
  });

  it('disagrees with the roll aloud: what stood stands, and a conflict is open', async () => {
    await app.get(RollsService).record(vnCoordinator, session, [saying(seat(0).id, 'absent', app.clock.now())]);
    app.clock.advance(60_000);
    const { body } = await checkIn(trainee, (await codeNow()).token);
    assert.deepEqual([body.outcome, body.standing.status, body.standing.source], ['recorded', 'absent', 'roll']);
    assert.ok((await markOf(0))?.conflictId);
  });

  it('shows the code full screen to whoever takes the roll, and why there is none', async () => {
    const page = await teacher.page(`/sessions/${session}/check-in`);
    assert.equal(page.status, 200);
    assert.match(page.html, /<img class="check-in-code" src="data:image\/svg\+xml;base64,/);
    assert.match(page.html, /<noscript><meta http-equiv="refresh"/);
    const early = await teacher.page(`/sessions/${held.sessionIds[1]}/check-in`);
    assert.match(early.html, /Checking in begins at 07:30/);
    assert.doesNotMatch(early.html, /<img class="check-in-code"/);
  });

  it('takes a telephone through its sign-in and back, though that outlasts the code', async () => {
    const { token } = await codeNow();
    const phone = new Client(app.nest.getHttpAdapter().getInstance(), null);
    const away = await phone.page(`/check-in/${token}`);
    assert.deepEqual([away.status, away.location], [303, `/sign-in?next=%2Fcheck-in%2F${token}`]);
    app.clock.advance(3 * 60_000);
    await phone.page('/sign-in');
    const email = `${seat(0).id}@test.example`;
    const { location } = await phone.submit(
      '/sign-in',
      { email, password: testPassword, next: `/check-in/${token}` },
      '/sign-in',
    );
    assert.equal(location, `/check-in/${token}`);
    const page = await phone.page(location);
    assert.match(page.html, /I am here/);
    const done = await phone.submit(`/check-in/${token}`, {});
    assert.deepEqual([done.status, done.location], [303, `/sessions/${session}/roll`]);
    assert.equal((await markOf(0))?.status, 'present');
    assert.match((await phone.page(`/check-in/${token}`)).html, /You have checked in/);
  });

  it('is not handed on to somebody else by whoever scanned it signed in', async () => {
    const { token } = await codeNow();
    const scanned = await trainee.page(`/check-in/${token}`);
    const scan = /scan=[^;]+/.exec(String(scanned.headers['set-cookie']))![0];
    app.clock.advance(2 * 60_000);
    const other = await app.as('trainee', { personId: seat(1).personId });
    const signedIn = await app.nest
      .getHttpAdapter()
      .getInstance()
      .inject({
        url: `/check-in/${token}`,
        headers: { cookie: `${other.cookies}; ${scan}` },
      });
    assert.match(signedIn.body, /out of date/);
    assert.match((await trainee.page(`/check-in/${token}`)).html, /I am here/);
  });

  it('does not believe a browser that did not scan in time', async () => {
    const { token } = await codeNow();
    app.clock.advance(3 * 60_000);
    const page = await trainee.page(`/check-in/${token}`);
    assert.match(page.html, /out of date/);
    assert.doesNotMatch(page.html, /I am here/);
    assert.equal((await trainee.submit(`/check-in/${token}`, {})).status, 409);
  });
});
