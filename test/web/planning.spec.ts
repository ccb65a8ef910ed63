import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { UnitOfWork } from '#libs/platform';
import {
  type CourseRun,
  RunCopiesService,
  runCopy,
  SessionLookup,
  SessionMovesService,
  SessionSeriesService,
  seriesFields,
  sessionMoves,
} from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client, Reply } from '../support/client.js';
import { room } from '../support/rooms.js';
import { statementsOf } from '../support/statements.js';
import { en, organisation, person, plannedRun, quotas, vnCoordinator } from '../support/training.js';

const api = '/api/v1';

describe('planning many sessions at once', () => {
  let app: TestApp;
  let vn: Client;

  before(async () => {
    app = await startApp();
    vn = await app.as('vn_coordinator');
  });
  after(() => app.close());

  const lesson = (day: string, more: object = {}) => ({
    topic: en('Overview'),
    kind: 'lecture',
    units: 4,
    startsAt: `${day}T01:00:00Z`,
    endsAt: `${day}T04:30:00Z`,
    ...more,
  });

  /** A run over Pi Mai, in April. */
  const april = (more: object = {}): Promise<CourseRun> =>
    plannedRun(app, { startsOn: '2026-04-06' as never, endsOn: '2026-05-08' as never, ...more });

  const add = async (run: { id: string }, day: string, more: object = {}) => {
    const { status, body } = await vn.post(`${api}/runs/${run.id}/sessions`, lesson(day, more));
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };

  const codes = ({ status, body }: Reply) => [status, body.errors.map(({ code }: { code: string }) => code)];
  const dayOf = ({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10);
  const timetable = async (run: { id: string }): Promise<{ startsAt: string; units: number; number: number }[]> =>
    (await vn.get(`${api}/runs/${run.id}/sessions`)).body.items;

  describe('a series', () => {
    const weekdays = { days: [1, 2, 3, 4, 5], count: 4 };

    it('is held around the holidays, all of it in one step', async () => {
      const run = await april();
      const body = lesson('2026-04-10', { repeat: weekdays });
      const preview = await vn.post(`${api}/runs/${run.id}/session-series-preview`, body);
      const days = ['2026-04-10', '2026-04-13', '2026-04-17', '2026-04-20'];
      assert.deepEqual(preview.body, {
        days,
        skipped: ['2026-04-14', '2026-04-15', '2026-04-16'],
        clashes: [],
      });
      assert.deepEqual(await timetable(run), []);
      const made = await vn.post(`${api}/runs/${run.id}/session-series`, body);
      assert.equal(made.status, 200, JSON.stringify(made.body));
      assert.deepEqual(made.body.items.map(dayOf), days);
      assert.deepEqual(
        (await timetable(run)).map(({ number, units }) => [number, units]),
        [1, 2, 3, 4].map((number) => [number, 4]),
      );
    });

    it('warns of holidays when they are not left out', async () => {
      const run = await april();
      const body = lesson('2026-04-13', { repeat: { days: [1, 2], count: 2, skipHolidays: false } });
      assert.deepEqual(codes(await vn.post(`${api}/runs/${run.id}/session-series`, body)), [409, ['session.holiday']]);
      const passed = await vn.post(`${api}/runs/${run.id}/session-series`, { ...body, override: { reason: 'x' } });
      assert.deepEqual(passed.body.items.map(dayOf), ['2026-04-13', '2026-04-14']);
    });

    it('is entered whole or not at all, naming what it clashes with', async () => {
      const hall = await room(app);
      const [run, other] = [await april(), await april()];
      await add(other, '2026-04-20', { roomId: hall.id });
      const body = lesson('2026-04-10', { roomId: hall.id, repeat: weekdays });
      const refused = await vn.post(`${api}/runs/${run.id}/session-series`, body);
      assert.deepEqual(codes(refused), [409, ['session.room_clash']]);
      assert.deepEqual([refused.body.args.run, refused.body.args.day], [other.code, '2026-04-20']);
      assert.deepEqual(await timetable(run), []);
      const preview = await vn.post(`${api}/runs/${run.id}/session-series-preview`, body);
      assert.deepEqual(
        preview.body.clashes.map(({ code }: { code: string }) => code),
        ['session.room_clash'],
      );
    });

    it('says until when or how often, and lies within the run', async () => {
      const run = await april();
      const at = `${api}/runs/${run.id}/session-series`;
      const series = (repeat: object) => vn.post(at, lesson('2026-05-04', { repeat }));
      assert.deepEqual(codes(await series({ days: [1] })), [422, ['session.series_without_end']]);
      const both = { days: [1], count: 2, until: '2026-05-08' };
      assert.deepEqual(codes(await series(both)), [422, ['session.series_without_end']]);
      const late = await series({ days: [1], count: 2 });
      assert.deepEqual([codes(late), late.body.errors[0].pointer], [[422, ['session.outside_run']], '/repeat/count']);
      assert.deepEqual(codes(await series({ days: [7], until: '2026-05-08' })), [422, ['session.series_empty']]);
    });
  });

  describe('a move of several', () => {
    it('keeps hours and units, goes around holidays, and calendars hear of it', async () => {
      const run = await april();
      const all = [await add(run, '2026-04-06'), await add(run, '2026-04-07'), await add(run, '2026-04-08')];
      const sessions = all.map(({ id, version }) => ({ sessionId: id, version }));
      const body = { sessions, days: 7, minutes: 60, skipHolidays: true };
      const preview = await vn.post(`${api}/runs/${run.id}/session-moves-preview`, body);
      const days = ['2026-04-13', '2026-04-17', '2026-04-20'];
      assert.deepEqual(preview.body.moves.map(dayOf), days);
      const moved = await vn.post(`${api}/runs/${run.id}/session-moves`, body);
      assert.equal(moved.status, 200, JSON.stringify(moved.body));
      assert.deepEqual(moved.body.items.map(dayOf), days);
      const [first] = moved.body.items;
      assert.deepEqual(
        [first.startsAt, first.endsAt, first.units, first.sequence, first.version],
        ['2026-04-13T02:00:00.000Z', '2026-04-13T05:30:00.000Z', 4, 1, 2],
      );
      assert.equal((await vn.post(`${api}/runs/${run.id}/session-moves`, body)).status, 412, 'not twice');
    });

    it('is made whole or not at all', async () => {
      const hall = await room(app);
      const [run, other] = [await april(), await april()];
      await add(other, '2026-04-09', { roomId: hall.id });
      const all = [await add(run, '2026-04-07'), await add(run, '2026-04-08', { roomId: hall.id })];
      const sessions = all.map(({ id, version }) => ({ sessionId: id, version }));
      const move = (more: object) => vn.post(`${api}/runs/${run.id}/session-moves`, { sessions, ...more });
      assert.deepEqual(codes(await move({ days: 1 })), [409, ['session.room_clash']]);
      assert.deepEqual(codes(await move({ days: 7 })), [409, ['session.holiday', 'session.holiday']]);
      assert.deepEqual(codes(await move({ days: 60 })), [422, ['session.outside_run']]);
      assert.deepEqual(codes(await move({})), [422, ['session.not_moved']]);
      assert.equal((await vn.post(`${api}/runs/${other.id}/session-moves`, { sessions, days: 1 })).status, 404);
      assert.deepEqual((await timetable(run)).map(dayOf), ['2026-04-07', '2026-04-08']);
      const onto = await move({ days: 7, override: { reason: 'the factory is open' } });
      assert.equal(onto.status, 200, JSON.stringify(onto.body));
    });
  });

  describe('a copy of a run', () => {
    it('has the same rules and units on other days, around Tết, with its quotas', async () => {
      const ministry = await organisation(app, 'Industry');
      const run = await april({ capacity: 12 });
      await quotas(app, run, [ministry.id, 5]);
      for (const day of ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09']) await add(run, day);
      const left = await add(run, '2026-04-21');
      await vn.post(`${api}/sessions/${left.id}/cancellation`, { reason: 'ill' });
      const body = { code: `${run.code}-TET`, startsOn: '2027-02-03' };
      const preview = await vn.post(`${api}/runs/${run.id}/copy-preview`, body);
      const days = ['2027-02-03', '2027-02-04', '2027-02-10', '2027-02-11'];
      assert.deepEqual(preview.body.sessions.map(dayOf), days);
      const made = await vn.post(`${api}/runs/${run.id}/copy`, body);
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal(made.headers.location, `${api}/runs/${made.body.id}`);
      const { startsOn, endsOn, nominationOpensOn, nominationClosesOn, capacity, status, seatsTaken } = made.body;
      assert.deepEqual(
        [startsOn, endsOn, nominationOpensOn, nominationClosesOn, capacity, status, seatsTaken],
        ['2027-02-03', '2027-03-07', '2026-12-29', '2027-01-06', 12, 'planned', 0],
      );
      const copied = await timetable(made.body);
      assert.deepEqual(copied.map(dayOf), days);
      assert.deepEqual(
        copied.map(({ number, units }) => [number, units]),
        [1, 2, 3, 4].map((number) => [number, 4]),
      );
      const { body: set } = await vn.get(`${api}/runs/${made.body.id}/quotas`);
      assert.deepEqual(
        set.items.map(({ seats, taken }: Record<string, number>) => [seats, taken]),
        [[5, 0]],
      );
      assert.deepEqual(codes(await vn.post(`${api}/runs/${run.id}/copy`, body)), [422, ['run.code_taken']]);
    });

    it('leaves out, and names, the room and the instructor who are not free', async () => {
      const hall = await room(app);
      const [teacher, assistant] = [await person(app, 'Phạm Quốc Đạt'), await person(app, 'Lê Thị Lan')];
      const [run, other] = [await april(), await april()];
      await add(other, '2026-04-20', { roomId: hall.id, instructorIds: [teacher.id] });
      const held = { roomId: hall.id, instructorIds: [teacher.id, assistant.id] };
      await add(run, '2026-04-06', held);
      await add(run, '2026-04-07', held);
      const made = await vn.post(`${api}/runs/${run.id}/copy`, { code: `${run.code}-2`, startsOn: '2026-04-20' });
      const [first, second] = made.body.plan.sessions;
      assert.deepEqual(
        first.leftOut.map(({ code, args }: { code: string; args: { run: string } }) => [code, args.run]),
        [
          ['session.room_clash', other.code],
          ['session.instructor_clash', other.code],
        ],
      );
      assert.deepEqual([first.roomId, first.instructorIds], [null, [assistant.id]]);
      assert.deepEqual([second.roomId, second.instructorIds.length, second.leftOut], [hall.id, 2, []]);
      const bare = { code: `${run.code}-3`, startsOn: '2026-06-01', withRooms: false, withInstructors: false };
      const without = await vn.post(`${api}/runs/${run.id}/copy`, bare);
      assert.deepEqual([without.body.plan.sessions[0].roomId, without.body.plan.sessions[0].instructorIds], [null, []]);
    });
  });

  it('takes as many statements for many sessions and quotas as for one', async () => {
    const ministries = [await organisation(app, 'Health'), await organisation(app, 'Labour')];
    const planned = async (count: number) => {
      const run = await april();
      const teachers = [(await person(app, 'Trần Văn Nam')).id, (await person(app, 'Bùi Thị Hoa')).id];
      await quotas(app, run, ...ministries.slice(0, count).map(({ id }) => [id, 2] as [string, number]));
      const series = { repeat: { days: [1, 2, 3, 4, 5], count }, instructorIds: teachers.slice(0, count) };
      const fields = seriesFields.parse(lesson('2026-04-06', series));
      const schedule = () => app.get(SessionSeriesService).schedule(vnCoordinator, run.id, fields);
      const move = async () => {
        const sessions = (await app.get(SessionLookup).ofRun(run.id)).map(({ id, version }) => ({
          sessionId: id,
          version,
        }));
        await app.get(SessionMovesService).move(vnCoordinator, run.id, sessionMoves.parse({ sessions, minutes: 15 }));
      };
      const again = runCopy.parse({ code: `${run.code}-N`, startsOn: count === 1 ? '2026-06-01' : '2026-09-07' });
      const copy = () => app.get(RunCopiesService).copy(vnCoordinator, run.id, again);
      const statements: number[] = [];
      for (const work of [schedule, move, copy])
        statements.push(await app.get(UnitOfWork).run(() => statementsOf(app, work)));
      return statements;
    };
    assert.deepEqual(await planned(12), await planned(1));
  });

  describe('a form', () => {
    const seriesForm = (more: Record<string, string | string[]> = {}) => ({
      'topic.lo': '',
      'topic.vi': 'Tổng quan',
      'topic.en': '',
      'place.lo': '',
      'place.vi': '',
      'place.en': '',
      on: '2026-04-10',
      from: '08:00',
      to: '11:30',
      kind: 'lecture',
      units: '4',
      roomId: '',
      'repeat.days': ['1', '5'],
      'repeat.until': '',
      'repeat.count': '3',
      'repeat.skipHolidays': 'true',
      ...more,
    });

    it('repeats a session: looks first, says what is missing, then adds all', async () => {
      const run = await april();
      const at = `/runs/${run.id}/session-series`;
      assert.match((await vn.page(`/runs/${run.id}/sessions?lang=en`)).html, new RegExp(`href="${at}"`));
      assert.equal((await vn.page(at)).status, 200);
      const looked = await vn.submit(`${at}?lang=en`, seriesForm({ step: 'check' }));
      assert.equal(looked.status, 200, looked.html);
      assert.match(looked.html, /It would be held 3 times/);
      assert.match(looked.html, /<li>Monday, 13 Apr 2026<\/li>/);
      assert.match(looked.html, /id="session-repeat\.days-5"[^>]* checked/);
      const endless = await vn.submit(at, seriesForm({ 'repeat.count': '' }));
      assert.equal(endless.status, 422);
      assert.match(endless.html, /id="session-repeat\.count-error"/);
      assert.equal((await vn.submit(at, seriesForm({ 'repeat.days': [] }))).status, 422);
      assert.deepEqual(await timetable(run), []);
      assert.equal((await vn.submit(at, seriesForm())).status, 303);
      assert.deepEqual((await timetable(run)).map(dayOf), ['2026-04-10', '2026-04-13', '2026-04-17']);
    });

    it('moves the sessions that are ticked, and asks why one is held on a holiday', async () => {
      const run = await april();
      const [first, second] = [await add(run, '2026-04-07'), await add(run, '2026-04-08')];
      const at = `/runs/${run.id}/session-moves`;
      const form = (more: Record<string, string> = {}) => ({
        'sessions.0.version': '1',
        'sessions.1.sessionId': second.id,
        'sessions.1.version': '1',
        days: '7',
        minutes: '',
        ...more,
      });
      assert.match((await vn.page(at)).html, new RegExp(`name="sessions\\.0\\.sessionId" value="${first.id}"`));
      const warned = await vn.submit(`${at}?lang=en`, form());
      assert.equal(warned.status, 409, warned.html);
      assert.match(warned.html, /id="moves-startsAt"[\s\S]*Pi Mai/);
      assert.match(warned.html, /name="override\.reason"/);
      const looked = await vn.submit(`${at}?lang=en`, form({ skipHolidays: 'true', step: 'check' }));
      assert.match(looked.html, /Friday <time datetime="2026-04-17"/);
      assert.match(looked.html, new RegExp(`value="${second.id}" checked`));
      const nobody = { ...form(), 'sessions.1.sessionId': '' };
      assert.equal((await vn.submit(at, nobody)).status, 422);
      assert.equal((await vn.submit(at, form({ skipHolidays: 'true' }))).status, 303);
      assert.deepEqual((await timetable(run)).map(dayOf), ['2026-04-07', '2026-04-17']);
      assert.equal((await vn.submit(at, form({ skipHolidays: 'true' }))).status, 412, 'sent twice, moved once');
    });

    it('copies a run, shows what is left out, and leads to the new timetable', async () => {
      const hall = await room(app);
      const [run, other] = [await april(), await april()];
      await add(other, '2026-04-20', { roomId: hall.id });
      await add(run, '2026-04-06', { roomId: hall.id });
      const at = `/runs/${run.id}/copy`;
      assert.match((await vn.page(`/runs/${run.id}`)).html, new RegExp(`href="${at}"`));
      assert.equal((await vn.page(at)).status, 200);
      const form = {
        code: `${run.code}-F`,
        startsOn: '2026-04-20',
        nominationOpensOn: '',
        nominationClosesOn: '',
        skipHolidays: 'true',
        withRooms: 'true',
      };
      const looked = await vn.submit(`${at}?lang=en`, { ...form, step: 'check' });
      assert.match(looked.html, new RegExp(`is taken by session 1 of run ${other.code}`));
      assert.match(looked.html, /It would last from 20 Apr 2026 to 22 May 2026/);
      const made = await vn.submit(at, form);
      assert.equal(made.status, 303, made.html);
      assert.match(made.location, /^\/runs\/[0-9a-f-]{36}\/sessions$/);
      assert.equal((await vn.submit(at, form)).status, 422, 'the code is taken');
    });
  });
});
