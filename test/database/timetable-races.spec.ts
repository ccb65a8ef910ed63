import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { DomainError } from '#libs/kernel';
import { peopleEntities } from '#libs/people';
import { Database } from '#libs/platform';
import {
  type CourseRun,
  RunCopiesService,
  runCopy,
  type SessionFields,
  SessionSeriesService,
  SessionsService,
  TrainingModule,
  trainingEntities,
} from '#libs/training';
import { BookingsRepository } from '../../libs/training/src/timetable/bookings.repository.js';
import { engine } from '../support/engine.js';
import { startContext, type TestContext } from '../support/platform.js';
import { room } from '../support/rooms.js';
import { person, plannedRun, sessionOn, vnCoordinator } from '../support/training.js';

const rivals = 6;

/** Planners who want the same room or the same instructor for the same morning, all at once. */
describe('two planners at once', () => {
  let context: TestContext;
  before(async () => {
    context = await startContext([TrainingModule], [...peopleEntities, ...trainingEntities]);
  });
  after(() => context.close());

  /** Who won, and what each of the others was told. */
  async function want(fields: Partial<SessionFields>): Promise<{ winners: CourseRun[]; told: DomainError[] }> {
    const runs = await Promise.all(Array.from({ length: rivals }, () => plannedRun(context)));
    const sessions = context.get(SessionsService);
    const answers = await Promise.allSettled(
      runs.map(({ id }) => sessions.schedule(vnCoordinator, id, sessionOn('2026-03-10', fields))),
    );
    const told = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as DomainError] : []));
    for (const error of told) assert.ok(error instanceof DomainError, String(error));
    return { winners: runs.filter((_, index) => answers[index]?.status === 'fulfilled'), told };
  }

  const sessionsIn = (roomId: string) =>
    context.get(Database).rows('SELECT id FROM session WHERE room_id = ?', [roomId]);

  const taughtBy = (personId: string) =>
    context.get(Database).rows('SELECT id FROM session_instructor WHERE person_id = ?', [personId]);

  it('book one room once; the others are told who has it', async () => {
    const hall = await room(context);
    const { winners, told } = await want({ roomId: hall.id });
    assert.equal(winners.length, 1);
    assert.equal((await sessionsIn(hall.id)).length, 1);
    assert.deepEqual(
      told.map(({ code, args }) => [code, args.run, args.number, args.from]),
      Array(rivals - 1).fill(['session.room_clash', winners[0]?.code, 1, '08:00']),
    );
  });

  it('book one instructor once; the others are told where they teach', async () => {
    const teacher = await person(context, 'Đỗ Minh Tuấn');
    const { winners, told } = await want({ instructorIds: [teacher.id] });
    assert.equal(winners.length, 1);
    assert.equal((await taughtBy(teacher.id)).length, 1);
    assert.deepEqual(
      told.map(({ code, args }) => [code, args.instructor, args.run]),
      Array(rivals - 1).fill(['session.instructor_clash', 'Đỗ Minh Tuấn', winners[0]?.code]),
    );
  });

  it('book a room and an instructor together once, and none waits for another for ever', async () => {
    const hall = await room(context);
    const teachers = await Promise.all(['Lan', 'Mai', 'Hoa'].map((name) => person(context, name)));
    const ids = teachers.map(({ id }) => id);
    const both = await Promise.all([
      want({ roomId: hall.id, instructorIds: ids }),
      want({ roomId: hall.id, instructorIds: ids.toReversed() }),
    ]);
    assert.equal(both.flatMap(({ winners }) => winners).length, 1);
    assert.equal((await sessionsIn(hall.id)).length, 1);
  });

  it('enter series into one room: one of them, whole', async () => {
    const hall = await room(context);
    const runs = await Promise.all(Array.from({ length: rivals }, () => plannedRun(context)));
    const repeat = { days: [1, 2, 3], count: 3, skipHolidays: true };
    const fields = { ...sessionOn('2026-03-16', { roomId: hall.id }), repeat };
    const answers = await Promise.allSettled(
      runs.map(({ id }) => context.get(SessionSeriesService).schedule(vnCoordinator, id, fields)),
    );
    const codes = answers.map((answer) =>
      answer.status === 'rejected' ? (answer.reason as DomainError).code : 'done',
    );
    assert.deepEqual(codes.toSorted(), ['done', ...Array(rivals - 1).fill('session.room_clash')]);
    assert.equal((await sessionsIn(hall.id)).length, 3);
  });

  it('copy runs onto the same days: one copy has the room, the others are told who', async () => {
    const hall = await room(context);
    const source = await plannedRun(context);
    await context.get(SessionsService).schedule(vnCoordinator, source.id, sessionOn('2026-03-10', { roomId: hall.id }));
    const copies = await Promise.all(
      Array.from({ length: rivals }, (_, index) =>
        context
          .get(RunCopiesService)
          .copy(vnCoordinator, source.id, runCopy.parse({ code: `COPY-${index}`, startsOn: '2026-03-23' })),
      ),
    );
    const leftOut = copies.map(({ plan }) => plan.sessions.flatMap((one) => one.leftOut.map(({ code }) => code)));
    assert.deepEqual(leftOut.toSorted(), [[], ...Array(rivals - 1).fill(['session.room_clash'])]);
    assert.equal((await sessionsIn(hall.id)).length, 2);
  });

  it('move two sessions into one room once', async () => {
    const hall = await room(context);
    const sessions = context.get(SessionsService);
    const runs = await Promise.all([plannedRun(context), plannedRun(context)]);
    const made = await Promise.all(
      runs.map(({ id }) => sessions.schedule(vnCoordinator, id, sessionOn('2026-03-11', { roomId: null }))),
    );
    const moved = await Promise.allSettled(
      made.map(({ id, version }) => sessions.edit(vnCoordinator, id, version, { roomId: hall.id })),
    );
    assert.deepEqual(moved.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  // On SQLite units queue: nothing is lost there without the guard.
  describe('without the guard', { skip: engine === 'mariadb' ? false : 'units queue on SQLite' }, () => {
    let bookings: BookingsRepository;
    const guarded: Partial<BookingsRepository> = {};
    before(() => {
      bookings = context.get(BookingsRepository);
      Object.assign(guarded, { hold: bookings.hold, meanwhile: bookings.meanwhile });
      bookings.hold = async () => undefined;
    });
    beforeEach(() => {
      const allLooked = Promise.withResolvers<void>();
      let looked = 0;
      // Looks as ever, and writes once everybody has looked.
      bookings.meanwhile = async (sought) => {
        const found = await BookingsRepository.prototype.meanwhile.call(bookings, sought);
        looked += 1;
        if (looked === rivals) allLooked.resolve();
        await allLooked.promise;
        return found;
      };
    });
    after(() => Object.assign(bookings, guarded));

    it('all book one room', async () => {
      const hall = await room(context);
      const { told } = await want({ roomId: hall.id });
      assert.deepEqual(told, []);
      assert.equal((await sessionsIn(hall.id)).length, rivals);
    });

    it('all book one instructor', async () => {
      const teacher = await person(context, 'Phan Thu Hà');
      const { told } = await want({ instructorIds: [teacher.id] });
      assert.deepEqual(told, []);
      assert.equal((await taughtBy(teacher.id)).length, rivals);
    });
  });
});
