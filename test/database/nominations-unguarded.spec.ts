import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Organisation } from '#libs/people';
import { Database, UnitOfWork } from '#libs/platform';
import { RunLookup } from '#libs/training';
import { QuotasRepository } from '../../libs/training/src/quotas.repository.js';
import { engine } from '../support/engine.js';
import { promises } from '../support/nomination-promises.js';
import { openRun, Story, startNominations } from '../support/nominations.js';
import type { TestContext } from '../support/platform.js';
import { organisation } from '../support/training.js';

/**
 * The promises of the random test, with each guard taken away in turn: what they find then shows that they would have
 * found it. On MariaDB, where units run side by side; on SQLite they queue.
 */
describe('seats without their guards', { skip: engine === 'mariadb' ? false : 'units queue on SQLite' }, () => {
  let context: TestContext;
  let story: Story;
  let database: Database;
  let home: Organisation;

  before(async () => {
    context = await startNominations();
    story = new Story(context);
    database = context.get(Database);
    home = await organisation(context, 'Industry');
  });
  after(() => context.close());

  const broken = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const [promise, sql] of Object.entries(promises)) {
      const rows = await database.rows(sql);
      if (rows.length > 0) found.push(promise);
    }
    return found;
  };
  const alter = (sql: string) => context.get(UnitOfWork).run(() => database.change(sql, []));

  /** Looks first and writes then, each with time for the others in between. */
  function countThenWrite(table: string, counter: string, limit: string) {
    return async (...ids: string[]): Promise<boolean> => {
      const id = ids.at(-1)!;
      const [row] = await database.rows<{ counter: number; most: number }>(
        `SELECT ${counter} AS counter, ${limit} AS most FROM ${table} WHERE id = ?`,
        [id],
      );
      if (Number(row!.counter) >= Number(row!.most)) return false;
      await new Promise((resolve) => setTimeout(resolve, 150));
      await database.change(`UPDATE ${table} SET ${counter} = ${counter} + 1 WHERE id = ?`, [id]);
      return true;
    };
  }

  /** Rivals for the same run no longer wait for each other. */
  function letGo(): void {
    const runs = context.get(RunLookup);
    runs.hold = (id) => runs.get(id);
  }

  async function rivals(capacity: number, seats: number): Promise<void> {
    const run = await openRun(context, { capacity }, [home.id, seats]);
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push((await story.selected(home, run)).id);
    await Promise.allSettled(ids.map((id) => story.confirm(id)));
  }

  it('are kept while the guards are there', async () => {
    await rivals(2, 5);
    await rivals(5, 2);
    assert.deepEqual(await broken(), []);
  });

  it('are sold twice where the capacity is counted before the seat is taken', async () => {
    const quotas = context.get(QuotasRepository);
    const { takeOfRun } = quotas;
    const { hold } = context.get(RunLookup);
    await alter('ALTER TABLE course_run DROP CONSTRAINT ck_course_run_seats');
    letGo();
    quotas.takeOfRun = countThenWrite('course_run', 'seats_taken', 'capacity');
    await rivals(2, 5);
    quotas.takeOfRun = takeOfRun;
    context.get(RunLookup).hold = hold;
    assert.deepEqual(await broken(), ['confirmed and held seats are those counted, and at most the capacity']);
  });

  it('are sold twice where the quota is counted before the seat is taken', async () => {
    const quotas = context.get(QuotasRepository);
    await alter('UPDATE course_run SET capacity = 50');
    assert.deepEqual(await broken(), []);
    await alter('ALTER TABLE quota DROP CONSTRAINT ck_quota_taken');
    letGo();
    const take = countThenWrite('quota', 'taken', 'seats');
    // The conditional update of the run would hold its row, and with it the rivals: they are counted without it.
    quotas.takeOfRun = async (runId) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const sql = 'UPDATE course_run SET seats_taken = seats_taken + 1 WHERE id = ?';
      later.push(() => context.get(UnitOfWork).run(() => database.change(sql, [runId])));
      return true;
    };
    const later: (() => Promise<unknown>)[] = [];
    quotas.takeOfQuota = (_runId, quotaId) => take(quotaId);
    await rivals(5, 2);
    for (const work of later) await work();
    assert.ok((await broken()).includes('they are at most the quota'));
  });

  it('are given to one person twice where nothing forbids two runs on one day', async () => {
    await alter('ALTER TABLE enrolment_day DROP INDEX uq_enrolment_day_person');
    const one = await openRun(context, { capacity: 4 }, [home.id, 4]);
    const other = await openRun(context, { capacity: 4 }, [home.id, 4]);
    const { personId } = await story.confirmed(home, one);
    await story.confirmed(home, other, { personId });
    assert.ok((await broken()).includes('nobody is in two runs on one day'));
  });
});
