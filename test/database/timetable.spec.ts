import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DomainError, localDate } from '#libs/kernel';
import type { Organisation } from '#libs/people';
import { AuditEvent, Database } from '#libs/platform';
import {
  type CourseRun,
  RoomsService,
  RunLife,
  SessionClashesService,
  type SessionFields,
  type SessionRow,
  SessionsService,
} from '#libs/training';
import { Clashes } from '../../libs/training/src/timetable/clashes.js';
import { openRun, Story, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { room } from '../support/rooms.js';
import { statementsOf } from '../support/statements.js';
import { actorOf, organisation, person, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

const reason = { reason: 'the factory is open then only' };

describe('the timetable', () => {
  let context: TestContext;
  let sessions: SessionsService;
  let home: Organisation;

  before(async () => {
    context = await startNominations();
    sessions = context.get(SessionsService);
    home = await organisation(context, 'Industry');
  });
  after(() => context.close());

  const schedule = (run: CourseRun, day: string, more: Partial<SessionFields> = {}): Promise<SessionRow> =>
    sessions.schedule(vnCoordinator, run.id, sessionOn(day, more));

  const edit = ({ id, version }: SessionRow, changes: Partial<SessionFields>): Promise<SessionRow> =>
    sessions.edit(vnCoordinator, id, version, changes);

  const refusal = async (work: Promise<unknown>): Promise<DomainError> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
    throw new Error('It was not refused');
  };

  /** The code of a refusal and those of the fields that say why. */
  const whyNot = async (work: Promise<unknown>): Promise<string> => {
    const { code, fields } = await refusal(work);
    return [code, ...fields.map((field) => `${field.pointer} ${field.code}`)].join(', ');
  };

  /** A run with one session, on the morning of that day. */
  const runWith = async (day: string, more: Partial<SessionFields>): Promise<CourseRun> => {
    const run = await plannedRun(context);
    await schedule(run, day, more);
    return run;
  };

  it('gives a room to one session at a time, and says which has it', async () => {
    const hall = await room(context);
    const first = await runWith('2026-03-10', { roomId: hall.id });
    const run = await plannedRun(context);
    const { kind, code, args, fields } = await refusal(schedule(run, '2026-03-10', { roomId: hall.id }));
    assert.equal(`${kind} ${code}`, 'conflict session.room_clash');
    const label = `${hall.code} · ${hall.name.en}`;
    assert.deepEqual(args, { room: label, run: first.code, number: 1, day: '2026-03-10', from: '08:00', to: '11:30' });
    assert.deepEqual(
      fields.map(({ pointer }) => pointer),
      ['/roomId'],
    );
    const afternoon = { startsAt: new Date('2026-03-10T04:30:00Z'), endsAt: new Date('2026-03-10T08:00:00Z') };
    const placed = await schedule(run, '2026-03-10', { roomId: hall.id, ...afternoon });
    assert.equal(placed.room?.code, hall.code);
    const morning = { startsAt: new Date('2026-03-10T04:29:00Z') };
    assert.equal(await whyNot(edit(placed, morning)), 'session.room_clash, /roomId session.room_clash');
  });

  it('keeps no reason that could pass over what is blocked', async () => {
    const hall = await room(context);
    await runWith('2026-03-10', { roomId: hall.id });
    const again = schedule(await plannedRun(context), '2026-03-10', { roomId: hall.id, override: reason });
    assert.equal((await refusal(again)).code, 'session.room_clash');
  });

  it('frees the room of a cancelled session and of a cancelled run, and tells calendars', async () => {
    const hall = await room(context);
    const run = await plannedRun(context);
    const first = await schedule(run, '2026-03-10', { roomId: hall.id });
    await schedule(run, '2026-03-11', { roomId: hall.id });
    context.clock.set('2026-03-03T02:00:00Z');
    const cancelled = await sessions.cancel(vnCoordinator, first.id, 'rain');
    assert.deepEqual([cancelled.sequence, cancelled.changedAt], [1, new Date('2026-03-03T02:00:00Z')]);
    const next = await plannedRun(context);
    await schedule(next, '2026-03-10', { roomId: hall.id });
    assert.equal((await refusal(schedule(next, '2026-03-11', { roomId: hall.id }))).code, 'session.room_clash');
    await context.get(RunLife).openCall(vnCoordinator, run.id);
    await context.get(RunLife).cancel(vnCoordinator, run.id, 'no budget');
    await schedule(next, '2026-03-11', { roomId: hall.id });
    const { items } = await sessions.list(vnCoordinator, run.id, { page: 1, pageSize: 9, total: 'false' });
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      [1, 1],
    );
    context.clock.set('2026-03-02T02:00:00Z');
  });

  it('plans nothing in a room that is closed, and lets what was there move out', async () => {
    const hall = await room(context);
    const run = await runWith('2026-03-10', { roomId: hall.id });
    const period = { startsOn: localDate('2026-03-10'), endsOn: localDate('2026-03-12'), reason: 'new floor' };
    const closed = await context.get(RoomsService).close(vnCoordinator, hall.id, hall.version, [period]);
    assert.deepEqual(closed.closures, [period]);
    assert.equal(
      await whyNot(schedule(run, '2026-03-12', { roomId: hall.id })),
      'session.room_closed, /roomId session.room_closed',
    );
    const [inside] = await sessions.ofRoom(vnCoordinator, hall.id);
    assert.equal(inside?.number, 1);
    const renamed = await edit(inside!, { units: 3 });
    assert.equal((await edit(renamed, { roomId: null })).room, null);
    await schedule(run, '2026-03-13', { roomId: hall.id });
  });

  it('warns of holidays of either country; a reason passes over them and stays in the trail', async () => {
    const run = await plannedRun(context, { startsOn: localDate('2026-04-13'), endsOn: localDate('2026-05-01') });
    const { code, fields } = await refusal(schedule(run, '2026-04-15'));
    assert.equal(code, 'session.needs_override');
    assert.deepEqual(fields, [
      {
        pointer: '/startsAt',
        code: 'session.holiday',
        args: { holiday: 'Lao New Year (Pi Mai)', country: 'LA', day: '2026-04-15' },
      },
    ]);
    assert.equal(
      await whyNot(schedule(run, '2026-05-01')),
      'session.needs_override, /startsAt session.holiday, /startsAt session.holiday',
    );
    const made = await schedule(run, '2026-04-15', { override: reason });
    const [told] = await context.get(Database).read.findBy(AuditEvent, { subjectId: made.id });
    assert.equal(told?.reason, reason.reason);
    assert.deepEqual(told?.details, { passedOver: ['session.holiday'] });
    // It was said once: another topic needs no other reason, another day does.
    const worded = await edit(made, { topic: { lo: '', vi: 'Chuỗi cung ứng', en: '' } });
    assert.equal(
      await whyNot(edit(worded, sessionOn('2026-04-16'))),
      'session.needs_override, /startsAt session.holiday',
    );
  });

  it('keeps no reason where there was nothing to pass over', async () => {
    const made = await schedule(await plannedRun(context), '2026-03-10', { override: reason });
    const [told] = await context.get(Database).read.findBy(AuditEvent, { subjectId: made.id });
    assert.equal(told?.reason, null);
  });

  it('warns of a room smaller than the run may become, and once it runs than it is', async () => {
    const small = await room(context, { capacity: 12 });
    const run = await openRun(context, { capacity: 30 }, [home.id, 5]);
    assert.equal(
      await whyNot(schedule(run, '2026-03-10', { roomId: small.id })),
      'session.needs_override, /roomId session.room_too_small',
    );
    const story = new Story(context);
    await story.confirmed(home, run);
    await schedule(run, '2026-03-11');
    const life = context.get(RunLife);
    await life.closeCall(vnCoordinator, run.id);
    context.clock.set('2026-03-09T01:00:00Z');
    await life.start(vnCoordinator, run.id);
    assert.equal((await schedule(run, '2026-03-10', { roomId: small.id })).room?.code, small.code);
    context.clock.set('2026-03-02T02:00:00Z');
  });

  it('warns where the people of a run would be in two places', async () => {
    const run = await openRun(context, { capacity: 30 }, [home.id, 5]);
    const { personId } = await new Story(context).confirmed(home, run);
    await schedule(run, '2026-03-10');
    assert.equal(await whyNot(schedule(run, '2026-03-10')), 'session.needs_override, /startsAt session.run_overlap');
    // The trainee of one run is to teach in another.
    const beside = await plannedRun(context);
    const { fields } = await refusal(schedule(beside, '2026-03-10', { instructorIds: [personId] }));
    assert.deepEqual(
      fields.map(({ code, args }) => [code, args?.people, args?.run, args?.number]),
      [['session.trainee_overlap', 1, run.code, 1]],
    );
    const taught = await schedule(beside, '2026-03-10', { instructorIds: [personId], override: reason });
    // And seen from the other side.
    const moved = schedule(run, '2026-03-10', { override: undefined });
    assert.equal(
      await whyNot(moved),
      'session.needs_override, /startsAt session.run_overlap, /startsAt session.trainee_overlap',
    );
    assert.equal(taught.instructors[0]?.personId, personId);
  });

  it('raises the number of a session with what calendars show, not with its units', async () => {
    const run = await plannedRun(context);
    const made = await schedule(run, '2026-03-10');
    assert.deepEqual([made.sequence, made.changedAt], [0, null]);
    const counted = await edit(made, { units: 2 });
    assert.equal(counted.sequence, 0);
    const worded = await edit(counted, { topic: { lo: 'ໃໝ່', vi: '', en: '' } });
    assert.equal(worded.sequence, 1);
    const teacher = await person(context, 'Trần Thị Lan');
    const taught = await edit(worded, { instructorIds: [teacher.id] });
    assert.equal(taught.sequence, 2);
    assert.deepEqual(taught.changedAt, context.clock.now());
  });

  it('refuses rooms there are none of', async () => {
    const run = await plannedRun(context);
    assert.equal(await whyNot(schedule(run, '2026-03-10', { roomId: run.id })), 'invalid, /roomId field.not_a_choice');
  });

  it('says beforehand what saving would say, to whoever plans', async () => {
    const hall = await room(context, { capacity: 12 });
    await runWith('2026-03-10', { roomId: hall.id, override: reason });
    const run = await plannedRun(context);
    const look = context.get(SessionClashesService);
    const { startsAt, endsAt } = sessionOn('2026-03-10');
    const proposal = { runId: run.id, sessionId: null, startsAt, endsAt, roomId: hall.id, instructorIds: [] };
    const found = await look.look(vnCoordinator, proposal);
    assert.deepEqual(
      found.map(({ code, level }) => `${level} ${code}`),
      ['block session.room_clash', 'warning session.room_too_small'],
    );
    assert.equal((await refusal(look.look(actorOf('instructor'), proposal))).code, 'forbidden');
    const mine = await schedule(run, '2026-03-10');
    const same = { ...proposal, sessionId: mine.id, roomId: null };
    assert.deepEqual(await look.look(vnCoordinator, same), []);
    const elsewhere = await plannedRun(context);
    assert.equal((await refusal(look.look(vnCoordinator, { ...same, runId: elsewhere.id }))).code, 'not_found');
  });

  it('looks at forty sessions in as many statements as at one', async () => {
    const hall = await room(context);
    const teacher = await person(context, 'Lê Văn Hùng');
    const run = await openRun(context, { capacity: 30 }, [home.id, 5]);
    await new Story(context).confirmed(home, run);
    await schedule(run, '2026-03-10', { roomId: hall.id, instructorIds: [teacher.id] });
    const wanted = Array.from({ length: 40 }, (_, index) => ({
      id: `new ${index}`,
      runId: run.id,
      run: run.code,
      number: index,
      startsAt: new Date(Date.UTC(2026, 2, 10, 1 + index)),
      endsAt: new Date(Date.UTC(2026, 2, 10, 1 + index, 30 + index)),
      roomId: hall.id,
      instructorIds: [teacher.id],
    }));
    const clashes = context.get(Clashes);
    const forOne = await statementsOf(context, () => clashes.find(wanted.slice(0, 1), 'en'));
    const forAll = await statementsOf(context, () => clashes.find(wanted, 'en'));
    assert.equal(forAll, forOne);
    const found = await clashes.find(wanted, 'en');
    // With what is there, and with each other: from the thirty-first on they last longer than an hour.
    assert.deepEqual(
      found.get('new 0')?.map(({ code }) => code),
      ['session.room_clash', 'session.instructor_clash', 'session.run_overlap'],
    );
    assert.deepEqual(found.get('new 10'), []);
    assert.equal(found.get('new 35')?.filter(({ code }) => code === 'session.room_clash').length, 2);
  });
});
