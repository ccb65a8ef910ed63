import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { addDays, newId, type Role } from '#libs/kernel';
import type { Organisation } from '#libs/people';
import { UnitOfWork } from '#libs/platform';
import { Seats } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import type { Client, Reply } from '../support/client.js';
import { course, organisation, person, plannedRun, quotas, requiring, sessionOn } from '../support/training.js';

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

const problem = ({ status, body }: Reply) => [
  status,
  body.code,
  ...(body.errors ?? []).map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`),
];

describe('training over HTTP', () => {
  let app: TestApp;
  let vn: Client;
  let nominator: Client;
  let ministry: Organisation;
  let department: Organisation;
  let courseId: string;

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-02T02:00:00Z');
    ministry = await organisation(app, 'ministry');
    department = await organisation(app, 'department', ministry);
    courseId = await course(app);
    vn = await app.as('vn_coordinator');
    nominator = await app.as('nominator', { organisationId: department.id });
  });
  after(() => app.close());
  beforeEach(() => app.clock.set('2026-03-02T02:00:00Z'));

  let counter = 0;
  const runBody = (more: object = {}) => {
    counter += 1;
    return {
      courseId,
      code: `HTTP-${counter}`,
      place: { lo: 'ຮ່າໂນ້ຍ', vi: 'Hà Nội', en: 'Hanoi' },
      startsOn: '2026-03-02',
      endsOn: '2026-03-13',
      nominationOpensOn: '2026-02-20',
      nominationClosesOn: '2026-03-02',
      capacity: 25,
      ...more,
    };
  };
  const session = () => {
    const { startsAt, endsAt, ...rest } = sessionOn('2026-03-03');
    return { ...rest, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  };

  describe('the API', () => {
    it('adds a programme and a course, finds them in any spelling and edits them', async () => {
      const title = { lo: 'ການຄ້າຊາຍແດນ', vi: 'Thương mại biên giới', en: 'Border trade' };
      const programme = await vn.post('/api/v1/programmes', { code: 'BG', title });
      assert.equal(programme.status, 201, JSON.stringify(programme.body));
      assert.equal(programme.headers.location, `/api/v1/programmes/${programme.body.id}`);
      const syllabus = { programmeId: programme.body.id, code: 'BG-1', title, units: 30 };
      const made = await vn.post('/api/v1/courses', syllabus);
      assert.deepEqual([made.status, made.body.attendanceThreshold, made.body.requiredOutputs], [201, 80, []]);
      for (const q of ['thuong mai', 'ຊາຍແດນ', 'BORDER']) {
        const { body } = await vn.get(`/api/v1/courses?q=${encodeURIComponent(q)}`);
        assert.deepEqual(
          body.items.map(({ code }: { code: string }) => code),
          ['BG-1'],
          q,
        );
      }
      const got = await vn.get(`/api/v1/courses/${made.body.id}`);
      assert.equal(got.headers.etag, '"1"');
      const edited = await vn.patch(`/api/v1/courses/${made.body.id}`, { units: 36 }, ifMatch(1));
      assert.deepEqual([edited.status, edited.body.units, edited.body.title], [200, 36, title]);
      assert.equal((await vn.patch(`/api/v1/courses/${made.body.id}`, { units: 37 })).status, 428);
      assert.deepEqual(problem(await vn.patch(`/api/v1/courses/${made.body.id}`, { units: 37 }, ifMatch(1))), [
        412,
        'stale',
      ]);
      assert.deepEqual(problem(await vn.post('/api/v1/programmes', { code: 'BG', title })), [
        422,
        'invalid',
        '/code programme.code_taken',
      ]);
    });

    it('names every field of a run that is wrong and refuses unknown ones', async () => {
      const reply = await vn.post('/api/v1/runs', {
        ...runBody({ capacity: 0, startsOn: '2026-02-30', requiredOutputs: [{ kind: 'poem' }], seatsTaken: 3 }),
        place: { lo: '', vi: '', en: '' },
      });
      assert.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8');
      assert.deepEqual(problem(reply).sort(), [
        '/capacity field.too_small',
        '/place field.required',
        '/requiredOutputs/0/kind field.not_a_choice',
        '/seatsTaken field.unknown',
        '/startsOn field.not_a_date',
        422,
        'invalid',
      ]);
      const late = runBody({ nominationClosesOn: '2026-03-03', endsOn: '2026-03-01' });
      assert.deepEqual(problem(await vn.post('/api/v1/runs', late)), [
        422,
        'invalid',
        '/endsOn run.ends_before_start',
        '/nominationClosesOn run.window_after_start',
      ]);
      assert.deepEqual(problem(await vn.post('/api/v1/runs', runBody({ courseId: newId() }))), [
        422,
        'invalid',
        '/courseId field.not_a_choice',
      ]);
    });

    it('brings a run through its life by nouns', async () => {
      const { body: run, status } = await vn.post('/api/v1/runs', runBody());
      assert.equal(status, 201);
      const at = `/api/v1/runs/${run.id}`;
      assert.deepEqual([run.status, run.attendanceThreshold, run.seatsTaken], ['planned', 80, 0]);
      assert.equal((await nominator.get(at)).status, 404);
      assert.equal((await app.public.get(at)).status, 404);
      assert.equal((await vn.post(`${at}/call`)).body.status, 'call_open');
      assert.equal((await nominator.get(at)).body.calledAt, '2026-03-02T02:00:00.000Z');
      assert.equal((await app.public.get(at)).status, 200);
      assert.deepEqual(problem(await vn.post(`${at}/call`)), [409, 'run.not_planned']);
      assert.equal((await vn.post(`${at}/call-closing`)).body.status, 'call_closed');
      assert.deepEqual(problem(await vn.post(`${at}/start`)), [409, 'run.no_sessions']);
      assert.equal((await vn.post(`${at}/sessions`, session())).status, 201);
      assert.equal((await vn.post(`${at}/start`)).body.status, 'running');
      const early = await vn.post(`${at}/completion`, {}, { 'accept-language': 'vi' });
      assert.deepEqual(problem(early), [409, 'run.ends_later']);
      assert.match(early.body.detail, /13\/03\/2026/);
      app.clock.set('2026-03-13T02:00:00Z');
      vn = await app.as('vn_coordinator');
      nominator = await app.as('nominator', { organisationId: department.id });
      assert.deepEqual(problem(await vn.post(`${at}/cancellation`, {})), [422, 'invalid', '/reason field.required']);
      assert.equal((await vn.patch(at, { capacity: 26 }, ifMatch(5))).status, 412);
      const { version } = (await vn.get(at)).body;
      assert.deepEqual(problem(await vn.patch(at, { attendanceThreshold: 10 }, ifMatch(version))), [
        409,
        'run.rules_fixed',
        '/attendanceThreshold run.rules_fixed',
      ]);
    });

    it('cancels a run with a reason that everybody may read', async () => {
      const { id } = await plannedRun(app, { courseId });
      await vn.post(`/api/v1/runs/${id}/call`);
      const { body } = await vn.post(`/api/v1/runs/${id}/cancellation`, { reason: 'Flood on the road' });
      assert.deepEqual([body.status, body.cancelReason], ['cancelled', 'Flood on the road']);
      assert.equal((await app.public.get(`/api/v1/runs/${id}`)).body.status, 'cancelled');
    });

    it('sets quotas as a whole and warns beyond the capacity', async () => {
      const run = await plannedRun(app, { courseId, capacity: 10 });
      const at = `/api/v1/runs/${run.id}/quotas`;
      const lao = await app.as('lao_coordinator');
      const first = await lao.put(at, [{ organisationId: ministry.id, seats: 12 }], ifMatch(1));
      assert.equal(first.status, 200, JSON.stringify(first.body));
      assert.deepEqual([first.body.beyondCapacity, first.body.version, first.headers.etag], [2, 2, '"2"']);
      assert.deepEqual(problem(await lao.put(at, [], ifMatch(1))), [412, 'stale']);
      assert.equal((await lao.put(at, [])).status, 428);
      const [quota] = await quotas(app, run, [ministry.id, 5]);
      await app.get(UnitOfWork).run(() => app.get(Seats).take(run.id, quota));
      assert.deepEqual(problem(await lao.put(at, [], ifMatch(3))), [409, 'quota.below_taken']);
      const twice = [ministry.id, ministry.id].map((organisationId) => ({ organisationId, seats: 1 }));
      assert.deepEqual(problem(await lao.put(at, twice, ifMatch(3))), [422, 'invalid', ' field.repeated']);
      assert.equal((await nominator.put(at, [], ifMatch(3))).status, 403);
      await vn.post(`/api/v1/runs/${run.id}/call`);
      assert.deepEqual(
        (await nominator.get(at)).body.items.map(({ seats, taken }: { seats: number; taken: number }) => [
          seats,
          taken,
        ]),
        [[5, 1]],
      );
    });

    it('schedules, moves, cancels and deletes sessions', async () => {
      const run = await plannedRun(app, { courseId });
      const { id: teacher } = await person(app, 'Phạm Quốc Đạt');
      const at = `/api/v1/runs/${run.id}/sessions`;
      const body = {
        ...session(),
        startsAt: '2026-03-10T01:00:00Z',
        endsAt: '2026-03-10T04:00:00Z',
        instructorIds: [teacher],
      };
      const made = await vn.post(at, body);
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal(made.headers.location, `/api/v1/sessions/${made.body.id}`);
      assert.deepEqual(made.body.instructors, [{ personId: teacher, name: 'Phạm Quốc Đạt' }]);
      const one = `/api/v1/sessions/${made.body.id}`;
      const moved = await vn.patch(one, { startsAt: '2026-03-10T02:00:00Z' }, ifMatch(1));
      assert.deepEqual([moved.body.startsAt, moved.body.version], ['2026-03-10T02:00:00.000Z', 2]);
      const nextMonth = { startsAt: '2026-04-10T01:00:00Z', endsAt: '2026-04-10T02:00:00Z' };
      assert.deepEqual(problem(await vn.patch(one, nextMonth, ifMatch(2))), [
        422,
        'invalid',
        '/startsAt session.outside_run',
      ]);
      assert.deepEqual(problem(await vn.post(at, { ...body, startsAt: 'tomorrow' })), [
        422,
        'invalid',
        '/startsAt field.wrong_format',
      ]);
      const nextDay = { startsAt: '2026-03-11T01:00:00Z', endsAt: '2026-03-11T04:00:00Z' };
      assert.equal((await vn.post(at, { ...body, ...nextDay })).body.number, 2);
      const list = await vn.get(`${at}?sort=-number&pageSize=1`);
      assert.deepEqual([list.body.total, list.body.items[0].number], [2, 2]);
      assert.equal((await vn.delete(one, ifMatch(2))).status, 204);
      assert.equal((await vn.get(one)).status, 404);
      await vn.post(`/api/v1/runs/${run.id}/call`);
      const second = list.body.items[0].id;
      assert.deepEqual(problem(await vn.delete(`/api/v1/sessions/${second}`, ifMatch(1))), [
        409,
        'session.removal_after_call',
      ]);
      const cancelled = await vn.post(`/api/v1/sessions/${second}/cancellation`, { reason: 'Lecturer ill' });
      assert.deepEqual([cancelled.status, cancelled.body.status], [200, 'cancelled']);
    });

    it('lists exactly what is in sight, for everybody', async () => {
      const planned = await plannedRun(app, { courseId });
      const called = await plannedRun(app, { courseId });
      await vn.post(`/api/v1/runs/${called.id}/call`);
      const roles: [Role, boolean][] = [
        ['lao_coordinator', true],
        ['vn_co_chair', true],
        ['auditor', true],
        ['instructor', false],
        ['trainee', false],
        ['admin', false],
        ['consumer', false],
      ];
      for (const [role, seesPlanned] of roles) {
        const client = await app.as(role, { personId: (await person(app, `ທ້າວ ${role}`)).id });
        const ids = (await client.get('/api/v1/runs?pageSize=200')).body.items.map(({ id }: { id: string }) => id);
        assert.deepEqual([ids.includes(planned.id), ids.includes(called.id)], [seesPlanned, true], role);
        assert.equal((await client.get(`/api/v1/runs/${planned.id}`)).status, seesPlanned ? 200 : 404, role);
        assert.equal((await client.post('/api/v1/runs', runBody())).status, 403, role);
      }
      assert.equal((await app.public.post('/api/v1/runs', runBody())).status, 401);
      assert.equal((await app.public.get('/api/v1/runs')).status, 200);
    });

    it('does a keyed request once', async () => {
      const body = runBody();
      const key = { 'idempotency-key': newId() };
      const [one, two] = [await vn.post('/api/v1/runs', body, key), await vn.post('/api/v1/runs', body, key)];
      assert.deepEqual([one.status, two.status, two.body.id], [201, 201, one.body.id]);
      assert.equal((await vn.post('/api/v1/runs', { ...body, capacity: 26 }, key)).status, 409);
    });
  });

  describe('the pages', () => {
    const pages = (id: string) => [
      `/runs/${id}`,
      `/runs/${id}/edit`,
      `/runs/${id}/quotas`,
      `/runs/${id}/sessions`,
      `/runs/${id}/sessions/new`,
    ];

    it('are there in all three languages, without a text missing', async () => {
      const { id } = await plannedRun(app, { courseId });
      const { body } = await vn.post(`/api/v1/runs/${id}/sessions`, {
        ...session(),
        startsAt: '2026-03-10T01:00:00Z',
        endsAt: '2026-03-10T02:00:00Z',
      });
      const { programmeId } = (await vn.get(`/api/v1/courses/${courseId}`)).body;
      const all = [
        ...pages(id),
        `/sessions/${body.id}`,
        `/sessions/${body.id}/edit`,
        '/runs',
        '/runs?call=open',
        '/runs/new',
        `/runs/new?courseId=${courseId}`,
        '/courses',
        '/courses/new',
        `/courses/${courseId}`,
        `/courses/${courseId}/edit`,
        '/programmes',
        '/programmes/new',
        `/programmes/${programmeId}`,
        `/programmes/${programmeId}/edit`,
      ];
      for (const language of ['lo', 'vi', 'en'])
        for (const path of all) {
          const page = await vn.page(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
          assert.equal(page.status, 200, `${path} ${page.html.slice(0, 400)}`);
          assert.match(page.html, new RegExp(`<html lang="${language}"`));
          // A key that no locale has is shown as it is.
          const missing =
            /\b(runs|courses|programmes|sessions|errors|outputs|places|layout|form|list)\.[a-zA-Z_]+[a-zA-Z_.]*/.exec(
              page.html.replace(/(href|src|action|name|id|for|aria-describedby)="[^"]*"/g, ''),
            );
          assert.equal(missing?.[0], undefined, `${path} in ${language}`);
        }
    });

    it('plan a run, give back what was typed when it is refused, and edit it', async () => {
      const { place, ...plain } = runBody();
      const fields = {
        ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)])),
        'place.lo': place.lo,
        'place.vi': place.vi,
        'place.en': place.en,
        province: '',
        attendanceThreshold: '75',
        'required.dataset.count': '1',
        'required.model.count': '2',
        'required.model.per': 'group',
        'required.model.dueDays': '14',
        hasAssessment: 'true',
      };
      const refused = await vn.submit(`/runs/new?courseId=${courseId}`, {
        ...fields,
        capacity: '0',
        'place.lo': 'ວຽງຈັນ',
      });
      assert.equal(refused.status, 422);
      assert.match(refused.html, /value="ວຽງຈັນ"/);
      assert.match(refused.html, /href="#run-capacity"/);
      const planned = await vn.submit(`/runs/new?courseId=${courseId}`, fields);
      assert.equal(planned.status, 303, planned.html);
      const id = planned.location.split('/').at(-1)!;
      const { body: run } = await vn.get(`/api/v1/runs/${id}`);
      assert.deepEqual(
        [run.attendanceThreshold, run.requiredOutputs, run.hasAssessment, run.excusedCounts, run.province],
        [
          75,
          [...requiring('dataset'), { kind: 'model', count: 2, per: 'group', dueOn: addDays(run.endsOn, 14) }],
          true,
          false,
          null,
        ],
      );
      const edited = await vn.submit(`/runs/${id}/edit`, { ...fields, capacity: '31', version: '1' });
      assert.equal(edited.status, 303, edited.html);
      const late = await vn.submit(`/runs/${id}/edit`, { ...fields, capacity: '32', version: '1' });
      assert.equal(late.status, 412);
      assert.match(late.html, /value="32"/);
      assert.equal((await vn.get(`/api/v1/runs/${id}`)).body.capacity, 31);
    });

    it('offer each step of the life, grey with the reason where it may not be taken', async () => {
      const { id } = await plannedRun(app, { courseId });
      const before = await vn.page(`/runs/${id}`);
      assert.match(before.html, /action="\/runs\/[^"]+\/call"/);
      assert.equal((await vn.submit(`/runs/${id}/call`, {})).location, `/runs/${id}`);
      await vn.submit(`/runs/${id}/call-closing`, {});
      const grey = await vn.page(`/runs/${id}?lang=en`);
      assert.match(grey.html, /id="start-why">The timetable is empty/);
      const refused = await vn.submit(`/runs/${id}/start`, {});
      assert.equal(refused.status, 409);
      assert.match(refused.html, /The timetable is empty/);
      const unreasoned = await vn.submit(`/runs/${id}/cancellation`, { reason: ' ' });
      assert.equal(unreasoned.status, 422);
      await vn.submit(`/runs/${id}/cancellation`, { reason: 'No teacher' });
      assert.match((await nominator.page(`/runs/${id}`)).html, /No teacher/);
      assert.doesNotMatch((await nominator.page(`/runs/${id}`)).html, /\/runs\/[^"]+\/edit"/);
    });

    it('set quotas row by row', async () => {
      const run = await plannedRun(app, { courseId });
      await quotas(app, run, [ministry.id, 4]);
      const form = await vn.page(`/runs/${run.id}/quotas`);
      assert.match(form.html, new RegExp(`value="${department.id}"`));
      const set = await vn.submit(`/runs/${run.id}/quotas`, {
        version: '2',
        'quotas.0.organisationId': ministry.id,
        'quotas.0.seats': '6',
        'quotas.1.organisationId': department.id,
        'quotas.1.seats': '3',
        'quotas.2.organisationId': '',
        'quotas.2.seats': '',
      });
      assert.equal(set.status, 303, set.html);
      const { items } = (await vn.get(`/api/v1/runs/${run.id}/quotas`)).body;
      assert.deepEqual(
        items.map(({ seats }: { seats: number }) => seats),
        [6, 3],
      );
      const wrong = await vn.submit(`/runs/${run.id}/quotas`, {
        version: '3',
        'quotas.0.organisationId': ministry.id,
        'quotas.0.seats': 'many',
      });
      assert.equal(wrong.status, 422);
      assert.match(wrong.html, /value="many"/);
    });

    it('show a nominator the seats left for their organisation among the open calls', async () => {
      const run = await plannedRun(app, { courseId });
      await quotas(app, run, [ministry.id, 4]);
      await vn.post(`/api/v1/runs/${run.id}/call`);
      const { html } = await nominator.page(`/runs?call=open&q=${encodeURIComponent(run.code)}&lang=en`);
      assert.match(html, /4 of 4/);
    });

    it('schedule a session on the clock of both countries', async () => {
      const { id: teacher } = await person(app, 'Vũ Thị Hoa');
      await app.as('instructor', { personId: teacher });
      const run = await plannedRun(app, { courseId });
      const fields = {
        'topic.lo': '',
        'topic.vi': 'Kho vận',
        'topic.en': '',
        on: '2026-03-10',
        from: '08:00',
        to: '11:30',
        kind: 'practice',
        units: '4',
        'place.vi': '',
        instructorIds: teacher,
      };
      const refused = await vn.submit(`/runs/${run.id}/sessions/new`, { ...fields, to: '07:00' });
      assert.equal(refused.status, 422);
      assert.match(refused.html, /href="#session-to"/);
      const made = await vn.submit(`/runs/${run.id}/sessions/new`, fields);
      assert.equal(made.status, 303, made.html);
      const [session] = (await vn.get(`/api/v1/runs/${run.id}/sessions`)).body.items;
      assert.deepEqual(
        [session.startsAt, session.endsAt, session.instructors.length],
        ['2026-03-10T01:00:00.000Z', '2026-03-10T04:30:00.000Z', 1],
      );
      const edited = await vn.submit(`/sessions/${session.id}/edit`, {
        ...fields,
        'topic.vi': 'Vận tải',
        version: '1',
      });
      assert.equal(edited.status, 303, edited.html);
      assert.match((await vn.page(`/runs/${run.id}/sessions`)).html, /Vận tải/);
      const removed = await vn.submit(`/sessions/${session.id}/removal`, { version: '2' });
      assert.equal(removed.location, `/runs/${run.id}/sessions`);
    });

    it('are open to the public once the call is, and say what is next to those without any', async () => {
      const run = await plannedRun(app, { courseId });
      assert.equal((await app.public.page(`/runs/${run.id}`)).status, 404);
      await vn.post(`/api/v1/runs/${run.id}/call`);
      const { status, html } = await app.public.page(`/runs/${run.id}?lang=en`);
      assert.equal(status, 200);
      assert.doesNotMatch(html, /Quotas|\/sessions"/);
      const none = await app.public.page('/runs?q=nothing-of-the-kind&lang=en');
      assert.match(none.html, /No run found/);
      assert.equal((await app.public.page('/runs/new')).status, 303);
    });
  });
});
