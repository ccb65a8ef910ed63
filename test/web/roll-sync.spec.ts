import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Witnesses } from '#libs/attendance';
import { newId } from '#libs/kernel';
import { Database, UnitOfWork } from '#libs/platform';
import { RunLife } from '#libs/training';
import { startApp, type TestApp } from '../support/app.js';
import { type HeldRun, heldRun } from '../support/attendance.js';
import type { Client } from '../support/client.js';
import { Device, rollRows } from '../support/roll-syncs.js';
import { person, vnCoordinator } from '../support/training.js';

const year = 365 * 24 * 3_600_000;

describe('marks made without a network', () => {
  let app: TestApp;
  let teacher: Client;
  let vn: Client;
  let held: HeldRun;
  let personId: string;
  let one: string;
  let two: string;

  const now = () => app.clock.now();
  const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * 60_000);
  const seat = (index: number) => held.enrolments[index].id;
  const sync = async (client: Client, device: Device, marks: object[]) => {
    const { status, body } = await client.post('/api/v1/roll-syncs', device.sends(marks, now()));
    assert.equal(status, 200, JSON.stringify(body));
    return body.items as {
      markId: string;
      outcome: string;
      code: string | null;
      message: string | null;
      conflictId: string | null;
      standing: { status: string; entryId: string } | null;
    }[];
  };
  const outcomes = async (...args: Parameters<typeof sync>) => (await sync(...args)).map(({ outcome }) => outcome);
  const roll = async (sessionId = one) => (await vn.get(`/api/v1/sessions/${sessionId}/attendance`)).body;
  const markOf = async (index: number) =>
    (await roll()).items.find(({ enrolmentId }: { enrolmentId: string }) => enrolmentId === seat(index)).mark;

  before(async () => {
    app = await startApp();
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
    [one, two] = held.sessionIds;
    app.clock.set('2026-03-09T02:00:00Z');
  });
  afterEach(() => app.get(RunLife).cancel(vnCoordinator, held.run.id, 'the test is over'));

  it('have an outcome each: what is refused says why in the caller’s language and holds nothing else up', async () => {
    const phone = new Device('phone-a');
    const good = phone.say(one, seat(0), 'present', minutesAgo(30));
    const marks = [
      phone.say(one, newId(), 'present', minutesAgo(30)),
      good,
      phone.say(newId(), seat(1), 'present', minutesAgo(29)),
      phone.say(two, seat(1), 'present', minutesAgo(28)),
      { ...phone.say(one, seat(2), 'absent', minutesAgo(27)), markId: good.markId },
      phone.say(one, seat(1), 'late', minutesAgo(26)),
    ];
    const { body } = await teacher.post('/api/v1/roll-syncs', phone.sends(marks, now()), { 'accept-language': 'vi' });
    assert.deepEqual(
      body.items.map(({ outcome, code }: { outcome: string; code: string }) => [outcome, code]),
      [
        ['refused', 'attendance.not_on_roll'],
        ['recorded', null],
        ['refused', 'not_found'],
        ['refused', 'attendance.roll_not_yet_open'],
        ['refused', 'attendance.mark_id_reused'],
        ['recorded', null],
      ],
    );
    assert.deepEqual(
      body.items.map(({ isPassing }: { isPassing: boolean }) => isPassing),
      [false, false, false, true, false, false],
    );
    assert.match(body.items[0].message, /^Người này không có trong/);
    assert.deepEqual(body.items[1].standing, { status: 'present', entryId: good.markId });
    const { items } = await roll();
    assert.deepEqual(items.map(({ mark }: { mark: { status: string } | null }) => mark?.status ?? null).sort(), [
      'late',
      null,
      'present',
    ]);
  });

  it('are refused when their roll was closed meanwhile; what was recorded before it is known', async () => {
    const phone = new Device('phone-a');
    const first = phone.say(one, seat(0), 'present', minutesAgo(30));
    await sync(teacher, phone, [first]);
    await vn.post(`/api/v1/sessions/${one}/roll-closing`);
    const answers = await sync(teacher, phone, [first, phone.say(one, seat(1), 'present', minutesAgo(20))]);
    assert.deepEqual(
      answers.map(({ outcome, code }) => [outcome, code]),
      [
        ['known', null],
        ['refused', 'attendance.roll_closed'],
      ],
    );
  });

  it('stand in the order in which the device made them, whatever its clock showed', async () => {
    const phone = new Device('phone-a', -56 * year);
    const marks = [
      phone.say(one, seat(0), 'absent', minutesAgo(40)),
      phone.say(one, seat(1), 'present', minutesAgo(39)),
    ];
    // Somebody sets the clock right, and then an hour back.
    phone.ahead = 0;
    marks.push(phone.say(one, seat(0), 'present', minutesAgo(20)));
    phone.ahead = -3_600_000;
    marks.push(phone.say(one, seat(0), 'late', minutesAgo(10)));
    assert.deepEqual(await outcomes(teacher, phone, marks), ['superseded', 'recorded', 'superseded', 'recorded']);
    const { status, markedAt } = await markOf(0);
    assert.equal(status, 'late');
    assert.ok(new Date(markedAt) <= now() && new Date(markedAt) >= new Date('2026-03-09T00:00:00Z'));
    const years = await app
      .get(Database)
      .rows<{ said_at: unknown }>('SELECT said_at FROM attendance_entry WHERE id = ?', [marks[0].markId]);
    assert.match(JSON.stringify(years[0].said_at), /^"1970/);
  });

  it('of a device with a wrong clock are put right by the difference at sending', async () => {
    for (const ahead of [7 * 3_600_000, -3 * year]) {
      const phone = new Device(`phone${ahead}`, ahead);
      const [{ standing }] = await sync(teacher, phone, [
        phone.say(one, seat(0), 'present', minutesAgo(25), (await markOf(0))?.entryId ?? null),
      ]);
      const mark = await markOf(0);
      assert.deepEqual([mark.entryId, mark.markedAt], [standing?.entryId, minutesAgo(25).toISOString()]);
    }
  });

  it('need a body that makes sense', async () => {
    const phone = new Device('phone-a');
    const mark = phone.say(one, seat(0), 'present', minutesAgo(1));
    const cases: [object, string][] = [
      [{ ...phone.sends([mark], now()), deviceId: 'a phone' }, '/deviceId'],
      [{ ...phone.sends([mark], now()), deviceId: 'page:1' }, '/deviceId'],
      [{ ...phone.sends([mark], now()), sentAt: 'now' }, '/sentAt'],
      [phone.sends([{ ...mark, position: -1 }], now()), '/marks/0/position'],
      [phone.sends([{ ...mark, basedOn: 'x' }], now()), '/marks/0/basedOn'],
      [phone.sends([], now()), '/marks'],
      [phone.sends(Array(501).fill(mark), now()), '/marks'],
    ];
    for (const [body, pointer] of cases) {
      const refused = await teacher.post('/api/v1/roll-syncs', body);
      assert.deepEqual([refused.status, refused.body.errors?.[0].pointer], [422, pointer]);
    }
  });

  describe('of two devices that disagree', () => {
    const disagree = async () => {
      const a = new Device('phone-a');
      const b = new Device('phone-b');
      const present = a.say(one, seat(0), 'present', minutesAgo(30));
      const absent = b.say(one, seat(0), 'absent', minutesAgo(20));
      assert.deepEqual(await outcomes(teacher, a, [present]), ['recorded']);
      const [answer] = await sync(vn, b, [absent, b.say(one, seat(1), 'present', minutesAgo(19))]);
      assert.equal(answer.outcome, 'conflict');
      assert.deepEqual(answer.standing, { status: 'present', entryId: present.markId });
      return { a, b, present, absent, conflictId: answer.conflictId! };
    };

    it('make one conflict that is told to both, listed and shown, and keep the roll from being closed', async () => {
      const { a, present, absent, conflictId } = await disagree();
      const [again] = await sync(teacher, a, [present]);
      assert.deepEqual([again.outcome, again.conflictId], ['known', conflictId]);
      for (const list of [
        `/api/v1/sessions/${one}/attendance-conflicts?state=open`,
        `/api/v1/runs/${held.run.id}/attendance-conflicts`,
      ]) {
        const { body } = await teacher.get(list);
        assert.equal(body.total, 1);
        const [{ id, standing, other, resolvedAt }] = body.items;
        assert.deepEqual(
          [id, standing.entryId, other.entryId, resolvedAt],
          [conflictId, present.markId, absent.markId, null],
        );
        assert.deepEqual([standing.deviceId, other.deviceId, other.status], ['phone-a', 'phone-b', 'absent']);
      }
      assert.equal((await vn.get(`/api/v1/sessions/${two}/attendance-conflicts`)).body.total, 0);
      assert.equal((await markOf(0)).conflictId, conflictId);

      for (const [language, word] of [
        ['lo', 'ບັນທຶກການເຂົ້າຮ່ວມຂອງ 1 ຄົນ ບໍ່ກົງກັນ'],
        ['vi', 'Kết quả điểm danh của 1 người không khớp'],
        ['en', 'Records disagree about 1 person'],
      ]) {
        for (const page of [`/sessions/${one}/roll`, `/runs/${held.run.id}/attendance`]) {
          const { html } = await teacher.page(`${page}?lang=${language}`);
          assert.ok(html.includes(word), `${page} ${language}`);
          assert.match(html, new RegExp(`/attendance-conflicts/${conflictId}`));
          assert.doesNotMatch(html, /conflicts\.[a-z]/);
        }
        const { html } = await teacher.page(`/attendance-conflicts/${conflictId}?lang=${language}`);
        assert.match(html, /phone-a/);
        assert.doesNotMatch(html, /conflicts\.[a-z]/);
      }
      for (const client of [teacher, vn])
        assert.match((await client.page('/')).html, /Records disagree about 1 person: session 1/);
      const closing = await vn.post(`/api/v1/sessions/${one}/roll-closing`);
      assert.deepEqual([closing.status, closing.body.code], [409, 'attendance.conflicts_open']);
      assert.match(
        (await teacher.page(`/sessions/${one}/roll`)).html,
        /Records disagree about 1 person\. Resolve this/,
      );
    });

    it('are settled by a person with a reason: everything said is kept, and saying it again changes nothing', async () => {
      const { a, b, present, absent, conflictId } = await disagree();
      const resolution = `/api/v1/attendance-conflicts/${conflictId}/resolution`;
      assert.equal((await teacher.post(resolution, { status: 'late' })).status, 422);
      const stale = await teacher.post(resolution, { status: 'late', reason: 'asked', version: 9 });
      assert.equal(stale.status, 412);
      const resolved = await teacher.post(resolution, { status: 'late', reason: 'asked the driver' });
      assert.equal(resolved.status, 200, JSON.stringify(resolved.body));
      assert.deepEqual([resolved.body.status, resolved.body.reason], ['late', 'asked the driver']);
      assert.ok(resolved.body.resolvedByName && resolved.body.resolvedAt);
      const before = await rollRows(app, held.sessionIds);
      assert.deepEqual(await outcomes(teacher, a, [present]), ['known']);
      assert.deepEqual(await outcomes(vn, b, [absent]), ['known']);
      assert.deepEqual(await rollRows(app, held.sessionIds), before);
      const mark = await markOf(0);
      assert.deepEqual([mark.status, mark.source, mark.conflictId], ['late', 'resolution', null]);
      assert.equal(before.entries.length, 4);
      const again = await vn.post(resolution, { status: 'absent', reason: 'no' });
      assert.deepEqual([again.status, again.body.code], [409, 'attendance.conflict_resolved']);
      const [event] = await app
        .get(Database)
        .rows<{ reason: string; subject_id: string }>(
          "SELECT reason, subject_id FROM audit_event WHERE action = 'attendance.conflict_resolved' ORDER BY id DESC LIMIT 1",
        );
      assert.deepEqual([event.reason, event.subject_id], ['asked the driver', mark.id]);
      assert.equal((await vn.post(`/api/v1/sessions/${one}/roll-closing`)).status, 200);
    });

    it('are settled on the page too', async () => {
      const { conflictId } = await disagree();
      const page = `/attendance-conflicts/${conflictId}`;
      const without = await teacher.submit(`${page}/resolution`, { status: 'absent', reason: '', version: '1' });
      assert.equal(without.status, 422);
      assert.match(without.html, /value="absent" checked/);
      const done = await teacher.submit(`${page}/resolution`, { status: 'absent', reason: 'not there', version: '1' });
      assert.deepEqual([done.status, done.location], [303, `/sessions/${one}/roll`]);
      assert.match((await teacher.page(page)).html, /not there/);
      assert.doesNotMatch((await teacher.page(`/sessions/${one}/roll`)).html, /Records disagree/);
    });

    it('agree again when one of them has seen the other and says the same', async () => {
      const { b, present, conflictId } = await disagree();
      const [answer] = await sync(vn, b, [b.say(one, seat(0), 'present', minutesAgo(1), present.markId)]);
      assert.deepEqual([answer.outcome, answer.conflictId], ['recorded', null]);
      const { body } = await vn.get(`/api/v1/attendance-conflicts/${conflictId}`);
      assert.deepEqual([body.status, body.resolvedByName, body.reason], ['present', '', null]);
      assert.match((await vn.page(`/attendance-conflicts/${conflictId}`)).html, /came to agree/);
    });
  });

  it('of two people on pages who have not seen each other’s are a conflict, of whoever has seen them are not', async () => {
    const page = `/sessions/${one}/roll`;
    const unseen = { [`shown.${seat(0)}`]: '', do: 'save' };
    await teacher.submit(page, { ...unseen, [`marks.${seat(0)}`]: 'present' });
    await vn.submit(page, { ...unseen, [`marks.${seat(0)}`]: 'absent' });
    assert.ok((await markOf(0)).conflictId);
    await teacher.submit(page, { [`shown.${seat(1)}`]: '', [`marks.${seat(1)}`]: 'present', do: 'save' });
    const { entryId } = await markOf(1);
    const seen = { [`shown.${seat(1)}`]: `present ${entryId}`, [`marks.${seat(1)}`]: 'absent', do: 'save' };
    assert.ok((await vn.page(page)).html.includes(`value="present ${entryId}"`));
    await vn.submit(page, seen);
    const mark = await markOf(1);
    assert.deepEqual([mark.status, mark.conflictId], ['absent', null]);
  });

  it('are contradicted by a check-in or a sheet of paper, never by an excuse', async () => {
    const phone = new Device('phone-a');
    const say = (witness: 'check_in' | 'paper' | 'excuse', index: number, status: 'present' | 'absent' | 'excused') =>
      app
        .get(UnitOfWork)
        .run(() => app.get(Witnesses).say(vnCoordinator, one, witness, [{ enrolmentId: seat(index), status }]));
    const [checkIn] = await say('check_in', 0, 'present');
    assert.deepEqual([checkIn.standing.source, checkIn.conflictId], ['check_in', null]);
    assert.deepEqual((await app.get(Witnesses).standing(one, seat(0)))?.entryId, checkIn.entryId);
    await say('excuse', 2, 'excused');
    const answers = await sync(teacher, phone, [
      phone.say(one, seat(0), 'absent', minutesAgo(0), checkIn.entryId),
      phone.say(one, seat(1), 'present', minutesAgo(5)),
      phone.say(one, seat(2), 'absent', minutesAgo(5)),
    ]);
    assert.deepEqual(
      answers.map(({ outcome, standing }) => [outcome, standing?.status]),
      [
        ['conflict', 'present'],
        ['recorded', 'present'],
        ['recorded', 'excused'],
      ],
    );
    const [sheet] = await say('paper', 1, 'absent');
    assert.ok(sheet.conflictId);
    assert.deepEqual([sheet.standing.status, sheet.standing.source], ['present', 'roll']);
  });

  it('200 of two devices, sent twice, change nothing the second time and lose nothing', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `Trainee ${index}`);
    await app.get(RunLife).cancel(vnCoordinator, held.run.id, 'another one');
    held = await heldRun(app, names, ['2026-03-09', '2026-03-10'], { session: { instructorIds: [personId] } });
    app.clock.set('2026-03-10T01:30:00Z');
    teacher = await app.as('instructor', { personId });
    vn = await app.as('vn_coordinator');
    const a = new Device('phone-a', 5 * 3_600_000);
    const b = new Device('phone-b', -year);
    const statuses = ['present', 'present', 'late', 'absent'] as const;
    const said = (device: Device, shift: number) =>
      held.sessionIds.flatMap((sessionId) =>
        held.enrolments.map(({ id }, index) =>
          device.say(sessionId, id, statuses[(index + (index % 5 === 0 ? shift : 0)) % 4], minutesAgo(25)),
        ),
      );
    const parts: [Client, Device, object[]][] = [];
    const ofA = said(a, 0);
    const ofB = said(b, 2).reverse();
    for (let done = 0; done < 100; done += 30) {
      parts.push([teacher, a, ofA.slice(done, done + 30)], [vn, b, ofB.slice(done, done + 30)]);
    }
    const first = await Promise.all(parts.map(([client, device, marks]) => outcomes(client, device, marks)));
    const before = await rollRows(app, held.sessionIds);
    const second = await Promise.all(
      parts.toReversed().map(([client, device, marks]) => outcomes(client, device, marks)),
    );
    assert.deepEqual(new Set(second.flat()), new Set(['known']));
    assert.deepEqual(await rollRows(app, held.sessionIds), before);
    assert.equal(first.flat().length, 200);
    assert.ok(first.flat().every((outcome) => outcome === 'recorded' || outcome === 'conflict'));
    const ids = new Set(before.entries.map(({ id }) => id));
    assert.ok([...ofA, ...ofB].every(({ markId }) => ids.has(markId)));
    assert.deepEqual([before.entries.length, before.marks.length, before.conflicts.length], [200, 100, 20]);
    for (const { standing_entry_id } of before.conflicts)
      assert.ok(ofA.some(({ markId }) => markId === standing_entry_id));
  });
});
