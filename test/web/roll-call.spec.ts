import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { RollCall } from '#libs/attendance';
import { newId } from '#libs/kernel';
import { RunLife } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { type HeldRun, heldRun, saying } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { room } from '../support/rooms.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, person, vnCoordinator } from '../support/training.js';

interface Taken {
  at: string;
  runs: { runId: string; people: { enrolmentId: string; fullName: string }[] }[];
  sessions: {
    sessionId: string;
    runId: string;
    place: { vi: string };
    opensAt: string;
    startsAt: string;
    isOwn: boolean;
    closedAt: string | null;
    marks: object[];
  }[];
}

describe('what a device takes along for the roll call', () => {
  let app: TestApp;
  let teacher: Client;
  let other: Client;
  let vn: Client;
  let held: HeldRun;
  let personId: string;

  const days = ['2026-03-09', '2026-03-10', '2026-03-16', '2026-03-17', '2026-03-18'];
  const taken = async (client: Client): Promise<Taken> => {
    const { status, body } = await client.get('/api/v1/roll-call');
    assert.equal(status, 200);
    return body;
  };

  before(async () => {
    app = await startApp();
    app.clock.set('2026-03-09T01:00:00Z');
    personId = (await person(app, 'Trần Thị Lan')).id;
    teacher = await app.as('instructor', { personId });
    other = await app.as('instructor', { personId: (await person(app, 'Lê Văn Hải')).id });
    vn = await app.as('vn_coordinator');
    const name = { lo: 'ຫ້ອງ A', vi: 'Giảng đường A', en: '' };
    const { id: roomId } = await room(app, { name });
    const session = { instructorIds: [personId], roomId, place: { lo: '', vi: '', en: '' } };
    held = await heldRun(app, ['ແກ້ວ', 'ບຸນມີ', 'ຄຳ'], days, { session });
    app.clock.set('2026-03-10T02:00:00Z');
  });
  after(() => app.close());

  it('is every session from yesterday to seven days ahead, with its people in the order of names', async () => {
    const { at, runs, sessions } = await taken(teacher);
    assert.equal(at, '2026-03-10T02:00:00.000Z');
    assert.deepEqual(
      sessions.map(({ sessionId }) => sessionId),
      held.sessionIds.slice(0, 4),
    );
    assert.ok(sessions.every(({ isOwn, runId }) => isOwn && runId === held.run.id));
    assert.ok(sessions.every((one) => Date.parse(one.startsAt) - Date.parse(one.opensAt) === 3_600_000));
    assert.ok(sessions.every(({ place }) => place.vi === 'Giảng đường A'));
    assert.deepEqual(
      runs.map(({ people }) => people.map(({ fullName }) => fullName)),
      [['ແກ້ວ', 'ຄຳ', 'ບຸນມີ'].sort((one, another) => one.localeCompare(another, 'lo'))],
    );
  });

  it('tells what stands, and what is disputed', async () => {
    const [, today] = held.sessionIds;
    const [{ id: enrolmentId }] = held.enrolments;
    const said = saying(enrolmentId, 'present', new Date('2026-03-10T01:30:00Z'));
    await vn.put(`/api/v1/sessions/${today}/attendance`, [said]);
    const mark = { ...said, status: 'absent', markId: newId(), sessionId: today, position: 1, basedOn: null };
    const sync = { deviceId: 'phone', sentAt: '2026-03-10T02:00:00Z', marks: [mark] };
    const { body } = await teacher.post('/api/v1/roll-syncs', sync);
    const { sessions } = await taken(teacher);
    const [{ standing, conflictId }] = body.items;
    assert.ok(conflictId);
    assert.deepEqual(sessions[1].marks, [{ enrolmentId, ...standing, conflictId }]);
    assert.deepEqual(sessions[0].marks, []);
  });

  it('is of the runs whose rolls one may take, and of no other', async () => {
    assert.deepEqual((await taken(other)).sessions, []);
    assert.deepEqual((await taken(other)).runs, []);
    const { sessions } = await taken(vn);
    assert.deepEqual(
      sessions.map(({ sessionId, isOwn }) => [sessionId, isOwn]),
      held.sessionIds.slice(0, 4).map((id) => [id, false]),
    );
  });

  it('costs as many statements for many sessions as for one', async () => {
    const take = () => app.get(RollCall).take(actorOf('instructor', { personId }));
    const many = await statementsOf(app, take);
    app.clock.set('2026-03-19T02:00:00Z');
    assert.equal((await take()).sessions.length, 1);
    assert.equal(await statementsOf(app, take), many);
    assert.equal(many, 3);
    app.clock.set('2026-03-10T02:00:00Z');
  });

  it('is nothing of a run that is over', async () => {
    await app.get(RunLife).cancel(vnCoordinator, held.run.id, 'the test is over');
    assert.deepEqual((await taken(teacher)).sessions, []);
  });
});

describe('the page of the roll call', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  it('and its files are the same for everybody and hold nobody’s data', async () => {
    const vn = await app.as('vn_coordinator');
    for (const file of ['', '/words', '/worker.js', '/app.webmanifest']) {
      const signedIn = await vn.page(`/roll-call${file}`);
      const anyone = await app.public.get(`/roll-call${file}`);
      assert.deepEqual([signedIn.status, anyone.status], [200, 200], file);
      assert.equal(signedIn.html, anyone.raw.toString(), file);
    }
  });

  it('may be installed, and its worker looks after it alone', async () => {
    const manifest = JSON.parse((await app.public.get('/roll-call/app.webmanifest')).raw.toString());
    assert.deepEqual(
      [manifest.start_url, manifest.scope, manifest.display],
      ['/roll-call', '/roll-call', 'standalone'],
    );
    for (const { src } of manifest.icons) assert.equal((await app.public.get(src)).status, 200, src);
    const { headers, raw } = await app.public.get('/roll-call/worker.js');
    assert.equal(headers['service-worker-allowed'], '/roll-call');
    const { files } = JSON.parse(/self\.shell = (.*);/.exec(raw.toString())![1]);
    for (const file of files) assert.equal((await app.public.get(file)).status, 200, file);
  });
});
