import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { AccountsService, ActorLookup, type Person } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import {
  CalendarLinksService,
  type CourseRun,
  FeedsService,
  RunLife,
  type SessionRow,
  SessionsService,
} from '#libs/training';
import { CalendarLinksRepository } from '../../libs/training/src/feeds/calendar-links.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import { calendarOf, eventsOf } from '../support/calendars.js';
import type { Client } from '../support/client.js';
import { engine } from '../support/engine.js';
import { runIn, traineeOf } from '../support/outputs.js';
import { room } from '../support/rooms.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, en, person, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';
import { twiceUnheld } from '../support/unheld.js';

const api = '/api/v1/calendar-links';

let app: TestApp;
let run: CourseRun;
let lecturer: Person;
let first: SessionRow;
let hallId: string;
let vn: Client;
let instructor: Client;
let trainee: Client;
let enrolled: Awaited<ReturnType<typeof traineeOf>>;

const sessions = () => app.get(SessionsService);
const edit = (session: SessionRow, changes: object) =>
  sessions().edit(vnCoordinator, session.id, session.version, changes);

/** The path of a new link. */
async function linkOf(client: Client, kind: string, subjectId: string | null = null): Promise<string> {
  const { status, body } = await client.post(api, { kind, subjectId });
  assert.equal(status, 201, JSON.stringify(body));
  assert.match(body.url, /^http:\/\/training\.example\/calendar-feeds\/[\w-]{32}\.ics$/);
  return new URL(body.url).pathname;
}

const feed = async (path: string) => {
  const { status, raw } = await app.public.get(path);
  assert.equal(status, 200);
  return eventsOf(calendarOf(raw));
};

const topics = async (path: string) => (await feed(path)).map(({ summary }) => summary.split(' · ')[0]);

before(async () => {
  app = await startApp({ PUBLIC_URL: 'http://training.example', LOG_LEVEL: 'debug' });
  run = await runIn(app, 'running');
  lecturer = await person(app, 'Nguyễn Thị Hạnh');
  const hall = await room(app, { name: { lo: 'ຫ້ອງປະຊຸມໃຫຍ່', vi: 'Hội trường, tầng 2; cửa A', en: '' } });
  hallId = hall.id;
  const topic = { lo: 'ການຄຸ້ມຄອງນິຄົມອຸດສາຫະກຳ ແລະ ເຂດເສດຖະກິດພິເສດ '.repeat(4).trim(), vi: 'Tổng quan', en: '' };
  const given = sessionOn('2026-03-10', { topic, roomId: hallId, instructorIds: [lecturer.id] });
  first = await sessions().schedule(vnCoordinator, run.id, given);
  await sessions().schedule(vnCoordinator, run.id, sessionOn('2026-03-11', { topic: en('Practice') }));
  enrolled = await traineeOf(app, run, 'ສົມພອນ ວົງສາ');
  vn = await app.as('vn_coordinator', { language: 'vi' });
  instructor = await app.as('instructor', { personId: lecturer.id });
  trainee = await app.as('trainee', { personId: enrolled.person.id, language: 'lo' });
});
after(() => app?.close());

describe('a calendar feed', () => {
  it('shows a run, a room, what one teaches and what one attends, in the words of its owner', async () => {
    const ofRun = await feed(await linkOf(vn, 'run', run.id));
    assert.equal(ofRun.length, 2);
    assert.deepEqual(
      [ofRun[0]?.uid, ofRun[0]?.startsAt, ofRun[0]?.endsAt, ofRun[0]?.status, ofRun[0]?.summary],
      [
        `session-${first.id}@training.example`,
        '2026-03-10T01:00:00.000Z',
        '2026-03-10T04:30:00.000Z',
        'CONFIRMED',
        `Tổng quan · ${run.code}`,
      ],
    );
    assert.match(ofRun[0]!.location!, /^Hội trường, tầng 2; cửa A \(A-\d+\), Room 1$/);
    assert.match(
      ofRun[0]!.description!,
      /^Quản lý khu công nghiệp .*\nBuổi 1 · Lý thuyết · 4 tiết\nGiảng viên: Nguyễn Thị Hạnh$/,
    );
    assert.equal((await feed(await linkOf(vn, 'room', hallId))).length, 1);
    assert.equal((await feed(await linkOf(instructor, 'instructor'))).length, 1);
    const attended = await feed(await linkOf(trainee, 'trainee'));
    assert.deepEqual([attended.length, attended[0]?.summary], [2, `${first.topic.lo} · ${run.code}`]);
  });

  it('is named, asked for every hour, and kept by nobody but who asked', async () => {
    const path = await linkOf(trainee, 'run', run.id);
    const { headers, raw } = await app.public.get(path);
    const calendar = calendarOf(raw);
    const value = (name: string) => calendar.getFirstPropertyValue(name)?.toString();
    assert.equal(value('x-wr-calname'), `${run.code} · ການຄຸ້ມຄອງເຂດ`);
    assert.deepEqual(
      [value('refresh-interval'), value('x-published-ttl'), value('method')],
      ['PT1H', 'PT1H', 'PUBLISH'],
    );
    assert.match(raw.toString(), /\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n/);
    assert.equal(headers['content-type'], 'text/calendar; charset=utf-8');
    assert.equal(headers['cache-control'], 'private, no-cache');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['set-cookie'], undefined);
    const etag = headers.etag as string;
    for (const known of [etag, `W/${etag}`, `"else", ${etag}`]) {
      const again = await app.public.get(path, { 'if-none-match': known });
      assert.deepEqual([again.status, again.raw.length, again.headers.etag], [304, 0, etag], known);
    }
    app.clock.advance(30_000);
    assert.equal((await app.public.get(path)).headers.etag, etag);
    assert.equal((await app.public.get(path, { 'if-none-match': '"else"' })).status, 200);
  });

  it('keeps what a session is called by and counts its changes, to the cancellation', async () => {
    const path = await linkOf(vn, 'run', run.id);
    const made = await sessions().schedule(vnCoordinator, run.id, sessionOn('2026-03-12'));
    const uid = `session-${made.id}@training.example`;
    const now = async () => (await feed(path)).find((event) => event.uid === uid)!;
    assert.equal((await now()).sequence, 0);
    app.clock.advance(60_000);
    const moved = await edit(made, { startsAt: new Date('2026-03-12T02:00:00Z') });
    const after = await now();
    assert.deepEqual([after.sequence, after.startsAt], [1, '2026-03-12T02:00:00.000Z']);
    assert.equal(after.stamp, `${app.clock.now().toISOString().slice(0, 19)}.000Z`);
    await edit(moved, { units: 3 });
    assert.equal((await now()).sequence, 1);
    await sessions().cancel(vnCoordinator, made.id, 'Nước lũ; đường hỏng');
    const cancelled = await now();
    assert.deepEqual([cancelled.sequence, cancelled.status], [2, 'CANCELLED']);
    assert.match(cancelled.description!, /Đã hủy: Nước lũ; đường hỏng$/);
  });

  it('leads nowhere once it is revoked, by its owner alone, and is not found by others', async () => {
    const path = await linkOf(vn, 'run', run.id);
    const [{ id }] = (await vn.get(api)).body.items;
    assert.equal((await trainee.post(`${api}/${id}/revocation`)).status, 404);
    assert.equal((await app.public.get(path)).status, 200);
    const revoked = await vn.post(`${api}/${id}/revocation`);
    assert.ok(revoked.body.revokedAt);
    assert.equal((await vn.post(`${api}/${id}/revocation`)).body.revokedAt, revoked.body.revokedAt);
    assert.equal((await app.public.get(path)).status, 404);
    assert.ok(!(await vn.get(api)).body.items.some((link: { id: string }) => link.id === id));
  });

  it('shows what its owner may see now: nothing to somebody taken off, shut out, or of another role', async () => {
    const guest = await person(app, 'Lê Văn Dạy');
    const taught = await sessions().schedule(
      vnCoordinator,
      run.id,
      sessionOn('2026-03-13', { topic: en('Visit'), instructorIds: [guest.id] }),
    );
    const teacher = await app.as('instructor', { personId: guest.id });
    const [own, ofRun] = [await linkOf(teacher, 'instructor'), await linkOf(teacher, 'run', run.id)];
    assert.deepEqual([await topics(own), (await topics(ofRun)).includes('Practice')], [['Visit'], true]);
    await edit(taught, { instructorIds: [] });
    assert.equal((await app.public.get(ofRun)).status, 404);
    assert.deepEqual(await topics(own), []);
    const dead = (await teacher.get(api)).body.items.map(({ kind, isDead }: Record<string, unknown>) => [kind, isDead]);
    assert.deepEqual(dead, [
      ['run', true],
      ['instructor', false],
    ]);
    const accounts = app.get(AccountsService);
    const admin = actorOf('admin');
    await accounts.deactivate(admin, teacher.accountId!, 'left');
    assert.equal((await app.public.get(own)).status, 404);
    const auditor = await app.as('auditor');
    const audited = await linkOf(auditor, 'run', run.id);
    const { version } = (await accounts.get(admin, auditor.accountId!)).account;
    await accounts.setRoles(admin, auditor.accountId!, version, ['admin']);
    assert.equal((await app.public.get(audited)).status, 404);
  });

  it('forgets the runs somebody has left, and keeps of a cancelled one that it is not held', async () => {
    const other = await runIn(app, 'call_closed');
    await sessions().schedule(vnCoordinator, other.id, sessionOn('2026-03-16', { topic: en('Elsewhere') }));
    const [leaver, stayer] = [await traineeOf(app, other, 'ຄຳຫຼ້າ ພົມມະ'), await traineeOf(app, other, 'ນ້ອຍ ບຸນຍົງ')];
    const clients = [leaver, stayer].map((one) => app.as('trainee', { personId: one.person.id }));
    const [left, stays] = await Promise.all(clients.map(async (client) => linkOf(await client, 'trainee')));
    assert.deepEqual([await topics(left!), await topics(stays!)], [['Elsewhere'], ['Elsewhere']]);
    await app.get(UnitOfWork).run(async () => {
      const ending = "UPDATE enrolment SET status = 'ended' WHERE id = ?";
      await app.get(Database).change(ending, [leaver.enrolmentId]);
    });
    assert.deepEqual(await topics(left!), []);
    await app.get(RunLife).cancel(vnCoordinator, other.id, 'flood');
    const [event] = await feed(stays!);
    assert.deepEqual([event?.status, event?.sequence], ['CANCELLED', 1]);
  });

  it('is for those who may see it, and no more of them than anybody follows', async () => {
    const nobody = await app.as('trainee', { personId: (await person(app, 'ຕິກ')).id });
    assert.equal((await nobody.post(api, { kind: 'run', subjectId: run.id })).status, 404);
    assert.equal((await nobody.post(api, { kind: 'instructor' })).status, 404);
    assert.equal((await nobody.post(api, { kind: 'run' })).status, 422);
    assert.equal((await nobody.post(api, { kind: 'trainee', subjectId: run.id })).status, 422);
    assert.equal((await nobody.post(api, { kind: 'everything' })).status, 422);
    // All at once: none of them is made because the others were not seen yet.
    const all = await Promise.all(Array.from({ length: 36 }, () => nobody.post(api, { kind: 'trainee' })));
    const [made, refused] = [201, 409].map((wanted) => all.filter(({ status }) => status === wanted));
    assert.deepEqual([made!.length, refused!.length], [30, 6]);
    assert.equal(refused![0]!.body.code, 'calendar_link.too_many');
  });

  it('would be one of more than that if two of an account were made at once (the guard removed)', {
    skip: engine === 'sqlite' && 'units queue on SQLite',
  }, async () => {
    const somebody = await app.as('trainee', { personId: (await person(app, 'ແກ້ວ')).id });
    const post = () => somebody.post(api, { kind: 'trainee' });
    for (let count = 0; count < 29; count += 1) assert.equal((await post()).status, 201);
    const made = await twiceUnheld(app, app.get(CalendarLinksRepository), 'liveOf', post);
    assert.deepEqual(
      made.map(({ status }) => status),
      [201, 201],
    );
    assert.equal((await somebody.get(api)).body.items.length, 31);
    assert.equal((await post()).body.code, 'calendar_link.too_many');
  });

  it('is listed in as many statements with many links as with one of each kind', async () => {
    const roles = ['vn_coordinator', 'instructor', 'trainee'] as const;
    const everybody = await app.as([...roles], { personId: (await person(app, 'Đỗ Văn Minh')).id });
    const actor = (await app.get(ActorLookup).of(everybody.accountId!))!;
    const list = () => app.get(CalendarLinksService).list(actor);
    const oneOfEach = async () => {
      await linkOf(everybody, 'run', (await plannedRun(app)).id);
      await linkOf(everybody, 'room', (await room(app)).id);
      for (const kind of ['instructor', 'trainee']) await linkOf(everybody, kind);
    };
    await oneOfEach();
    const few = await statementsOf(app, list);
    for (let count = 0; count < 4; count += 1) await oneOfEach();
    assert.equal(await statementsOf(app, list), few);
    const named = (await list()).map(({ link, subject }) => [link.kind, subject?.name?.code !== undefined]);
    assert.deepEqual(named.slice(0, 4), [
      ['trainee', false],
      ['instructor', false],
      ['room', true],
      ['run', true],
    ]);
  });

  it('tells its secret once, and to no log and no table', async () => {
    const lines: string[] = [];
    const streams = [process.stdout, process.stderr].map((stream) => {
      const write = stream.write.bind(stream);
      // What the tests themselves report goes on its way.
      return mock.method(stream, 'write', (chunk: string | Uint8Array, ...rest: []) =>
        String(chunk).startsWith('{"level"') ? lines.push(String(chunk)) > 0 : write(chunk, ...rest),
      );
    });
    const path = await linkOf(vn, 'run', run.id);
    await app.public.get(path);
    await app.public.get(path.replace('.ics', 'x.ics'));
    const failing = mock.method(app.get(FeedsService), 'read', async () => {
      throw new Error('the database is away');
    });
    assert.equal((await app.public.get(path)).status, 500);
    for (const mocked of [...streams, failing]) mocked.mock.restore();
    assert.match(lines.join(''), /the database is away/);
    const token = path.slice('/calendar-feeds/'.length, -'.ics'.length);
    assert.ok(!lines.join('').includes(token));
    assert.ok(!JSON.stringify((await vn.get(api)).body).includes(token));
    const database = app.get(Database);
    for (const table of ['calendar_link', 'audit_event', 'idempotency_key'])
      assert.ok(!JSON.stringify(await database.rows(`SELECT * FROM ${table}`)).includes(token), table);
    assert.ok((await vn.get(api)).body.items[0].lastUsedAt);
  });

  it('is not to be guessed: whoever tries too many addresses waits, and calendars beside them do not', async () => {
    const path = await linkOf(vn, 'run', run.id);
    const guess = (count: number) => app.public.get(`/calendar-feeds/${String(count).padStart(32, 'x')}.ics`);
    const statuses = new Set<number>();
    for (let count = 0; count < 110; count += 1) statuses.add((await guess(count)).status);
    assert.deepEqual([...statuses], [404, 429]);
    assert.ok(Number((await guess(110)).headers['retry-after']) > 3000);
    assert.equal((await app.public.get(path)).status, 200);
    app.clock.advance(3_700_000);
    assert.equal((await guess(111)).status, 404);
  });

  it('has a page for its links, with the address shown once', async () => {
    vn = await app.as('vn_coordinator', { language: 'vi' });
    const offered = await vn.page(`/calendar/links?kind=room&subjectId=${hallId}`);
    assert.match(offered.html, /Hội trường, tầng 2; cửa A/);
    assert.match(
      (await vn.page(`/rooms/${hallId}`)).html,
      /\/calendar\/links\?kind&#x3D;room|\/calendar\/links\?kind=room/,
    );
    const made = await vn.submit('/calendar/links', { kind: 'room', subjectId: hallId });
    assert.equal(made.status, 201);
    const [, path] = /id="feed-address">http:\/\/training\.example([^<]+)</.exec(made.html) ?? [];
    assert.equal((await feed(path!)).length, 1);
    assert.match(made.html, /href="webcal:\/\/training\.example/);
    const page = await vn.page('/calendar/links');
    assert.ok(!page.html.includes(path!));
    const [, id] = /\/calendar\/links\/([\w-]{36})\/revocation/.exec(page.html) ?? [];
    const revoked = await vn.submit(`/calendar/links/${id}/revocation`, {});
    assert.deepEqual([revoked.status, revoked.location], [303, '/calendar/links']);
    assert.equal((await app.public.get(path!)).status, 404);
    const teaches = await instructor.page('/calendar/links');
    assert.match(teaches.html, /What I teach/);
  });
});
