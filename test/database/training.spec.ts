import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Actor, DomainError, denied, localDate, publicActor } from '#libs/kernel';
import { peopleEntities } from '#libs/people';
import { type ListQuery, Schema, where } from '#libs/platform';
import {
  type CourseRun,
  CoursesService,
  ProgrammesService,
  QuotasService,
  RunCancellation,
  RunClosing,
  RunDates,
  RunLife,
  RunLookup,
  RunMembers,
  type RunQuery,
  RunsService,
  SessionLookup,
  SessionRemoval,
  SessionsService,
  TrainingModule,
  trainingEntities,
} from '#libs/training';
import { startContext, type TestContext } from '../support/platform.js';
import {
  actorOf,
  course,
  en,
  organisation,
  person,
  plannedRun,
  quotas,
  requiring,
  sessionOn,
  vnCoordinator,
} from '../support/training.js';

const everything: ListQuery & RunQuery = { page: 1, pageSize: 200, total: 'true' };

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return error.fields.length > 0
        ? error.fields.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')
        : error.code;
    },
  );

describe('training', () => {
  let context: TestContext;
  let runs: RunsService;
  let life: RunLife;
  let sessions: SessionsService;
  before(async () => {
    context = await startContext([TrainingModule], [...peopleEntities, ...trainingEntities]);
    runs = context.get(RunsService);
    life = context.get(RunLife);
    sessions = context.get(SessionsService);
  });
  after(() => context.close());

  it('has the tables its entities describe', async () => assert.deepEqual(await context.get(Schema).drift(), []));

  /** A run brought to `status`; the clock is moved along. */
  async function runIn(status: 'call_open' | 'call_closed' | 'running' | 'completed', fields = {}): Promise<CourseRun> {
    context.clock.set('2026-03-02T02:00:00Z');
    const run = await plannedRun(context, fields);
    await sessions.schedule(vnCoordinator, run.id, sessionOn());
    await life.openCall(vnCoordinator, run.id);
    if (status === 'call_open') return runs.getInSight(vnCoordinator, run.id);
    await life.closeCall(vnCoordinator, run.id);
    context.clock.set('2026-03-09T00:00:00Z');
    if (status === 'call_closed') return runs.getInSight(vnCoordinator, run.id);
    await life.start(vnCoordinator, run.id);
    context.clock.set('2026-03-20T00:00:00Z');
    if (status === 'running') return runs.getInSight(vnCoordinator, run.id);
    return life.complete(vnCoordinator, run.id);
  }

  describe('a run', () => {
    it('takes the rules of its course where none are named', async () => {
      const run = await plannedRun(context);
      assert.equal(run.attendanceThreshold, 80);
      assert.equal(run.hasAssessment, true);
      assert.deepEqual(run.requiredOutputs, requiring('practical_report'));
    });

    it('goes through its life, and the rooms above are asked before it is completed and closed', async () => {
      let answer = denied('test.not_yet');
      const closing = context.get(RunClosing);
      closing.registerCompletion(async (id) => (id === run.id ? answer : 'allowed') as typeof answer);
      closing.register(async (id) => (id === run.id ? answer : 'allowed') as typeof answer);
      const run = await runIn('running');
      assert.equal(await codeOf(life.complete(vnCoordinator, run.id)), 'test.not_yet');
      answer = 'allowed' as never;
      assert.equal((await life.complete(vnCoordinator, run.id)).status, 'completed');
      answer = denied('test.not_yet');
      assert.equal(await codeOf(life.close(vnCoordinator, run.id)), 'test.not_yet');
      assert.deepEqual(
        (await life.decisions(await runs.getInSight(vnCoordinator, run.id))).close,
        denied('test.not_yet'),
      );
      answer = 'allowed' as never;
      assert.equal((await life.close(vnCoordinator, run.id)).status, 'closed');
    });

    it('is cancelled together with what hangs on it, or not at all', async () => {
      const run = await runIn('call_open');
      let refuse = true;
      const told: string[] = [];
      context.get(RunCancellation).register(async (actor, id, reason) => {
        if (id !== run.id) return;
        if (refuse) throw new DomainError('conflict', 'test.no');
        told.push(`${actor.name}: ${reason}`);
      });
      assert.equal(await codeOf(life.cancel(vnCoordinator, run.id, 'flood')), 'test.no');
      assert.equal((await runs.getInSight(vnCoordinator, run.id)).status, 'call_open');
      refuse = false;
      const cancelled = await life.cancel(vnCoordinator, run.id, 'flood');
      assert.deepEqual(
        [cancelled.status, cancelled.cancelReason, told],
        ['cancelled', 'flood', ['vn_coordinator: flood']],
      );
    });

    it('takes each step once, however many take it at the same moment', async () => {
      const run = await runIn('call_open');
      const answers = await Promise.all(Array.from({ length: 8 }, () => codeOf(life.closeCall(vnCoordinator, run.id))));
      assert.deepEqual(answers.sort(), ['done', ...Array(7).fill('run.call_not_open')]);
    });

    it('waits on those who move runs on, and on nobody else, when its next step is due', async () => {
      const run = await runIn('call_open');
      const due = async (actor: Actor) =>
        (await life.due(actor)).filter((one) => one.run.id === run.id).map(({ step, since }) => `${step} ${since}`);
      context.clock.set('2026-03-09T16:59:00Z');
      assert.deepEqual(await due(vnCoordinator), []);
      context.clock.set('2026-03-09T17:00:00Z');
      assert.deepEqual(await due(vnCoordinator), ['close_call 2026-03-09']);
      await life.closeCall(vnCoordinator, run.id);
      assert.deepEqual(await due(vnCoordinator), ['start 2026-03-09']);
      await life.start(vnCoordinator, run.id);
      assert.deepEqual(await due(vnCoordinator), []);
      context.clock.set('2026-03-20T00:00:00Z');
      assert.deepEqual(await due(vnCoordinator), ['complete 2026-03-20']);
      assert.deepEqual(await due(actorOf('lao_coordinator')), []);
    });

    it('is edited only from the version that was looked at', async () => {
      const run = await plannedRun(context);
      await runs.edit(vnCoordinator, run.id, 1, { capacity: 12 });
      assert.equal(await codeOf(runs.edit(vnCoordinator, run.id, 1, { capacity: 13 })), 'stale');
      const edited = await runs.getInSight(vnCoordinator, run.id);
      assert.deepEqual([edited.capacity, edited.version], [12, 2]);
    });

    it('names the field that may no longer change, and lets an unchanged one pass', async () => {
      const run = await runIn('running');
      assert.equal(
        await codeOf(runs.edit(vnCoordinator, run.id, run.version, { attendanceThreshold: 50 })),
        '/attendanceThreshold run.rules_fixed',
      );
      const same = await runs.edit(vnCoordinator, run.id, run.version, { attendanceThreshold: 80, capacity: 31 });
      assert.equal(same.capacity, 31);
    });

    it('has a code of its own', async () => {
      const run = await plannedRun(context);
      assert.equal(await codeOf(plannedRun(context, { code: run.code })), '/code run.code_taken');
      const other = await plannedRun(context);
      assert.equal(await codeOf(runs.edit(vnCoordinator, other.id, 1, { code: run.code })), '/code run.code_taken');
    });

    it('keeps its sessions within its dates, also when both change at once', async () => {
      const run = await plannedRun(context);
      await sessions.schedule(vnCoordinator, run.id, sessionOn('2026-03-18'));
      const shorter = { endsOn: localDate('2026-03-17') };
      assert.equal(await codeOf(runs.edit(vnCoordinator, run.id, 1, shorter)), '/endsOn run.sessions_outside');
      for (let round = 0; round < 5; round += 1) {
        const rival = await plannedRun(context);
        const [edit, schedule] = await Promise.all([
          codeOf(runs.edit(vnCoordinator, rival.id, 1, shorter)),
          codeOf(sessions.schedule(vnCoordinator, rival.id, sessionOn('2026-03-18'))),
        ]);
        const outcome = [edit, schedule].join(' | ');
        assert.ok(
          ['/endsOn run.sessions_outside | done', 'done | /startsAt session.outside_run'].includes(outcome),
          outcome,
        );
      }
    });

    it('tells those above of new dates in the same unit', async () => {
      const run = await plannedRun(context);
      const told: string[] = [];
      context.get(RunDates).register(async (id, { from, to }) => {
        if (id !== run.id) return;
        told.push(`${from} ${to}`);
        if (told.length === 1) throw new DomainError('conflict', 'test.overlap');
      });
      const later = { endsOn: localDate('2026-03-25') };
      assert.equal(await codeOf(runs.edit(vnCoordinator, run.id, 1, later)), 'test.overlap');
      assert.equal((await runs.getInSight(vnCoordinator, run.id)).endsOn, '2026-03-20');
      assert.equal(await codeOf(runs.edit(vnCoordinator, run.id, 1, later)), 'done');
      assert.deepEqual(told, ['2026-03-09 2026-03-25', '2026-03-09 2026-03-25']);
    });
  });

  describe('the sight of runs', () => {
    it('before the call is the planners’, and an instructor’s of runs they teach; afterwards everybody’s', async () => {
      const teacher = await person(context, 'Nguyễn Thị Hà');
      context.clock.set('2026-03-02T02:00:00Z');
      const planned = await plannedRun(context);
      const taught = await plannedRun(context);
      await sessions.schedule(vnCoordinator, taught.id, sessionOn('2026-03-09', { instructorIds: [teacher.id] }));
      const called = await runIn('call_open');
      const withdrawn = await runIn('call_open');
      await life.cancel(vnCoordinator, withdrawn.id, 'flood');
      const neverCalled = await plannedRun(context);
      await life.cancel(vnCoordinator, neverCalled.id, 'no money');
      const all = { planned, taught, called, withdrawn, neverCalled };

      const published = ['called', 'withdrawn'];
      const every = Object.keys(all);
      const table: [Actor, string[]][] = [
        [vnCoordinator, every],
        [actorOf('lao_coordinator'), every],
        [actorOf('lao_co_chair'), every],
        [actorOf('auditor'), every],
        [actorOf('instructor', { personId: teacher.id }), ['taught', ...published]],
        [actorOf('instructor'), published],
        [actorOf('nominator'), published],
        [actorOf('trainee'), published],
        [actorOf('admin'), published],
        [actorOf('consumer'), published],
        [publicActor('en'), published],
      ];
      for (const [actor, expected] of table) {
        const listed = new Set((await runs.list(actor, everything)).items.map(({ id }) => id));
        const seen = Object.entries(all)
          .filter(([, run]) => listed.has(run.id))
          .map(([name]) => name);
        assert.deepEqual(seen, expected, `${actor.roles} ${actor.kind}`);
        for (const [name, run] of Object.entries(all))
          assert.equal(await codeOf(runs.getInSight(actor, run.id)), expected.includes(name) ? 'done' : 'not_found');
      }
    });

    it('of a programme and a course without a call is not the public’s', async () => {
      const courseId = await course(context);
      const { programmeId } = await context.get(CoursesService).getInSight(vnCoordinator, courseId);
      const seen = async (actor: Actor) => [
        await codeOf(context.get(CoursesService).getInSight(actor, courseId)),
        await codeOf(context.get(ProgrammesService).getInSight(actor, programmeId)),
      ];
      assert.deepEqual(await seen(actorOf('nominator')), ['done', 'done']);
      assert.deepEqual(await seen(publicActor('en')), ['not_found', 'not_found']);
      await runIn('call_open', { courseId });
      assert.deepEqual(await seen(publicActor('en')), ['done', 'done']);
      assert.deepEqual(await seen(actorOf('consumer')), ['done', 'done']);
    });
  });

  describe('the list of runs', () => {
    it('is filtered, searched in any language, sorted by several keys and goes on behind a cursor', async () => {
      context.clock.set('2026-03-02T02:00:00Z');
      const courseId = await course(context);
      const made: string[] = [];
      for (const [index, startsOn] of [
        '2026-03-09',
        '2026-03-10',
        '2026-03-09',
        '2026-03-11',
        '2026-03-10',
      ].entries()) {
        const dates = { startsOn: localDate(startsOn), code: `LIST-${index}` };
        made.push((await plannedRun(context, { courseId, ...dates })).id);
      }
      await life.openCall(vnCoordinator, made[3]);
      const list = (more: Partial<RunQuery>) => runs.list(vnCoordinator, { ...everything, courseId, ...more });
      const codes = async (more: Partial<RunQuery>) =>
        (await list(more)).items.map(({ code }) => code.slice(-1)).join('');
      assert.equal(await codes({ sort: '-startsOn,code' }), '31402');
      assert.equal(await codes({ sort: 'startsOn,-code' }), '20413');
      assert.equal(await codes({ status: 'call_open' }), '3');
      assert.equal(await codes({ call: 'open' }), '3');
      assert.equal(await codes({ q: 'list-4' }), '4');
      for (const q of ['ເຂດ', 'quan ly', 'INDUSTRIAL', 'Hà Nội', 'ha noi'])
        assert.equal((await codes({ q })).length, 5, q);
      assert.equal(await codes({ q: 'no such thing' }), '');
      assert.equal(await codes({ from: localDate('2026-03-21') }), '');
      assert.equal(await codes({ to: localDate('2026-03-09'), sort: 'code' }), '02');

      let read = '';
      let after: string | undefined;
      do {
        const page = await list({ sort: '-startsOn,code', pageSize: 2, total: 'false', after });
        assert.equal(page.total, undefined);
        read += page.items.map(({ code }) => code.slice(-1)).join('');
        after = page.next;
      } while (after);
      assert.equal(read, await codes({ sort: '-startsOn,code' }));
      assert.equal((await list({ pageSize: 2, page: 3 })).items.length, 1);
      assert.equal((await list({ pageSize: 2 })).total, 5);
      assert.equal(await codeOf(list({ sort: 'password' })), '/sort list.sort_unknown');
      assert.equal(await codeOf(list({ after: 'rubbish' })), 'list.cursor_malformed');
    });
  });

  describe('the quotas of a run', () => {
    it('are set as a whole, never below what is taken, from the version that was looked at', async () => {
      const run = await plannedRun(context);
      const ministry = await organisation(context, 'ministry');
      const other = await organisation(context, 'other');
      const service = context.get(QuotasService);
      await quotas(context, run, [ministry.id, 5], [other.id, 3]);
      assert.equal(await codeOf(service.set(vnCoordinator, run.id, 1, [])), 'stale');
      const changed = await service.set(vnCoordinator, run.id, 2, [{ organisationId: ministry.id, seats: 6 }]);
      assert.deepEqual(
        changed.quotas.map(({ organisationId, seats }) => [organisationId, seats]),
        [[ministry.id, 6]],
      );
      assert.equal(
        await codeOf(service.set(vnCoordinator, run.id, 3, [{ organisationId: run.id, seats: 1 }])),
        '/0/organisationId field.not_a_choice',
      );
      assert.equal(await codeOf(service.set(actorOf('nominator'), run.id, 3, [])), 'forbidden');
    });

    it('are seen by a nominator as far as they concern them', async () => {
      const run = await runIn('call_open');
      const ministry = await organisation(context, 'ministry');
      const department = await organisation(context, 'department', ministry);
      const section = await organisation(context, 'section', department);
      const beside = await organisation(context, 'beside', ministry);
      const rows: [string, number][] = [ministry, department, section, beside].map(({ id }) => [id, 2]);
      await quotas(context, run, ...rows);
      const nominator = actorOf('nominator', { organisationId: department.id, organisationPath: department.path });
      const seen = (await context.get(QuotasService).ofRun(nominator, run.id)).quotas;
      assert.deepEqual(
        new Set(seen.map(({ organisationId }) => organisationId)),
        new Set([ministry, department, section].map(({ id }) => id)),
      );
      assert.equal((await context.get(QuotasService).ofRun(actorOf('nominator'), run.id)).quotas.length, 0);
    });
  });

  describe('a session', () => {
    it('is numbered in the order of scheduling, also when two are scheduled at once', async () => {
      const run = await plannedRun(context);
      const made = await Promise.all(
        ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12'].map((day) =>
          sessions.schedule(vnCoordinator, run.id, sessionOn(day)),
        ),
      );
      assert.deepEqual(made.map(({ number }) => number).sort(), [1, 2, 3, 4]);
      assert.equal(await context.get(SessionLookup).plannedUnits(run.id), 16);
    });

    it('is deleted before the call only, then cancelled; its units leave the plan', async () => {
      const run = await plannedRun(context);
      const [first, second] = [
        await sessions.schedule(vnCoordinator, run.id, sessionOn('2026-03-09')),
        await sessions.schedule(vnCoordinator, run.id, sessionOn('2026-03-10')),
      ];
      await sessions.remove(vnCoordinator, first.id, 1);
      assert.equal(await codeOf(sessions.getInSight(vnCoordinator, first.id)), 'not_found');
      context.clock.set('2026-03-02T02:00:00Z');
      await life.openCall(vnCoordinator, run.id);
      assert.equal(await codeOf(sessions.remove(vnCoordinator, second.id, 1)), 'session.removal_after_call');
      const cancelled = await sessions.cancel(vnCoordinator, second.id, 'lecturer ill');
      assert.deepEqual([cancelled.status, cancelled.cancelReason], ['cancelled', 'lecturer ill']);
      assert.equal(await codeOf(sessions.cancel(vnCoordinator, second.id, 'again')), 'session.is_cancelled');
      assert.equal(await context.get(SessionLookup).plannedUnits(run.id), 0);
    });

    it('with marks keeps its units and is never deleted', async () => {
      const run = await plannedRun(context);
      const session = await sessions.schedule(vnCoordinator, run.id, sessionOn());
      context.get(SessionRemoval).register(async (id) => (id === session.id ? denied('test.has_marks') : 'allowed'));
      assert.equal(await codeOf(sessions.remove(vnCoordinator, session.id, 1)), 'test.has_marks');
      assert.equal(await codeOf(sessions.edit(vnCoordinator, session.id, 1, { units: 5 })), 'test.has_marks');
      const renamed = await sessions.edit(vnCoordinator, session.id, 1, { topic: en('Renamed'), units: 4 });
      assert.equal(renamed.topic.en, 'Renamed');
    });

    it('refuses an instructor who teaches elsewhere at the time, naming both sides', async () => {
      const teacher = await person(context, 'Trần Văn Bình');
      const run = await plannedRun(context);
      const other = await plannedRun(context);
      const taught = { instructorIds: [teacher.id] };
      const first = await sessions.schedule(vnCoordinator, run.id, sessionOn('2026-03-09', taught));
      const clash = sessions.schedule(vnCoordinator, other.id, sessionOn('2026-03-09', taught));
      await assert.rejects(clash, (error: DomainError) => {
        assert.equal(error.code, 'session.instructor_clash');
        const there = { run: run.code, number: 1, day: '2026-03-09', from: '08:00', to: '11:30' };
        assert.deepEqual(error.args, { instructor: 'Trần Văn Bình', ...there });
        return true;
      });
      const after = { startsAt: first.endsAt, endsAt: new Date('2026-03-09T06:00:00Z') };
      const next = await sessions.schedule(vnCoordinator, other.id, sessionOn('2026-03-09', { ...taught, ...after }));
      assert.deepEqual(next.instructors, [{ personId: teacher.id, name: 'Trần Văn Bình' }]);
      await sessions.cancel(vnCoordinator, first.id, 'moved');
      assert.equal(await codeOf(sessions.edit(vnCoordinator, next.id, 1, { startsAt: first.startsAt })), 'done');
    });

    it('is seen by those whose run it is', async () => {
      const teacher = await person(context, 'Lê Thị Lan');
      const run = await runIn('call_open');
      await sessions.schedule(vnCoordinator, run.id, sessionOn('2026-03-10', { instructorIds: [teacher.id] }));
      const elsewhere = await runIn('call_open');
      context.get(RunMembers).register({
        ofOrganisation: (column, path) => where(`${column} = ? AND ? = '/theirs/'`, run.id, path),
        ofPerson: (column, id) => where(`${column} = ? AND ? = 'trainee'`, run.id, id),
        organisationsIn: async () => [],
      });
      const listed = async (actor: Actor, id: string) => (await sessions.list(actor, id, everything)).items.length;
      const table: [Actor, number, number][] = [
        [vnCoordinator, 2, 1],
        [actorOf('auditor'), 2, 1],
        [actorOf('instructor', { personId: teacher.id }), 2, 0],
        [actorOf('trainee', { personId: 'trainee' }), 2, 0],
        [actorOf('trainee', { personId: 'other' }), 0, 0],
        [actorOf('nominator', { organisationPath: '/theirs/' }), 2, 0],
        [actorOf('nominator', { organisationPath: '/others/' }), 0, 0],
        [actorOf('nominator'), 0, 0],
      ];
      for (const [actor, own, other] of table)
        assert.deepEqual(
          [await listed(actor, run.id), await listed(actor, elsewhere.id)],
          [own, other],
          `${actor.roles}`,
        );
      for (const role of ['admin', 'consumer'] as const)
        assert.equal(await codeOf(sessions.list(actorOf(role), run.id, everything)), 'forbidden');
      assert.equal(await codeOf(sessions.list(publicActor('en'), run.id, everything)), 'unauthenticated');
    });
  });

  it('lets rooms above look runs up with their names', async () => {
    const run = await plannedRun(context);
    const found = await context.get(RunLookup).byIds([run.id, run.id]);
    assert.equal(found.get(run.id)?.courseTitle.vi, 'Quản lý khu công nghiệp');
    assert.equal(await codeOf(context.get(RunLookup).get(run.courseId)), 'not_found');
  });
});
