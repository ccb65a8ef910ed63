import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  AssessmentLookup,
  AssessmentsService,
  AttendanceModule,
  attendanceEntities,
  CorrectionsService,
  RatesService,
  RollsService,
} from '#libs/attendance';
import { DomainError, newId } from '#libs/kernel';
import { nominationsEntities } from '#libs/nominations';
import { peopleEntities } from '#libs/people';
import { Database, Schema } from '#libs/platform';
import { RunClosing, RunLife, SessionRemoval, SessionsService, TrainingModule, trainingEntities } from '#libs/training';
import { heldRun, saying } from '../support/attendance.js';
import { startContext, type TestContext } from '../support/platform.js';
import { actorOf, person, vnCoordinator } from '../support/training.js';

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return error.fields.length > 0
        ? error.fields.map(({ pointer, code }) => `${pointer} ${code}`).join()
        : error.code;
    },
  );

describe('attendance', () => {
  let context: TestContext;
  let rolls: RollsService;
  let rates: RatesService;
  let corrections: CorrectionsService;
  let assessments: AssessmentsService;
  const now = () => context.clock.now();
  const minutesAgo = (minutes: number) => new Date(now().getTime() - minutes * 60_000);

  before(async () => {
    context = await startContext(
      [TrainingModule, AttendanceModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...attendanceEntities],
    );
    rolls = context.get(RollsService);
    rates = context.get(RatesService);
    corrections = context.get(CorrectionsService);
    assessments = context.get(AssessmentsService);
  });
  after(() => context.close());

  const entriesOf = (sessionId: string) =>
    context.get(Database).rows<{ id: string; status: string; took_effect: number; source: string }>(
      `SELECT en.id, en.status, en.took_effect, en.source FROM attendance_entry en
        JOIN attendance_mark m ON m.id = en.attendance_mark_id WHERE m.session_id = ? ORDER BY en.id`,
      [sessionId],
    );
  const statuses = async (sessionId: string) =>
    (await rolls.get(vnCoordinator, sessionId)).lines.map(({ mark }) => mark?.status ?? null);

  it('has tables just as its entities say', async () => {
    assert.deepEqual(await context.get(Schema).drift(), []);
  });

  describe('an open roll', () => {
    it('shows everyone enrolled, in the order of names, unmarked', async () => {
      const { sessionIds } = await heldRun(context, ['Keo', 'Bounmy']);
      const roll = await rolls.get(vnCoordinator, sessionIds[0]);
      assert.deepEqual(
        roll.lines.map(({ fullName, mark }) => [fullName, mark]),
        [
          ['Bounmy', null],
          ['Keo', null],
        ],
      );
      assert.equal(roll.version, 0);
    });

    it('takes the same mark id twice as once', async () => {
      const {
        sessionIds: [id],
        enrolments: [one],
      } = await heldRun(context, ['Keo']);
      const mark = saying(one.id, 'present', now());
      const first = await rolls.record(vnCoordinator, id, [mark]);
      const again = await rolls.record(vnCoordinator, id, [mark]);
      assert.deepEqual(again.lines, first.lines);
      assert.equal((await entriesOf(id)).length, 1);
      const twiceAtOnce = await rolls.record(vnCoordinator, id, [mark, mark]);
      assert.deepEqual(twiceAtOnce.lines, first.lines);
    });

    it('refuses a mark id that stands for something else', async () => {
      const {
        sessionIds: [id],
        enrolments: [one, two],
      } = await heldRun(context, ['Keo', 'Noy']);
      const mark = saying(one.id, 'present', now());
      await rolls.record(vnCoordinator, id, [mark]);
      assert.equal(
        await codeOf(rolls.record(vnCoordinator, id, [{ ...mark, status: 'late' }])),
        'attendance.mark_id_reused',
      );
      assert.equal(
        await codeOf(rolls.record(vnCoordinator, id, [{ ...mark, enrolmentId: two.id }])),
        'attendance.mark_id_reused',
      );
    });

    it('lets what was said later stand, whatever arrives first, and keeps both', async () => {
      const {
        sessionIds: [id],
        enrolments: [one],
      } = await heldRun(context, ['Keo']);
      context.clock.advance(30 * 60_000);
      await rolls.record(vnCoordinator, id, [saying(one.id, 'late', minutesAgo(5))]);
      await rolls.record(vnCoordinator, id, [saying(one.id, 'absent', minutesAgo(10))]);
      assert.deepEqual(await statuses(id), ['late']);
      assert.deepEqual(
        (await entriesOf(id)).map(({ status, took_effect }) => [status, Number(took_effect)]),
        [
          ['late', 1],
          ['absent', 0],
        ],
      );
      await rolls.record(vnCoordinator, id, [saying(one.id, 'present', minutesAgo(1))]);
      assert.deepEqual(await statuses(id), ['present']);
    });

    it('takes a clock a little ahead as now, and refuses one in another time zone', async () => {
      const {
        sessionIds: [id],
        enrolments: [one],
      } = await heldRun(context, ['Keo']);
      const ahead = saying(one.id, 'present', minutesAgo(-10));
      const roll = await rolls.record(vnCoordinator, id, [ahead]);
      assert.deepEqual(roll.lines[0].mark?.markedAt, now());
      assert.equal(
        await codeOf(rolls.record(vnCoordinator, id, [saying(one.id, 'late', minutesAgo(-420))])),
        '/0/markedAt attendance.marked_in_future',
      );
    });

    it('takes all of a list or nothing', async () => {
      const {
        sessionIds: [id],
        enrolments: [one],
      } = await heldRun(context, ['Keo']);
      const list = [saying(one.id, 'present', now()), saying(newId(), 'present', now())];
      assert.equal(await codeOf(rolls.record(vnCoordinator, id, list)), '/1/enrolmentId attendance.not_on_roll');
      assert.deepEqual(await statuses(id), [null]);
    });

    it('marks the rest present, without touching who is marked', async () => {
      const {
        sessionIds: [id],
        enrolments: [one],
      } = await heldRun(context, ['Ay', 'Bee', 'See']);
      await rolls.mark(vnCoordinator, id, [saying(one.id, 'excused', now())], true);
      assert.deepEqual(await statuses(id), ['excused', 'present', 'present']);
    });

    it('is neither marked an hour before nor closed before the session begins', async () => {
      const {
        sessionIds: [, id],
        enrolments: [one],
      } = await heldRun(context, ['Keo'], ['2026-03-09', '2026-03-10']);
      assert.equal(
        await codeOf(rolls.record(vnCoordinator, id, [saying(one.id, 'present', now())])),
        'attendance.roll_not_yet_open',
      );
      context.clock.set('2026-03-10T00:30:00Z');
      assert.equal(await codeOf(rolls.record(vnCoordinator, id, [saying(one.id, 'present', now())])), 'done');
      assert.equal(await codeOf(rolls.close(vnCoordinator, id, {})), 'attendance.session_not_begun');
    });
  });

  describe('closing a roll', () => {
    it('records absent for everyone unmarked, and from then on refuses marks', async () => {
      const {
        sessionIds: [id],
        enrolments: [one, two],
      } = await heldRun(context, ['Ay', 'Bee', 'See']);
      const kept = saying(one.id, 'late', now());
      await rolls.record(vnCoordinator, id, [kept]);
      const closed = await rolls.close(vnCoordinator, id, { unmarked: 2 });
      assert.deepEqual(
        closed.lines.map(({ mark }) => [mark?.status, mark?.source]),
        [
          ['late', 'roll'],
          ['absent', 'closing'],
          ['absent', 'closing'],
        ],
      );
      assert.equal(
        await codeOf(rolls.record(vnCoordinator, id, [saying(two.id, 'present', now())])),
        'attendance.roll_closed',
      );
      assert.equal(await codeOf(rolls.close(vnCoordinator, id, {})), 'attendance.roll_closed');
      // A device that never got its answer asks again: still the same answer.
      assert.equal(await codeOf(rolls.record(vnCoordinator, id, [kept])), 'done');
    });

    it('is refused when more would be absent than was shown', async () => {
      const {
        sessionIds: [id],
      } = await heldRun(context, ['Ay', 'Bee']);
      assert.equal(await codeOf(rolls.close(vnCoordinator, id, { unmarked: 1 })), 'attendance.more_unmarked');
      assert.deepEqual(await statuses(id), [null, null]);
      assert.equal((await rolls.get(vnCoordinator, id)).closedAt, null);
    });

    it('is by the instructor of the run or Viet Nam alone; who sees the roll without may not, who does not see it finds nothing', async () => {
      const { id: personId } = await person(context, 'Thầy');
      const {
        sessionIds: [id],
      } = await heldRun(context, ['Ay'], ['2026-03-09'], { session: { instructorIds: [personId] } });
      assert.equal(await codeOf(rolls.close(actorOf('lao_coordinator'), id, {})), 'forbidden');
      assert.equal(await codeOf(rolls.close(actorOf('instructor', { personId: newId() }), id, {})), 'not_found');
      assert.equal(await codeOf(rolls.close(actorOf('instructor', { personId }), id, {})), 'done');
    });
  });

  describe('a correction', () => {
    const closedRoll = async () => {
      const { id: personId } = await person(context, 'Thầy');
      const held = await heldRun(context, ['Ay'], ['2026-03-09'], { session: { instructorIds: [personId] } });
      const roll = await rolls.close(vnCoordinator, held.sessionIds[0], {});
      return {
        ...held,
        sessionId: held.sessionIds[0],
        markId: roll.lines[0].mark!.id,
        instructor: actorOf('instructor', { personId }),
      };
    };

    it('of Viet Nam’s own is approved at once and keeps the old value', async () => {
      const { sessionId, markId } = await closedRoll();
      const row = await corrections.correct(vnCoordinator, markId, { status: 'present', reason: 'signed the sheet' });
      assert.deepEqual(
        [row.fromStatus, row.toStatus, row.status, row.reason],
        ['absent', 'present', 'approved', 'signed the sheet'],
      );
      assert.deepEqual(await statuses(sessionId), ['present']);
      assert.deepEqual(
        (await entriesOf(sessionId)).map(({ status, source }) => [status, source]),
        [
          ['absent', 'closing'],
          ['present', 'correction'],
        ],
      );
    });

    it('asked by an instructor changes nothing until Viet Nam approves', async () => {
      const { sessionId, markId, instructor } = await closedRoll();
      const asked = await corrections.correct(instructor, markId, { status: 'late', reason: 'the bus' });
      assert.equal(asked.status, 'requested');
      assert.deepEqual(await statuses(sessionId), ['absent']);
      assert.equal(await codeOf(corrections.approve(instructor, asked.id)), 'forbidden');
      assert.equal(
        await codeOf(corrections.correct(instructor, markId, { status: 'present', reason: 'x' })),
        'attendance.correction_pending',
      );
      await corrections.approve(vnCoordinator, asked.id);
      assert.deepEqual(await statuses(sessionId), ['late']);
      assert.equal(await codeOf(corrections.refuse(vnCoordinator, asked.id, 'no')), 'attendance.correction_decided');
    });

    it('refused leaves the mark, and another may be asked for', async () => {
      const { sessionId, markId, instructor } = await closedRoll();
      const asked = await corrections.correct(instructor, markId, { status: 'present', reason: 'I think so' });
      const refused = await corrections.refuse(vnCoordinator, asked.id, 'not on the sheet');
      assert.deepEqual([refused.status, refused.decisionReason], ['refused', 'not on the sheet']);
      assert.deepEqual(await statuses(sessionId), ['absent']);
      assert.equal(
        await codeOf(corrections.correct(instructor, markId, { status: 'late', reason: 'gate book' })),
        'done',
      );
    });

    it('asked for twice at once is asked for once', async () => {
      const { markId, instructor } = await closedRoll();
      const both = await Promise.all(
        [0, 1].map(() => codeOf(corrections.correct(instructor, markId, { status: 'late', reason: 'bus' }))),
      );
      assert.deepEqual(both.sort(), ['attendance.correction_pending', 'done']);
    });

    it('is decided once, also by two at the same moment', async () => {
      const { sessionId, markId, instructor } = await closedRoll();
      const asked = await corrections.correct(instructor, markId, { status: 'present', reason: 'bus' });
      const both = await Promise.all([
        codeOf(corrections.approve(vnCoordinator, asked.id)),
        codeOf(corrections.refuse(vnCoordinator, asked.id, 'no')),
      ]);
      assert.deepEqual(both.sort(), ['attendance.correction_decided', 'done']);
      const { status } = await corrections.get(vnCoordinator, asked.id);
      assert.deepEqual(await statuses(sessionId), [status === 'approved' ? 'present' : 'absent']);
    });

    it('is not of an open roll, nor to the same', async () => {
      const {
        sessionIds: [id],
        enrolments: [one],
      } = await heldRun(context, ['Keo']);
      const roll = await rolls.record(vnCoordinator, id, [saying(one.id, 'present', now())]);
      const open = corrections.correct(vnCoordinator, roll.lines[0].mark!.id, { status: 'late', reason: 'x' });
      assert.equal(await codeOf(open), 'attendance.roll_still_open');
      const { markId } = await closedRoll();
      assert.equal(
        await codeOf(corrections.correct(vnCoordinator, markId, { status: 'absent', reason: 'x' })),
        'attendance.correction_same',
      );
    });
  });

  describe('the rate', () => {
    it('is over all planned units; a cancelled session leaves them and keeps its marks', async () => {
      const {
        run,
        sessionIds: [one, two],
        enrolments: [keo],
      } = await heldRun(context, ['Keo'], ['2026-03-09', '2026-03-10', '2026-03-11']);
      await rolls.record(vnCoordinator, one, [saying(keo.id, 'present', now())]);
      await rolls.close(vnCoordinator, one, {});
      const rate = async () => (await rates.ofRun(run.id)).get(keo.id)!;
      assert.deepEqual([(await rate()).attendedUnits, (await rate()).plannedUnits], [4, 12]);
      context.clock.set('2026-03-10T01:00:00Z');
      await rolls.close(vnCoordinator, two, {});
      assert.deepEqual([(await rate()).missedUnits, (await rate()).canReach], [4, false]);
      await context.get(SessionsService).cancel(vnCoordinator, two, 'flood');
      assert.deepEqual(
        [(await rate()).attendedUnits, (await rate()).plannedUnits, (await rate()).canReach],
        [4, 8, true],
      );
      assert.deepEqual(await statuses(two), ['absent']);
      const attendance = await rates.list(vnCoordinator, run.id);
      assert.deepEqual(
        attendance.rates.map(({ fullName, attendedUnits }) => [fullName, attendedUnits]),
        [['Keo', 4]],
      );
    });

    it('counts an excused absence only where the run says so', async () => {
      for (const [excusedCounts, attended] of [
        [false, 0],
        [true, 4],
      ] as const) {
        const {
          run,
          sessionIds: [id],
          enrolments: [keo],
        } = await heldRun(context, ['Keo'], ['2026-03-09'], { run: { excusedCounts } });
        await rolls.record(vnCoordinator, id, [saying(keo.id, 'excused', now())]);
        assert.equal((await rates.ofRun(run.id)).get(keo.id)?.attendedUnits, attended);
      }
    });

    it('is seen by an organisation for its own people, by a trainee for themselves, by strangers not at all', async () => {
      const {
        run,
        organisation,
        enrolments: [ay],
      } = await heldRun(context, ['Ay', 'Bee']);
      const other = await heldRun(context, ['Kham']);
      const names = async (actor: Parameters<RatesService['list']>[0], runId = run.id) =>
        (await rates.list(actor, runId)).rates.map(({ fullName }) => fullName);
      assert.deepEqual(
        await names(actorOf('nominator', { organisationId: organisation.id, organisationPath: organisation.path })),
        ['Ay', 'Bee'],
      );
      assert.deepEqual(await names(actorOf('trainee', { personId: ay.personId })), ['Ay']);
      const stranger = actorOf('nominator', {
        organisationId: other.organisation.id,
        organisationPath: other.organisation.path,
      });
      assert.equal(await codeOf(rates.list(stranger, run.id)), 'not_found');
      assert.equal(await codeOf(rates.list(actorOf('nominator'), run.id)), 'not_found');
      assert.equal(await codeOf(rates.list(actorOf('admin'), run.id)), 'forbidden');
      assert.deepEqual(
        (await rolls.get(actorOf('trainee', { personId: ay.personId }), await sessionOf(run.id))).lines.length,
        1,
      );
    });
    const sessionOf = async (runId: string) =>
      (await context.get(Database).rows<{ id: string }>('SELECT id FROM session WHERE run_id = ?', [runId]))[0].id;
  });

  describe('what training asks', () => {
    it('keeps a session with marks, and a run with open rolls from being completed', async () => {
      const {
        run,
        sessionIds: [id],
        enrolments: [keo],
      } = await heldRun(context, ['Keo']);
      const removal = context.get(SessionRemoval);
      assert.equal(await removal.mayRemove(id), 'allowed');
      await rolls.record(vnCoordinator, id, [saying(keo.id, 'present', now())]);
      assert.deepEqual(await removal.mayRemove(id), { denied: 'attendance.session_has_marks', args: {} });
      const closing = context.get(RunClosing);
      assert.deepEqual(await closing.mayComplete(run.id), { denied: 'attendance.rolls_open', args: { count: 1 } });
      await rolls.close(vnCoordinator, id, {});
      assert.equal(await closing.mayComplete(run.id), 'allowed');
      context.clock.set('2026-03-20T02:00:00Z');
      assert.equal((await context.get(RunLife).complete(vnCoordinator, run.id)).status, 'completed');
    });
  });

  describe('an assessment', () => {
    it('is recorded, changed and read by the rooms above', async () => {
      const {
        run,
        enrolments: [ay, bee],
      } = await heldRun(context, ['Ay', 'Bee']);
      await assessments.record(vnCoordinator, run.id, [{ enrolmentId: ay.id, passed: true, grade: 'Giỏi' }]);
      const lookup = context.get(AssessmentLookup);
      assert.deepEqual([...(await lookup.ofRun(run.id))], [[ay.id, { passed: true, grade: 'Giỏi' }]]);
      await assessments.record(vnCoordinator, run.id, [
        { enrolmentId: ay.id, passed: false, grade: '' },
        { enrolmentId: bee.id, passed: true, grade: 'A' },
      ]);
      assert.deepEqual((await lookup.ofRun(run.id)).get(ay.id), { passed: false, grade: '' });
      const { rows } = await assessments.list(vnCoordinator, run.id);
      assert.deepEqual(
        rows.map(({ passed, version }) => [passed, version]),
        [
          [false, 2],
          [true, 1],
        ],
      );
    });

    it('changed by somebody else meanwhile is not overwritten, nor anything beside it', async () => {
      const {
        run,
        enrolments: [ay, bee],
      } = await heldRun(context, ['Ay', 'Bee']);
      await assessments.record(vnCoordinator, run.id, [{ enrolmentId: ay.id, passed: true, grade: 'A', version: 0 }]);
      const late = [
        { enrolmentId: bee.id, passed: true, grade: 'B', version: 0 },
        { enrolmentId: ay.id, passed: false, grade: 'C', version: 0 },
      ];
      assert.equal(await codeOf(assessments.record(vnCoordinator, run.id, late)), 'stale');
      assert.deepEqual(
        [...(await context.get(AssessmentLookup).ofRun(run.id)).values()],
        [{ passed: true, grade: 'A' }],
      );
    });

    it('recorded by two at once is one', async () => {
      const {
        run,
        enrolments: [ay],
      } = await heldRun(context, ['Ay']);
      await Promise.all(
        ['A', 'B'].map((grade) =>
          assessments.record(vnCoordinator, run.id, [{ enrolmentId: ay.id, passed: true, grade }]),
        ),
      );
      assert.equal((await context.get(AssessmentLookup).ofRun(run.id)).size, 1);
    });

    it('is refused where the run has none', async () => {
      const {
        run,
        enrolments: [ay],
      } = await heldRun(context, ['Ay'], ['2026-03-09'], { run: { hasAssessment: false } });
      assert.equal(
        await codeOf(assessments.record(vnCoordinator, run.id, [{ enrolmentId: ay.id, passed: true, grade: '' }])),
        'assessment.run_has_none',
      );
    });
  });
});
