import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AttendanceModule, attendanceEntities, RollsService } from '#libs/attendance';
import { DomainError } from '#libs/kernel';
import { nominationsEntities } from '#libs/nominations';
import { peopleEntities } from '#libs/people';
import { Database } from '#libs/platform';
import { TrainingModule, trainingEntities } from '#libs/training';
import { heldRun, saying } from '../support/attendance.js';
import { engine } from '../support/engine.js';
import { startContext, type TestContext } from '../support/platform.js';
import { vnCoordinator } from '../support/training.js';

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
  );

/** A gate that opens once. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('at the same moment', () => {
  let context: TestContext;
  let rolls: RollsService;
  const now = () => context.clock.now();

  before(async () => {
    context = await startContext(
      [TrainingModule, AttendanceModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...attendanceEntities],
    );
    rolls = context.get(RollsService);
  });
  after(() => context.close());

  const marksOf = (sessionId: string) =>
    context
      .get(Database)
      .rows<{ enrolment_id: string; status: string; source: string }>(
        'SELECT enrolment_id, status, source FROM attendance_mark WHERE session_id = ?',
        [sessionId],
      );
  const entriesOf = (sessionId: string) =>
    context
      .get(Database)
      .rows<{ id: string }>(
        'SELECT en.id FROM attendance_entry en JOIN attendance_mark m ON m.id = en.attendance_mark_id WHERE m.session_id = ?',
        [sessionId],
      );

  it('two devices that make the first mark of one person make one mark, and both are kept', async () => {
    for (let round = 0; round < 5; round += 1) {
      const {
        sessionIds: [id],
        enrolments: [keo],
      } = await heldRun(context, ['Keo']);
      const early = saying(keo.id, 'late', new Date(now().getTime() - 60_000));
      const later = saying(keo.id, 'present', now());
      const said = round % 2 === 0 ? [early, later] : [later, early];
      await Promise.all(said.map((mark) => rolls.record(vnCoordinator, id, [mark])));
      assert.deepEqual(
        (await marksOf(id)).map(({ status }) => status),
        ['present'],
      );
      assert.equal((await entriesOf(id)).length, 2);
    }
  });

  it('twenty devices sending the same list write it once', async () => {
    const {
      sessionIds: [id],
      enrolments,
    } = await heldRun(context, ['Ay', 'Bee', 'See', 'Dee']);
    const list = enrolments.map((enrolment) => saying(enrolment.id, 'present', now()));
    await Promise.all(Array.from({ length: 20 }, () => rolls.record(vnCoordinator, id, list)));
    assert.equal((await marksOf(id)).length, 4);
    assert.equal((await entriesOf(id)).length, 4);
  });

  it('a mark and the closing: either the mark is kept or it is refused, never lost and never after', async () => {
    for (let round = 0; round < 12; round += 1) {
      const {
        sessionIds: [id],
        enrolments,
      } = await heldRun(context, ['Ay', 'Bee', 'See']);
      const [closing, ...marking] = await Promise.all([
        outcome(rolls.close(vnCoordinator, id, {})),
        ...enrolments.map((enrolment) =>
          outcome(rolls.record(vnCoordinator, id, [saying(enrolment.id, 'present', now())])),
        ),
      ]);
      assert.equal(closing, 'done');
      const marks = new Map((await marksOf(id)).map((mark) => [mark.enrolment_id, mark]));
      assert.equal(marks.size, 3);
      for (const [index, { id: enrolmentId }] of enrolments.entries()) {
        assert.ok(['done', 'attendance.roll_closed'].includes(marking[index]));
        const expected = marking[index] === 'done' ? ['present', 'roll'] : ['absent', 'closing'];
        assert.deepEqual([marks.get(enrolmentId)?.status, marks.get(enrolmentId)?.source], expected);
      }
    }
  });

  it('two who close: one closes, the other is told', async () => {
    const {
      sessionIds: [id],
    } = await heldRun(context, ['Ay', 'Bee']);
    const both = await Promise.all([0, 1].map(() => outcome(rolls.close(vnCoordinator, id, {}))));
    assert.deepEqual(both.sort(), ['attendance.roll_closed', 'done']);
    assert.equal((await entriesOf(id)).length, 2);
  });

  describe('with the closing pressed between the look at the roll and the mark', () => {
    const race = async (look: (honest: () => Promise<Set<string>>, sessionId: string) => Promise<Set<string>>) => {
      const held = await heldRun(context, ['Keo', 'Noy']);
      const [id] = held.sessionIds;
      const [keo, noy] = held.enrolments;
      await rolls.record(vnCoordinator, id, [saying(noy.id, 'present', now())]);
      const { book } = rolls as unknown as { book: { take(ids: string[]): Promise<Set<string>> } };
      const honest = book.take;
      const looked = gate();
      const closed = gate();
      book.take = async ([sessionId]) => {
        const open = await look(() => honest.call(book, [sessionId]), sessionId);
        looked.open();
        // Whoever makes the closing wait does not wait for it.
        await Promise.race([closed.opened, new Promise((resolve) => setTimeout(resolve, 300))]);
        return open;
      };
      try {
        const marking = outcome(rolls.record(vnCoordinator, id, [saying(keo.id, 'present', now())]));
        await looked.opened;
        const closing = outcome(rolls.close(vnCoordinator, id, {}));
        void closing.then(closed.open);
        assert.deepEqual([await marking, await closing], ['done', 'done']);
        const entries = await context.get(Database).rows<{ source: string }>(
          `SELECT en.source FROM attendance_entry en JOIN attendance_mark m ON m.id = en.attendance_mark_id
              WHERE m.enrolment_id = ? ORDER BY en.sequence`,
          [keo.id],
        );
        return entries.map(({ source }) => source);
      } finally {
        book.take = honest;
      }
    };

    it('the closing waits for whoever has taken the roll: the mark stands', async () => {
      assert.deepEqual(await race((honest) => honest()), ['roll']);
    });

    // On SQLite units come one after the other anyway: there the queue is the guard.
    it(`without the guard ${engine === 'mariadb' ? 'a closed roll is marked' : 'the queue of units still keeps it'}`, async () => {
      const sources = await race(async (_, sessionId) => {
        const [roll] = await context
          .get(Database)
          .rows<{ closed_at: unknown }>('SELECT closed_at FROM roll WHERE session_id = ?', [sessionId]);
        return new Set(roll.closed_at === null ? [sessionId] : []);
      });
      assert.deepEqual(sources, engine === 'mariadb' ? ['closing', 'roll'] : ['roll']);
    });
  });
});
