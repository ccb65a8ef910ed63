import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app.js';
import type { Client, Reply } from '../support/client.js';
import { room } from '../support/rooms.js';
import { en, person, plannedRun } from '../support/training.js';

const api = '/api/v1';
const languages = ['lo', 'vi', 'en'] as const;
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

describe('the timetable over HTTP', () => {
  let app: TestApp;
  let vn: Client;
  let admin: Client;
  let trainee: Client;

  before(async () => {
    app = await startApp();
    vn = await app.as('vn_coordinator');
    admin = await app.as('admin');
    const someone = await person(app, 'ຄຳແກ້ວ');
    trainee = await app.as('trainee', { personId: someone.id });
  });
  after(() => app.close());

  const lesson = (more: object = {}) => ({
    topic: en('Overview'),
    kind: 'lecture',
    units: 4,
    startsAt: '2026-03-10T01:00:00Z',
    endsAt: '2026-03-10T04:30:00Z',
    ...more,
  });

  const lessonForm = (more: Record<string, string | string[]> = {}) => ({
    'topic.lo': '',
    'topic.vi': 'Tổng quan',
    'topic.en': '',
    'place.lo': '',
    'place.vi': '',
    'place.en': '',
    on: '2026-03-10',
    from: '08:00',
    to: '11:30',
    kind: 'lecture',
    units: '4',
    roomId: '',
    ...more,
  });

  const codes = ({ body }: Reply): string[] => body.errors.map(({ code }: { code: string }) => code);

  describe('a room', () => {
    it('is entered, found, edited from the version that was read, and has a code of its own', async () => {
      const fields = {
        code: 'HN-1',
        kind: 'site',
        name: { lo: 'ໂຮງງານ', vi: 'Nhà máy xi măng', en: '' },
        country: 'LA',
        province: 'LA-KH',
        zone: 'Thakhek',
        capacity: 20,
        hostName: 'ສຸລິຍາ',
        hostPhone: '020 555',
      };
      const made = await vn.post(`${api}/rooms`, fields);
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal(made.headers.location, `${api}/rooms/${made.body.id}`);
      assert.deepEqual([made.body.closures, made.body.place], [[], { lo: '', vi: '', en: '' }]);
      const found = async (query: string) =>
        (await trainee.get(`${api}/rooms?${query}`)).body.items.map(({ code }: { code: string }) => code);
      for (const query of ['q=xi%20mang', 'q=hn-1', 'kind=site', 'province=LA-KH', 'country=LA'])
        assert.deepEqual(await found(query), ['HN-1'], query);
      assert.deepEqual(await found('kind=room'), []);
      const at = `${api}/rooms/${made.body.id}`;
      assert.equal((await vn.patch(at, { capacity: 30 })).status, 428);
      const edited = await vn.patch(at, { capacity: 30 }, ifMatch(1));
      assert.deepEqual([edited.body.capacity, edited.body.hostName, edited.body.zone], [30, 'ສຸລິຍາ', 'Thakhek']);
      assert.equal((await vn.patch(at, { capacity: 31 }, ifMatch(1))).status, 412);
      assert.deepEqual(codes(await vn.post(`${api}/rooms`, fields)), ['room.code_taken']);
      assert.deepEqual(codes(await vn.patch(at, { country: 'VN' }, ifMatch(2))), ['room.province_of_laos']);
      assert.deepEqual(codes(await vn.patch(at, { hostOrganisationId: made.body.id }, ifMatch(2))), [
        'field.not_a_choice',
      ]);
      assert.equal((await trainee.post(`${api}/rooms`, fields)).status, 403);
    });

    it('is closed for some days, all of them said anew each time', async () => {
      const { id, version } = await room(app);
      const put = (rows: object[], from: number) => vn.put(`${api}/rooms/${id}/closures`, rows, ifMatch(from));
      const paint = { startsOn: '2026-03-10', endsOn: '2026-03-11', reason: 'paint' };
      assert.deepEqual((await put([paint], version)).body.closures, [paint]);
      const backwards = await put([{ ...paint, endsOn: '2026-03-09' }], version + 1);
      assert.deepEqual(
        [backwards.status, backwards.body.errors[0].pointer, backwards.body.errors[0].code],
        [422, '/0/endsOn', 'room.closure_ends_before_start'],
      );
      assert.deepEqual((await put([], version + 1)).body.closures, []);
    });

    it('is entered and closed by forms that keep what was typed', async () => {
      const form = {
        code: 'P 1',
        kind: 'room',
        'name.lo': '',
        'name.vi': 'Hội trường',
        'name.en': '',
        country: 'VN',
        capacity: '40',
        province: '',
        hostOrganisationId: '',
      };
      const refused = await vn.submit('/rooms/new', form);
      assert.equal(refused.status, 422);
      assert.match(refused.html, /value="Hội trường"/);
      assert.match(refused.html, /href="#room-code"/);
      const made = await vn.submit('/rooms/new', { ...form, code: 'P-1' });
      assert.equal(made.status, 303, made.html);
      const rows = {
        version: '1',
        'closures.0.startsOn': '2026-03-10',
        'closures.0.endsOn': '2026-03-10',
        'closures.0.reason': 'Sơn lại tường',
        'closures.1.startsOn': '',
        'closures.1.endsOn': '',
        'closures.1.reason': '',
      };
      const late = await vn.submit(`${made.location}/closures`, { ...rows, 'closures.0.endsOn': '2026-03-01' });
      assert.equal(late.status, 422);
      assert.match(late.html, /id="closures-closures.0.endsOn-error"/);
      assert.equal((await vn.submit(`${made.location}/closures`, rows)).status, 303);
      assert.match((await trainee.page(made.location)).html, /Sơn lại tường/);
      const edited = await vn.submit(`${made.location}/edit`, { ...form, code: 'P-1', capacity: '45', version: '2' });
      assert.equal(edited.status, 303, edited.html);
    });

    it('shows what is to be held there, in red where it has been closed since', async () => {
      const hall = await room(app);
      const run = await plannedRun(app);
      await vn.post(`${api}/runs/${run.id}/sessions`, lesson({ roomId: hall.id }));
      const before = await vn.page(`/rooms/${hall.id}?lang=en`);
      assert.match(before.html, /Overview/);
      assert.doesNotMatch(before.html, /Closed on this day/);
      const closed = [{ startsOn: '2026-03-10', endsOn: '2026-03-10', reason: 'paint' }];
      await vn.put(`${api}/rooms/${hall.id}/closures`, closed, ifMatch(hall.version));
      assert.match((await vn.page(`/rooms/${hall.id}?lang=en`)).html, /Closed on this day/);
      // A trainee of other runs is shown the room, and not who is in it.
      const { html } = await trainee.page(`/rooms/${hall.id}?lang=en`);
      assert.doesNotMatch(html, /Overview/);
      const nobodys = await admin.page(`/rooms/${hall.id}?lang=en`);
      assert.doesNotMatch(nobodys.html, /Still to be held/);
    });
  });

  describe('a clash', () => {
    it('is 409 with both sides and every reason, in the language of whoever asks', async () => {
      const hall = await room(app, { capacity: 12 });
      const teacher = await person(app, 'Phạm Quốc Đạt');
      const [first, second] = [await plannedRun(app), await plannedRun(app)];
      const booked = lesson({ roomId: hall.id, instructorIds: [teacher.id], override: { reason: 'in two groups' } });
      assert.equal((await vn.post(`${api}/runs/${first.id}/sessions`, booked)).status, 201);
      const refused = await vn.post(`${api}/runs/${second.id}/sessions`, booked, { 'accept-language': 'vi' });
      assert.deepEqual(
        [refused.status, refused.body.code, refused.body.args.run, refused.body.args.number],
        [409, 'session.room_clash', first.code, 1],
      );
      assert.equal(
        refused.body.detail,
        `${hall.code} · ${hall.name.en} đã dành cho buổi 1 của lớp ${first.code} ngày 10/03/2026, 08:00–11:30.`,
      );
      assert.deepEqual(codes(refused), ['session.room_clash', 'session.instructor_clash', 'session.room_too_small']);
    });

    it('that is only a warning passes with a reason', async () => {
      const run = await plannedRun(app, { startsOn: '2026-04-13' as never, endsOn: '2026-05-04' as never });
      const holiday = lesson({ startsAt: '2026-04-15T01:00:00Z', endsAt: '2026-04-15T04:00:00Z' });
      const at = `${api}/runs/${run.id}/sessions`;
      const warned = await vn.post(at, holiday, { 'accept-language': 'lo' });
      assert.deepEqual([warned.status, warned.body.code], [409, 'session.needs_override']);
      assert.equal(warned.body.errors[0].message, 'ວັນທີ 15/04/2026 ແມ່ນວັນພັກຢູ່ ລາວ: ບຸນປີໃໝ່ລາວ.');
      assert.deepEqual(codes(await vn.post(at, { ...holiday, override: { reason: ' ' } })), ['field.reason_required']);
      const passed = await vn.post(at, { ...holiday, override: { reason: 'the gate is open then only' } });
      assert.equal(passed.status, 201, JSON.stringify(passed.body));
    });

    it('is seen before saving', async () => {
      const hall = await room(app);
      const [first, second] = [await plannedRun(app), await plannedRun(app)];
      await vn.post(`${api}/runs/${first.id}/sessions`, lesson({ roomId: hall.id }));
      const { startsAt, endsAt } = lesson();
      const ask = (more: object) => vn.post(`${api}/session-clashes`, { runId: second.id, startsAt, endsAt, ...more });
      assert.deepEqual((await ask({})).body, { items: [] });
      const { status, body } = await ask({ roomId: hall.id });
      assert.equal(status, 200);
      const [found] = body.items;
      assert.deepEqual([found.code, found.level, found.pointer], ['session.room_clash', 'block', '/roomId']);
      assert.match(found.message, new RegExp(`session 1 of run ${first.code} on 10 Mar 2026, 08:00–11:30`));
      assert.deepEqual(codes(await ask({ endsAt: startsAt })), ['session.ends_before_start']);
      assert.equal((await ask({ runId: hall.id })).status, 404);
      assert.equal((await admin.post(`${api}/session-clashes`, { runId: second.id, startsAt, endsAt })).status, 403);
    });

    it('is shown by the form beside what to change; a button looks without saving', async () => {
      const hall = await room(app, { capacity: 12 });
      const [first, second] = [await plannedRun(app), await plannedRun(app)];
      await vn.post(`${api}/runs/${first.id}/sessions`, lesson({ roomId: hall.id, override: { reason: 'small' } }));
      const form = `/runs/${second.id}/sessions/new`;
      const looks = { step: 'check' };
      const free = await vn.submit(`${form}?lang=en`, lessonForm(looks));
      assert.equal(free.status, 200, free.html);
      assert.match(free.html, /Nothing stands against it/);
      assert.match(free.html, /value="Tổng quan"/);
      const taken = await vn.submit(form, lessonForm({ ...looks, roomId: hall.id }));
      assert.equal(taken.status, 409);
      assert.match(taken.html, /id="session-roomId-error"[\s\S]*is taken by session 1/);
      assert.match(taken.html, /href="#session-roomId"[\s\S]*href="#session-roomId"/, 'both are told');
      assert.match(taken.html, /name="override.reason"/);
      const holiday = await plannedRun(app, { startsOn: '2026-04-13' as never, endsOn: '2026-05-04' as never });
      const onHoliday = { on: '2026-04-15' };
      const warned = await vn.submit(`/runs/${holiday.id}/sessions/new`, lessonForm(onHoliday));
      assert.equal(warned.status, 409);
      assert.match(warned.html, /id="session-startsAt-error"[\s\S]*Pi Mai/);
      // Nothing is asked for where there is nothing to pass over: the field is left empty.
      const moved = lessonForm({ on: '2026-04-17', 'override.reason': '' });
      assert.equal((await vn.submit(`/runs/${holiday.id}/sessions/new`, moved)).status, 303);
      const reasoned = lessonForm({ ...onHoliday, 'override.reason': 'Chỉ hôm đó mở cửa' });
      assert.equal((await vn.submit(`/runs/${holiday.id}/sessions/new`, reasoned)).status, 303);
      assert.equal((await vn.get(`${api}/runs/${second.id}/sessions`)).body.total, 0, 'looking saves nothing');
    });

    it('does not come up when a session is edited where it stands', async () => {
      const hall = await room(app);
      const run = await plannedRun(app);
      const { body } = await vn.post(`${api}/runs/${run.id}/sessions`, lesson({ roomId: hall.id }));
      const edit = `/sessions/${body.id}/edit`;
      const typed = lessonForm({ roomId: hall.id, units: '3', version: '1' });
      assert.match((await vn.page(`${edit}?lang=en`)).html, new RegExp(`value="${hall.id}" selected`));
      assert.equal((await vn.submit(edit, { ...typed, step: 'check' })).status, 200);
      assert.equal((await vn.submit(edit, typed)).status, 303);
      const shown = await vn.get(`${api}/sessions/${body.id}`);
      assert.deepEqual([shown.body.units, shown.body.room.code, shown.body.sequence], [3, hall.code, 1]);
    });
  });

  describe('a holiday', () => {
    it('is there for both countries, filled in once, and is an admin’s to correct', async () => {
      const of = async (query: string) =>
        (await trainee.get(`${api}/holidays?${query}`)).body.items.map(
          ({ startsOn, endsOn, name }: { startsOn: string; endsOn: string; name: { en: string } }) =>
            `${startsOn}–${endsOn} ${name.en}`,
        );
      assert.deepEqual(await of('country=VN&from=2026-02-01&to=2026-04-30'), [
        '2026-02-16–2026-02-20 Lunar New Year (Tết)',
        "2026-04-26–2026-04-26 Hùng Kings' Commemoration Day",
        '2026-04-30–2026-04-30 Reunification Day',
      ]);
      assert.deepEqual(await of('country=LA&from=2026-04-16&to=2026-12-31'), [
        '2026-04-14–2026-04-16 Lao New Year (Pi Mai)',
        '2026-05-01–2026-05-01 International Labour Day',
        '2026-11-24–2026-11-24 That Luang Festival',
        '2026-12-02–2026-12-02 Lao National Day',
      ]);
      const day = { country: 'VN', startsOn: '2026-09-01', endsOn: '2026-09-01', name: en('Day beside') };
      assert.equal((await vn.post(`${api}/holidays`, day)).status, 403);
      const made = await admin.post(`${api}/holidays`, day);
      assert.deepEqual([made.status, made.body.origin], [201, 'own']);
      const at = `${api}/holidays/${made.body.id}`;
      const longer = await admin.patch(at, { endsOn: '2026-09-02' }, ifMatch(1));
      assert.equal(longer.body.endsOn, '2026-09-02');
      assert.deepEqual(codes(await admin.patch(at, { endsOn: '2026-08-02' }, ifMatch(2))), [
        'holiday.ends_before_start',
      ]);
      assert.equal((await admin.delete(at, ifMatch(1))).status, 412);
      assert.equal((await admin.delete(at, ifMatch(2))).status, 204);
      assert.equal((await admin.get(at)).status, 404);
    });

    it('is entered and taken away by forms of an admin, and read by everybody', async () => {
      const form = {
        'name.lo': 'ວັນຄູແຫ່ງຊາດ',
        'name.vi': '',
        'name.en': '',
        country: 'LA',
        startsOn: '2026-10-07',
        endsOn: '2026-10-07',
      };
      const made = await admin.submit('/holidays/new', form);
      assert.equal(made.location, '/holidays?year=2026');
      const read = await trainee.page('/holidays?year=2026&lang=lo');
      assert.match(read.html, /ວັນຄູແຫ່ງຊາດ/);
      assert.doesNotMatch(read.html, /\/edit"/);
      const { html } = await admin.page('/holidays?year=2026&country=LA');
      assert.doesNotMatch(html, /Hùng/);
      const { body } = await admin.get(`${api}/holidays?country=LA&from=2026-10-07&to=2026-10-07`);
      const at = `/holidays/${body.items[0].id}`;
      const wrong = await admin.submit(`${at}/edit`, { ...form, endsOn: '2026-10-01', version: '1' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.html, /id="holiday-endsOn-error"/);
      assert.equal((await admin.submit(`${at}/edit`, { ...form, endsOn: '2026-10-08', version: '1' })).status, 303);
      assert.equal((await admin.submit(`${at}/removal`, { version: '2' })).status, 303);
      assert.equal((await admin.page(`${at}/edit`)).status, 404);
    });
  });

  it('has its pages in all three languages, without a text missing', async () => {
    const hall = await room(app, { kind: 'site', hostName: 'ຄຳແກ້ວ' });
    const run = await plannedRun(app);
    const { body } = await vn.post(`${api}/runs/${run.id}/sessions`, lesson({ roomId: hall.id, kind: 'site_visit' }));
    const { body: days } = await admin.get(`${api}/holidays?pageSize=1`);
    const visits: [Client, string[]][] = [
      [
        vn,
        [
          '/rooms',
          '/rooms?q=nothing-like-it',
          '/rooms/new',
          `/rooms/${hall.id}`,
          `/rooms/${hall.id}/edit`,
          `/rooms/${hall.id}/closures`,
          `/sessions/${body.id}`,
          `/sessions/${body.id}/edit`,
          `/runs/${run.id}/sessions`,
          '/holidays',
          '/holidays?year=2190',
        ],
      ],
      [admin, ['/holidays', '/holidays/new', `/holidays/${days.items[0].id}/edit`]],
    ];
    for (const language of languages)
      for (const [client, paths] of visits)
        for (const path of paths) {
          const page = await client.page(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
          assert.equal(page.status, 200, `${path} ${page.html.slice(0, 400)}`);
          const told = page.html.replace(/(href|src|action|name|id|for|aria-describedby)="[^"]*"/g, '');
          // A key that no locale has is shown as it is.
          const missing = /\b(rooms|holidays|sessions|errors|places|layout|form|list|organisations)\.[a-zA-Z_.]+/.exec(
            told,
          );
          assert.equal(missing?.[0], undefined, `${path} in ${language}`);
        }
    assert.match((await trainee.page('/rooms?lang=vi')).html, /aria-current="page">Phòng học, địa điểm/);
  });
});
