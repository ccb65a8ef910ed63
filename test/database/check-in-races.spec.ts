import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AttendanceModule, attendanceEntities, CheckInCodes, CheckInsService, RollsService } from '#libs/attendance';
import { DomainError } from '#libs/kernel';
import { nominationsEntities } from '#libs/nominations';
import { peopleEntities } from '#libs/people';
import { Database } from '#libs/platform';
import { TrainingModule, trainingEntities } from '#libs/training';
import { type HeldRun, heldRun } from '../support/attendance.js';
import { startContext, type TestContext } from '../support/platform.js';
import { actorOf, vnCoordinator } from '../support/training.js';

const names = Array.from({ length: 30 }, (_, index) => `ສົມພອນ ${index}`);

describe('a whole room that checks in at once', () => {
  let context: TestContext;

  before(async () => {
    context = await startContext(
      [TrainingModule, AttendanceModule],
      [...peopleEntities, ...trainingEntities, ...nominationsEntities, ...attendanceEntities],
    );
  });
  after(() => context.close());

  /** Everybody scans the same code and presses twice: what each was told, or why not. */
  async function scan({ enrolments, sessionIds }: HeldRun): Promise<string[]> {
    const { token } = context.get(CheckInCodes).issue(sessionIds[0]!, context.clock.now());
    const press = async (personId: string): Promise<string> => {
      try {
        return (await context.get(CheckInsService).checkIn(actorOf('trainee', { personId }), token)).standing.status;
      } catch (error) {
        if (error instanceof DomainError) return error.code;
        throw error;
      }
    };
    return Promise.all(enrolments.flatMap(({ personId }) => [press(personId), press(personId)]));
  }

  const entries = (sessionId: string) =>
    context.get(Database).rows<{ source: string; status: string }>(
      `SELECT en.source, en.status FROM attendance_entry en JOIN attendance_mark m ON m.id = en.attendance_mark_id
        WHERE m.session_id = ?`,
      [sessionId],
    );

  it('is recorded once each, whoever pressed twice', async () => {
    const held = await heldRun(context, names);
    const told = await scan(held);
    assert.deepEqual([...new Set(told)], ['present']);
    assert.equal((await entries(held.sessionIds[0]!)).length, names.length);
  });

  it('is on the roll or was told that it is closed, when somebody closes it meanwhile', async () => {
    const held = await heldRun(context, names);
    const [told] = await Promise.all([
      scan(held),
      context.get(RollsService).close(vnCoordinator, held.sessionIds[0]!, {}),
    ]);
    const { lines } = await context.get(RollsService).get(vnCoordinator, held.sessionIds[0]!);
    const statusOf = new Map(lines.map(({ enrolmentId, mark }) => [enrolmentId, mark!.status]));
    for (const [index, { id }] of held.enrolments.entries()) {
      const heard = told.slice(2 * index, 2 * index + 2);
      assert.equal(statusOf.get(id), heard.includes('present') ? 'present' : 'absent', heard.join());
    }
  });
});
