import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addDays, isAllowed, type LocalDate, localDate } from '#libs/kernel';
import { NominationsModule, nominationsEntities } from '#libs/nominations';
import {
  OutputReminders,
  OutputReviewService,
  OutputsModule,
  OutputsService,
  outputsEntities,
  RequiredOutputs,
  RequiredOutputsWaiting,
} from '#libs/outputs';
import { PeopleModule, peopleEntities } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import {
  type CourseRun,
  CoursesService,
  DueDatesService,
  type RequiredOfRun,
  RunClosing,
  RunCopiesService,
  RunsService,
  TrainingModule,
  trainingEntities,
} from '#libs/training';
import { RequiredOutputs1763803300000 } from '../../libs/platform/src/database/migrations/0027-required-outputs.js';
import { outcome } from '../support/outcome.js';
import {
  acceptedOutput,
  fullMarks,
  laoCoordinator,
  lookedThrough,
  publishedOutput,
  runIn,
  submittedOutput,
  traineeOf,
} from '../support/outputs.js';
import { startContext, type TestContext } from '../support/platform.js';
import { actorOf, course, plannedRun, requiring, vnCoordinator } from '../support/training.js';

const report = (more: Partial<RequiredOfRun> = {}): RequiredOfRun[] => [
  { kind: 'practical_report', count: 1, per: 'run', dueOn: null, ...more },
];

let context: TestContext;
before(async () => {
  context = await startContext(
    [PeopleModule, TrainingModule, NominationsModule, OutputsModule],
    [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...outputsEntities],
  );
});
after(() => context.close());

const database = () => context.get(Database);

describe('required outputs that were lists of kinds', () => {
  it('become one of each kind, of the run, by no date; again and back without harm', async () => {
    const run = await plannedRun(context);
    const stored = async () => {
      const [row] = await database().rows<{ c: string; r: string }>(
        'SELECT c.required_outputs AS c, r.required_outputs AS r FROM course_run r JOIN course c ON c.id = r.course_id WHERE r.id = ?',
        [run.id],
      );
      return [row!.c, row!.r];
    };
    const before = ['["model","dataset"]', '["dataset"]'];
    await context.get(UnitOfWork).run(async () => {
      await database().change('UPDATE course SET required_outputs = ? WHERE id = ?', [before[0], run.courseId]);
      await database().change('UPDATE course_run SET required_outputs = ? WHERE id = ?', [before[1], run.id]);
    });
    const migration = new RequiredOutputs1763803300000();
    const migrate = (way: 'up' | 'down') =>
      context.get(UnitOfWork).run(() => migration[way](database().write.queryRunner!));
    for (const _ of [1, 2]) {
      await migrate('up');
      assert.deepEqual(await stored(), [
        '[{"kind":"model","count":1,"per":"run","dueDays":null},{"kind":"dataset","count":1,"per":"run","dueDays":null}]',
        '[{"kind":"dataset","count":1,"per":"run","dueOn":null}]',
      ]);
    }
    assert.deepEqual(
      (await context.get(RunsService).getInSight(vnCoordinator, run.id)).requiredOutputs,
      requiring('dataset'),
    );
    await migrate('down');
    assert.deepEqual(await stored(), before);
    await migrate('up');
  });
});

describe('the due dates of a run', () => {
  const runs = () => context.get(RunsService);
  const edit = (run: CourseRun, changes: Parameters<RunsService['edit']>[3]) =>
    runs().edit(vnCoordinator, run.id, run.version, changes);

  it('are counted from its end, by its course or as it is planned', async () => {
    const courseId = await course(context);
    await context.get(CoursesService).edit(vnCoordinator, courseId, 1, {
      requiredOutputs: [{ kind: 'model', count: 2, per: 'group', dueDays: 10 }],
    });
    assert.deepEqual((await plannedRun(context, { courseId })).requiredOutputs, [
      { kind: 'model', count: 2, per: 'group', dueOn: '2026-03-30' },
    ]);
    const own = [{ kind: 'dataset' as const, count: 1, per: 'run' as const, dueOn: null, dueDays: 0 }];
    assert.equal(
      (await plannedRun(context, { courseId, requiredOutputs: own })).requiredOutputs[0]!.dueOn,
      '2026-03-20',
    );
  });

  it('move along with its end unless they are named, and are never before it begins', async () => {
    const run = await plannedRun(context, { requiredOutputs: report({ dueOn: localDate('2026-03-27') }) });
    const later = await edit(run, { endsOn: localDate('2026-03-23') });
    assert.equal(later.requiredOutputs[0]!.dueOn, '2026-03-30');
    const fixed = await edit(later, { endsOn: run.endsOn, requiredOutputs: later.requiredOutputs });
    assert.equal(fixed.requiredOutputs[0]!.dueOn, '2026-03-30');
    assert.equal(
      await outcome(edit(fixed, { requiredOutputs: report({ dueOn: localDate('2026-03-08') }) })),
      'run.due_before_start',
    );
    const copied = await context.get(RunCopiesService).copy(vnCoordinator, run.id, {
      code: 'COPY-1',
      startsOn: addDays(run.startsOn, 28),
      skipHolidays: false,
      withRooms: false,
      withInstructors: false,
      withQuotas: false,
    });
    assert.equal(copied.run.requiredOutputs[0]!.dueOn, addDays(copied.run.endsOn, 10));
  });
});

describe('the last day of a run that is over', () => {
  it('is moved with a reason until the run is closed', async () => {
    const run = await runIn(context, 'completed', { requiredOutputs: requiring('dataset', 'model') });
    const move = (id: string, kind: 'dataset' | 'practical_report', until: string, actor = vnCoordinator) =>
      outcome(context.get(DueDatesService).move(actor, id, { kind, until: localDate(until), reason: 'Lũ lụt' }));
    assert.equal(await move(run.id, 'dataset', '2026-05-01', laoCoordinator), 'forbidden');
    assert.equal(await move(run.id, 'practical_report', '2026-05-01'), 'field.not_a_choice');
    assert.equal(await move(run.id, 'dataset', '2026-03-01'), 'run.due_before_start');
    assert.equal(await move(run.id, 'dataset', '2026-05-01'), 'done');
    const { requiredOutputs } = await context.get(RunsService).getInSight(vnCoordinator, run.id);
    assert.deepEqual(
      requiredOutputs.map(({ kind, dueOn }) => `${kind} ${dueOn}`),
      ['dataset 2026-05-01', 'model null'],
    );
    const closed = await runIn(context, 'closed', { requiredOutputs: requiring('dataset') });
    assert.equal(await move(closed.id, 'dataset', '2026-05-01'), 'run.is_over');
  });
});

describe('what a run requires of its people', () => {
  const progress = async (run: CourseRun, actor = vnCoordinator) =>
    (await context.get(RequiredOutputs).progress(actor, run.id))[0]!;
  const mayClose = async (run: CourseRun) => isAllowed(await context.get(RunClosing).mayClose(run.id));

  it('of each alone closes it only when everybody has published one of their own', async () => {
    const run = await runIn(context, 'running', { requiredOutputs: report({ per: 'person' }) });
    const ann = await traineeOf(context, run, 'ອານຸສອນ');
    const bounmy = await traineeOf(context, run, 'ບຸນມີ');
    await publishedOutput(context, ann, run, { authorIds: [bounmy.enrolmentId] });
    assert.deepEqual((await progress(run)).whole, { done: 0, needed: 2, state: 'open' });
    await publishedOutput(context, ann, run);
    const half = await progress(run);
    assert.deepEqual([half.whole!.done, half.lacking.map(({ fullName }) => fullName)], [1, ['ບຸນມີ']]);
    assert.equal(await mayClose(run), false);
    const last = await publishedOutput(context, bounmy, run);
    assert.deepEqual((await progress(run)).whole, { done: 2, needed: 2, state: 'met' });
    assert.equal(await mayClose(run), true);
    await context.get(OutputReviewService).withdraw(laoCoordinator, last, 'ຜິດ');
    assert.equal(await mayClose(run), false);
  });

  it('is counted once however many versions are published', async () => {
    const run = await runIn(context, 'running', { requiredOutputs: report({ count: 2 }) });
    const author = await traineeOf(context, run, 'ສີສະຫວາດ');
    const first = await publishedOutput(context, author, run);
    const next = await context.get(OutputsService).beginVersion(author.actor, first);
    await context.get(OutputsService).submit(author.actor, next.id);
    await lookedThrough(context);
    const review = context.get(OutputReviewService);
    await review.accept(vnCoordinator, next.id, fullMarks);
    for (const actor of [laoCoordinator, vnCoordinator]) await review.approvePublication(actor, next.id);
    assert.deepEqual((await progress(run)).whole, { done: 1, needed: 2, state: 'open' });
  });

  it('shows a trainee how they stand themselves, and nobody else', async () => {
    const run = await runIn(context, 'running', {
      requiredOutputs: report({ per: 'group', dueOn: localDate('2026-03-30') }),
    });
    const one = await traineeOf(context, run, 'ແສງເດືອນ');
    const other = await traineeOf(context, run, 'ດາວອນ');
    await acceptedOutput(context, other, run);
    const own = await progress(run, one.actor);
    assert.equal(own.whole, null);
    assert.deepEqual(own.outputs, { draft: 0, submitted: 0, accepted: 0, published: 0 });
    assert.deepEqual(
      own.lacking.map(({ enrolmentId }) => enrolmentId),
      [one.enrolmentId],
    );
    assert.equal(own.daysLeft, 28);
    assert.deepEqual((await progress(run, other.actor)).lacking, []);
    assert.deepEqual((await progress(run, actorOf('trainee', { personId: null }))).lacking, []);
  });
});

describe('the last day of a required output', () => {
  const mails = async (run: CourseRun) => {
    const rows = await database().rows<{ to_name: string; key: string }>(
      "SELECT to_name, event_key AS `key` FROM mail WHERE subject_id = ? AND template = 'outputs_due' ORDER BY id",
      [run.id],
    );
    return rows.map(({ to_name: name, key }) => `${name} ${key.split(':')[3]}`).sort();
  };
  const on = (day: LocalDate) => context.clock.set(`${day}T03:00:00Z`);
  const check = () => Promise.all([1, 2, 3].map(() => context.get(OutputReminders).check()));
  const dueOn = localDate('2026-04-20');

  it('is told to whoever has not submitted, fourteen, seven and one day before and once after', async () => {
    const run = await runIn(context, 'completed', { requiredOutputs: [...report({ dueOn }), ...requiring('dataset')] });
    const diligent = await traineeOf(context, run, 'ຂະຫຍັນ');
    const slow = await traineeOf(context, run, 'ຊ້າ');
    for (const { person } of [diligent, slow])
      await context
        .get(UnitOfWork)
        .run(() =>
          database().change('UPDATE person SET email = ? WHERE id = ?', [`${person.id}@test.example`, person.id]),
        );
    on(localDate('2026-04-05'));
    await check();
    assert.deepEqual(await mails(run), []);
    on(localDate('2026-04-06'));
    await check();
    assert.deepEqual(await mails(run), ['ຂະຫຍັນ 14', 'ຊ້າ 14']);
    await submittedOutput(context, diligent, run);
    for (const day of ['2026-04-07', '2026-04-13', '2026-04-19', '2026-04-20', '2026-04-21', '2026-04-22']) {
      on(localDate(day));
      await check();
    }
    assert.deepEqual(await mails(run), ['ຂະຫຍັນ 14', 'ຊ້າ 1', 'ຊ້າ 14', 'ຊ້າ 7', 'ຊ້າ late']);
  });

  it('stands in what waits on the trainee, and once it has passed on the coordinators', async () => {
    const run = await runIn(context, 'running', { requiredOutputs: report({ dueOn }) });
    const slow = await traineeOf(context, run, 'ຊ້າໆ');
    const waiting = context.get(RequiredOutputsWaiting);
    const late = async () => (await waiting.late(laoCoordinator)).filter(({ runId }) => runId === run.id);
    on(localDate('2026-04-05'));
    assert.deepEqual(await waiting.own(slow.actor), []);
    on(localDate('2026-04-06'));
    assert.deepEqual(await waiting.own(slow.actor), [
      { runId: run.id, runCode: run.code, kind: 'practical_report', dueOn },
    ]);
    assert.deepEqual(await waiting.own(vnCoordinator), []);
    assert.deepEqual(await late(), []);
    on(localDate('2026-04-21'));
    assert.deepEqual(await late(), [{ runId: run.id, runCode: run.code, people: 1, dueOn }]);
    assert.deepEqual(await waiting.late(slow.actor), []);
    await submittedOutput(context, slow, run);
    assert.deepEqual(await waiting.own(slow.actor), []);
    assert.deepEqual(await late(), []);
  });
});
