import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  AttendanceModule,
  attendanceEntities,
  ConflictsService,
  RollSync,
  RollsService,
  rollSyncFields,
} from '#libs/attendance';
import { DomainError } from '#libs/kernel';
import { nominationsEntities } from '#libs/nominations';
import { peopleEntities } from '#libs/people';
import { UnitOfWork } from '#libs/platform';
import { TrainingModule, trainingEntities } from '#libs/training';
import { heldRun, saying } from '../support/attendance.js';
import { engine } from '../support/engine.js';
import { startContext, type TestContext } from '../support/platform.js';
import { Device, rollRows } from '../support/roll-syncs.js';
import { statementsOf } from '../support/statements.js';
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

describe('two devices at the same moment', () => {
  let context: TestContext;
  let rollSync: RollSync;
  const now = () => context.clock.now();

  before(async () => {
    context = await startContext(
      [TrainingModule, AttendanceModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...attendanceEntities],
    );
    rollSync = context.get(RollSync);
  });
  after(() => context.close());

  const send = (device: Device, marks: object[]) =>
    rollSync.sync(vnCoordinator, rollSyncFields.parse(device.sends(marks, now())));
  const open = async (sessionId: string) =>
    (await rollRows(context, [sessionId])).conflicts.filter(({ open_key }) => open_key !== null);

  it('that make the first marks of a roll lose none and open each conflict once', async () => {
    for (let round = 0; round < 6; round += 1) {
      const {
        sessionIds: [id],
        enrolments,
      } = await heldRun(context, ['Ay', 'Bee', 'See', 'Dee']);
      const devices = [new Device('phone-a'), new Device('phone-b'), new Device('phone-c')];
      const said = devices.map((device, index) =>
        enrolments.map((enrolment) => device.say(id, enrolment.id, index === 2 ? 'absent' : 'present', now())),
      );
      await Promise.all(
        devices.flatMap((device, index) => [
          send(device, said[index].slice(0, 2)),
          send(device, said[index].slice(2)),
          send(device, said[index]),
        ]),
      );
      const rows = await rollRows(context, [id]);
      assert.deepEqual([rows.marks.length, rows.entries.length, rows.conflicts.length], [4, 12, 4]);
      assert.deepEqual(new Set(rows.marks.map(({ status }) => status)), new Set(['present']));
      for (const { other_entry_id } of rows.conflicts)
        assert.ok(said[2].some(({ markId }) => markId === other_entry_id));
    }
  });

  it('and somebody who closes the roll: either it is closed without a conflict or it is not closed', async () => {
    for (let round = 0; round < 10; round += 1) {
      const {
        sessionIds: [id],
        enrolments: [keo],
      } = await heldRun(context, ['Keo']);
      const a = new Device('phone-a');
      const b = new Device('phone-b');
      await send(a, [a.say(id, keo.id, 'present', now())]);
      const [[{ outcome: synced }], closing] = await Promise.all([
        send(b, [b.say(id, keo.id, 'absent', now())]),
        outcome(context.get(RollsService).close(vnCoordinator, id, {})),
      ]);
      const expected = synced === 'conflict' ? 'attendance.conflicts_open' : 'done';
      assert.equal(closing, expected);
      assert.equal((await open(id)).length, synced === 'conflict' ? 1 : 0);
    }
  });

  it('two people who resolve a conflict: one does, the other is told', async () => {
    const {
      sessionIds: [id],
      enrolments: [keo],
    } = await heldRun(context, ['Keo']);
    const a = new Device('phone-a');
    const b = new Device('phone-b');
    await send(a, [a.say(id, keo.id, 'present', now())]);
    const [{ conflictId }] = await send(b, [b.say(id, keo.id, 'absent', now())]);
    const both = await Promise.all(
      (['late', 'absent'] as const).map((status) =>
        outcome(context.get(ConflictsService).resolve(vnCoordinator, conflictId!, { status, reason: 'asked' })),
      ),
    );
    assert.deepEqual(both.sort(), ['attendance.conflict_resolved', 'done']);
    const { entries } = await rollRows(context, [id]);
    assert.equal(entries.filter(({ source }) => source === 'resolution').length, 1);
  });

  describe('one coming to agree with the other between its look at the roll and its mark', () => {
    const race = async (take: (honest: () => Promise<Set<string>>, sessionId: string) => Promise<Set<string>>) => {
      const {
        sessionIds: [id],
        enrolments: [keo, noy],
      } = await heldRun(context, ['Keo', 'Noy']);
      const a = new Device('phone-a');
      const b = new Device('phone-b');
      await send(a, [a.say(id, keo.id, 'present', now()), a.say(id, noy.id, 'present', now())]);
      const { book } = rollSync as unknown as {
        book: { take(ids: string[]): Promise<Set<string>>; write(sheets: unknown): Promise<void> };
      };
      const { take: honestTake, write: honestWrite } = book;
      const looked = gate();
      const agreed = gate();
      book.take = ([sessionId]) => take(() => honestTake.call(book, [sessionId]), sessionId);
      book.write = async (sheets) => {
        book.write = honestWrite;
        looked.open();
        // Whoever makes the other wait does not wait for it.
        await Promise.race([agreed.opened, new Promise((resolve) => setTimeout(resolve, 400))]);
        await honestWrite.call(book, sheets);
      };
      try {
        const disagreeing = send(b, [b.say(id, keo.id, 'absent', now())]);
        await looked.opened;
        const agreeing = send(a, [a.say(id, keo.id, 'absent', now())]);
        void agreeing.then(agreed.open);
        await Promise.all([disagreeing, agreeing]);
        return (await open(id)).length;
      } finally {
        Object.assign(book, { take: honestTake, write: honestWrite });
      }
    };

    it('waits for whoever has taken the roll: nobody disagrees in the end', async () => {
      assert.equal(await race((honest) => honest()), 0);
    });

    // On SQLite units come one after the other anyway: there the queue is the guard.
    it(`without the guard ${engine === 'mariadb' ? 'a conflict stays open over which nobody disagrees' : 'the queue of units still keeps it right'}`, async () => {
      assert.equal(await race(async (_, sessionId) => new Set([sessionId])), engine === 'mariadb' ? 1 : 0);
    });
  });

  it('is written in as many statements for four hundred marks as for two', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `Trainee ${index}`);
    const { sessionIds, enrolments } = await heldRun(context, names, ['2026-03-09', '2026-03-10']);
    context.clock.set('2026-03-10T01:00:00Z');
    const [first, one, ...rest] = enrolments;
    const counts: number[] = [];
    for (const people of [[first], [one], rest]) {
      for (const device of [new Device('phone-a'), new Device('phone-b')]) {
        const marks = sessionIds.flatMap((sessionId) =>
          people.map(({ id }) => device.say(sessionId, id, 'present', now())),
        );
        // In a unit of its own, what is read is asked of the connection that writes: all is counted.
        const counted = context.get(UnitOfWork).run(() => statementsOf(context, () => send(device, marks)));
        counts.push(await counted);
      }
    }
    const [, , ofTwo, ofTwoAgain] = counts;
    assert.deepEqual(counts.slice(4), [ofTwo, ofTwoAgain]);
    assert.ok(
      counts.every((count) => count < 15),
      `${counts} statements`,
    );
  });

  it('is seen by a PUT of the roll, which says so or makes a conflict of it', async () => {
    const {
      sessionIds: [id],
      enrolments: [keo, noy],
    } = await heldRun(context, ['Keo', 'Noy']);
    const a = new Device('phone-a');
    const marks = [keo, noy].map((enrolment) => a.say(id, enrolment.id, 'present', now()));
    await send(a, marks);
    const roll = await context
      .get(RollsService)
      .record(vnCoordinator, id, [
        saying(keo.id, 'absent', now()),
        { ...saying(noy.id, 'absent', now()), basedOn: marks[1].markId },
      ]);
    assert.deepEqual(
      roll.lines.map(({ mark }) => [mark?.status, mark?.conflictId !== null]),
      [
        ['present', true],
        ['absent', false],
      ],
    );
  });
});
