import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CalendarService, calendarQuery, SessionsService, sessionFields } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { openRun, Story } from '../support/nominations.js';
import { room } from '../support/rooms.js';
import { statementsOf } from '../support/statements.js';
import { organisation, person, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

const api = '/api/v1';
const march = 'from=2026-03-01&to=2026-03-31';

describe('the calendar', () => {
  let app: TestApp;
  let vn: Client;
  let hall: string;
  let runs: string[];
  let teacher: string;

  before(async () => {
    app = await startApp();
    vn = await app.as('vn_coordinator');
    hall = (await room(app)).id;
    teacher = (await person(app, 'Trần Thị Giảng')).id;
    runs = [(await plannedRun(app)).id, (await plannedRun(app)).id];
    const add = (run: string, day: string, more: object = {}) =>
      app.get(SessionsService).schedule(vnCoordinator, run, sessionOn(day, more));
    await add(runs[0]!, '2026-03-10', { roomId: hall, instructorIds: [teacher] });
    await add(runs[0]!, '2026-03-11', { roomId: hall, override: { reason: 'x' } });
    await add(runs[1]!, '2026-03-12');
  });
  after(() => app.close());

  const days = async (client: Client, query: string): Promise<string[]> => {
    const { status, body } = await client.get(`${api}/calendar?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body.sessions.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10));
  };

  it('holds every session once, and run, room and instructor once however often they come', async () => {
    const { body } = await vn.get(`${api}/calendar?${march}`);
    assert.equal(body.sessions.length, 3);
    const [first] = body.sessions;
    assert.deepEqual([first.runId, first.roomId, first.instructorIds], [runs[0], hall, [teacher]]);
    assert.deepEqual(
      [body.runs.length, body.rooms.map(({ id }: { id: string }) => id), body.instructors],
      [2, [hall], [{ personId: teacher, name: 'Trần Thị Giảng' }]],
    );
    const april = await vn.get(`${api}/calendar?from=2026-04-14&to=2026-04-26`);
    assert.deepEqual(
      april.body.holidays.map(({ name }: { name: { en: string } }) => name.en),
      ['Lao New Year (Pi Mai)', "Hùng Kings' Commemoration Day"],
    );
  });

  it('is narrowed down by run, room, instructor and day', async () => {
    assert.deepEqual(await days(vn, `${march}&runId=${runs[1]}`), ['2026-03-12']);
    assert.deepEqual(await days(vn, `${march}&roomId=${hall}`), ['2026-03-10', '2026-03-11']);
    assert.deepEqual(await days(vn, `${march}&instructorId=${teacher}`), ['2026-03-10']);
    assert.deepEqual(await days(vn, 'from=2026-03-11&to=2026-03-11'), ['2026-03-11']);
    assert.deepEqual(await days(vn, `${march}&runId=${hall}`), []);
  });

  it('shows a session on every day of it; none lasts for more than 24 hours, however it is entered', async () => {
    const run = await plannedRun(app);
    const lasting = (endsAt: string) => ({ ...body(), startsAt: '2026-03-17T05:00:00.000Z', endsAt });
    const [day, longer] = [lasting('2026-03-18T05:00:00.000Z'), lasting('2026-03-18T05:01:00.000Z')];
    const held = await vn.post(`${api}/runs/${run.id}/sessions`, day);
    assert.equal(held.status, 201, JSON.stringify(held.body));
    for (const on of ['2026-03-17', '2026-03-18'])
      assert.deepEqual(await days(vn, `from=${on}&to=${on}&runId=${run.id}`), ['2026-03-17'], on);
    assert.deepEqual(await days(vn, `from=2026-03-19&to=2026-03-19&runId=${run.id}`), []);
    const { startsAt, endsAt } = longer;
    const refused = [
      await vn.post(`${api}/runs/${run.id}/sessions`, longer),
      await vn.post(`${api}/runs/${run.id}/session-series`, { ...longer, repeat: { days: [2], count: 1 } }),
      await vn.post(`${api}/session-clashes`, { runId: run.id, startsAt, endsAt }),
      await vn.patch(`${api}/sessions/${held.body.id}`, { endsAt }, { 'if-match': '"1"' }),
    ];
    for (const { status, body } of refused)
      assert.deepEqual(
        [status, body.errors.map(({ code, pointer }: Record<string, string>) => [pointer, code])],
        [422, [['/endsAt', 'session.too_long']]],
      );
  });

  it('is asked for by at most 62 days, from the first to the last', async () => {
    const codes = async (query: string) => {
      const { status, body } = await vn.get(`${api}/calendar?${query}`);
      return [status, body.errors?.map(({ code }: { code: string }) => code)];
    };
    assert.deepEqual(await codes('from=2026-03-02&to=2026-03-01'), [422, ['calendar.ends_before_start']]);
    assert.deepEqual(await codes('from=2026-03-01&to=2026-05-02'), [422, ['calendar.too_long']]);
    assert.deepEqual(await codes('from=2026-03-01&to=2026-05-01'), [200, undefined]);
    assert.equal((await vn.get(`${api}/calendar?from=2026-03-01`)).status, 422);
    // A week in which some days are no dates of ours is none.
    for (const view of ['week', 'month', 'resource'])
      assert.equal((await vn.page(`/calendar?view=${view}&date=2199-12-31`)).status, 422);
  });

  it('shows each what is theirs: an instructor their runs, a nominator and a trainee those of their people', async () => {
    const [ours, others] = [await organisation(app, 'Industry'), await organisation(app, 'Transport')];
    const run = await openRun(app, { capacity: 5 }, [ours.id, 5]);
    const { personId } = await new Story(app).confirmed(ours, run);
    await app.get(SessionsService).schedule(vnCoordinator, run.id, sessionOn(run.startsOn));
    const on = `from=${run.startsOn}&to=${run.startsOn}`;
    const nominator = await app.as('nominator', { organisationId: ours.id });
    const stranger = await app.as('nominator', { organisationId: others.id });
    const trainee = await app.as('trainee', { personId });
    const instructor = await app.as('instructor', { personId: teacher });
    const seen = async (client: Client, more = '') => (await days(client, on + more)).length;
    assert.deepEqual(
      await Promise.all([nominator, stranger, trainee, instructor, vn].map((client) => seen(client))),
      [1, 0, 1, 0, 1],
    );
    assert.equal((await days(instructor, march)).length, 2, 'all of the run they teach in');
    // Whose people sit in a run is told of one's own organisation and those below it alone.
    assert.deepEqual(
      [await seen(vn, `&organisationId=${ours.id}`), await seen(vn, `&organisationId=${others.id}`)],
      [1, 0],
    );
    assert.deepEqual(
      [await seen(nominator, `&organisationId=${ours.id}`), await seen(trainee, `&organisationId=${ours.id}`)],
      [1, 0],
    );
    const rows = await vn.page(`/calendar?view=resource&by=organisation&date=${run.startsOn}&lang=en`);
    assert.match(rows.html, /<th scope="row">Industry/);
    assert.doesNotMatch(rows.html, /<th scope="row">Transport/);
  });

  it('marks a cancelled session, and all of a cancelled run', async () => {
    const run = await plannedRun(app);
    await vn.post(`${api}/runs/${run.id}/sessions`, { ...body(), kind: 'practice' });
    await vn.post(`${api}/runs/${run.id}/cancellation`, { reason: 'flood' });
    const { sessions } = (await vn.get(`${api}/calendar?${march}&runId=${run.id}`)).body;
    assert.deepEqual(
      sessions.map(({ status, kind }: Record<string, string>) => [status, kind]),
      [['cancelled', 'practice']],
    );
  });

  it('takes as many statements for many sessions as for one', async () => {
    const show = (to: string) =>
      app.get(CalendarService).show(vnCoordinator, calendarQuery.parse({ from: '2026-03-10', to }));
    const one = await statementsOf(app, () => show('2026-03-10'));
    assert.equal(await statementsOf(app, () => show('2026-03-31')), one);
    assert.ok(one <= 6, String(one));
  });

  it('is a page of tables by week, month and resource, with the holidays of both countries', async () => {
    const week = await vn.page('/calendar?date=2026-03-12&lang=en');
    assert.match(week.html, /<h1>Calendar from 9 to 15 March 2026<\/h1>/);
    assert.match(week.html, /Tuesday <time datetime="2026-03-10"/);
    assert.match(week.html, /Trần Thị Giảng/);
    assert.match(week.html, /view&#x3D;week&amp;date&#x3D;2026-03-19" rel="next"/);
    const month = await vn.page(`/calendar?view=month&date=2026-04-02&runId=${runs[0]}&lang=vi`);
    assert.match(month.html, /<h1>Lịch tháng 4 năm 2026<\/h1>/);
    assert.match(month.html, /<span class="calendar-holiday">[^<]+ \(Lào\)/);
    assert.match(month.html, new RegExp(`<option value="${runs[0]}" selected`));
    const rooms = await vn.page('/calendar?view=resource&by=room&date=2026-03-12&lang=lo');
    assert.match(rooms.html, /<h1>ປະຕິທິນ ແຕ່ວັນທີ 9 ຫາ ວັນທີ 15 ມີນາ 2026<\/h1>/);
    assert.match(rooms.html, /ບໍ່ຢູ່ໃນລາຍການຫ້ອງ/, 'the session of the other run has no room');
    for (const by of ['instructor', 'run', 'organisation'])
      assert.equal((await vn.page(`/calendar?view=resource&by=${by}&date=2026-03-12`)).status, 200, by);
    assert.equal((await vn.page('/calendar?date=2026-02-30')).status, 422);
  });

  const body = () => {
    const { startsAt, endsAt, override: _, ...rest } = sessionOn('2026-03-16');
    const parsed = { ...rest, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return sessionFields.parse(parsed) && parsed;
  };
});
